import type { INestApplicationContext } from '@nestjs/common';
import { AttendanceModule, attendanceEntities } from '#libs/attendance';
import { CertificatesModule, certificatesEntities } from '#libs/certificates';
import type { Clock } from '#libs/kernel';
import { NominationsModule, nominationsEntities } from '#libs/nominations';
import { OutputsModule, outputsEntities } from '#libs/outputs';
import { PeopleModule, peopleEntities } from '#libs/people';
import { type Configuration, openContext } from '#libs/platform';
import { TrainingModule, trainingEntities } from '#libs/training';

const entities = [
  ...peopleEntities,
  ...trainingEntities,
  ...nominationsEntities,
  ...attendanceEntities,
  ...outputsEntities,
  ...certificatesEntities,
];

const rooms = [PeopleModule, TrainingModule, NominationsModule, AttendanceModule, OutputsModule, CertificatesModule];

/** Every room without HTTP, for one command. Close it when done. */
export const openConsole = (configuration: Configuration, clock?: Clock): Promise<INestApplicationContext> =>
  openContext(configuration, { rooms, entities, clock, logger: ['error', 'fatal'] });
