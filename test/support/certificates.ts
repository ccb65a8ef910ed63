import type { INestApplicationContext } from '@nestjs/common';
import { attendanceEntities } from '#libs/attendance';
import { CertificatesModule, certificatesEntities } from '#libs/certificates';
import { nominationsEntities } from '#libs/nominations';
import { outputsEntities } from '#libs/outputs';
import { peopleEntities } from '#libs/people';
import { type Configuration, type EntityClass, openContext } from '#libs/platform';
import { trainingEntities } from '#libs/training';
import type { TestClock } from './clock.js';
import { startContext, type TestContext } from './platform.js';
import { actorOf } from './training.js';

export const coChair = actorOf('lao_co_chair');

const entities: EntityClass[] = [
  ...peopleEntities,
  ...trainingEntities,
  ...nominationsEntities,
  ...attendanceEntities,
  ...outputsEntities,
  ...certificatesEntities,
];

/** The rooms up to certificates, without HTTP, on an empty database. */
export const startCertificates = (): Promise<TestContext> => startContext([CertificatesModule], entities);

/** The same rooms on a database that is there already: what comes up after a crash. */
export const openCertificates = (configuration: Configuration, clock: TestClock): Promise<INestApplicationContext> =>
  openContext(configuration, { rooms: [CertificatesModule], entities, clock });
