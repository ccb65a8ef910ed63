import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AttendanceModule, attendanceEntities } from '#libs/attendance';
import { CertificatesModule, certificatesEntities } from '#libs/certificates';
import type { Clock } from '#libs/kernel';
import { NominationsModule, nominationsEntities } from '#libs/nominations';
import { OutputsModule, outputsEntities } from '#libs/outputs';
import { PeopleModule, peopleEntities } from '#libs/people';
import { type Configuration, PlatformModule } from '#libs/platform';
import { TrainingModule, trainingEntities } from '#libs/training';

@Module({})
class Console {}

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
  NestFactory.createApplicationContext(
    { module: Console, imports: [PlatformModule.with(configuration, entities, clock), ...rooms] },
    { logger: ['error', 'fatal'], abortOnError: false },
  );
