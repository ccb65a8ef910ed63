import { type DynamicModule, Module } from '@nestjs/common';
import { ThrottlerModule } from '@nestjs/throttler';
import { Clock, SystemClock } from '#libs/kernel';
import { type Configuration, PlatformModule } from '#libs/platform';
import { AttendanceWebModule } from './attendance/attendance.web.module.js';
import { AuthWebModule } from './auth/auth.web.module.js';
import { CertificatesWebModule } from './certificates/certificates.web.module.js';
import { entities } from './entities.js';
import { HomeWebModule } from './home/home.web.module.js';
import { MailWebModule } from './mail/mail.web.module.js';
import { NominationsWebModule } from './nominations/nominations.web.module.js';
import { OperationsWebModule } from './operations/operations.web.module.js';
import { OutputsWebModule } from './outputs/outputs.web.module.js';
import { PeopleWebModule } from './people/people.web.module.js';
import { TrainingWebModule } from './training/training.web.module.js';
import { WebModule } from './web/web.module.js';

const rooms = [
  PeopleWebModule,
  TrainingWebModule,
  NominationsWebModule,
  AttendanceWebModule,
  OutputsWebModule,
  CertificatesWebModule,
  MailWebModule,
];

/** The whole server: the ground, the web and the pages of every room. */
@Module({})
export class AppModule {
  static with(configuration: Configuration, clock: Clock = new SystemClock()): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(configuration, entities, clock),
        ThrottlerModule.forRoot([{ ttl: 60_000, limit: configuration.requestsPerMinute }]),
        WebModule,
        OperationsWebModule,
        HomeWebModule,
        AuthWebModule,
        ...rooms,
      ],
    };
  }
}
