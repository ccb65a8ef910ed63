import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from '#libs/kernel';
import { Allowance } from './allowances/allowance.entity.js';
import { Allowances } from './allowances/allowances.js';
import { AllowancesRepository } from './allowances/allowances.repository.js';
import { Audit } from './audit/audit.js';
import { AuditEvent } from './audit/audit-event.entity.js';
import { CONFIGURATION, type Configuration } from './config.js';
import { connectionsFor, type EntityClass } from './database/connections.js';
import { Database } from './database/database.js';
import { Schema } from './database/schema.js';
import { CONNECTIONS, UnitOfWork } from './database/unit-of-work.js';
import { OfficeHours } from './events/office-hours.js';
import { Outbox } from './events/outbox.js';
import { OutboxRepository } from './events/outbox.repository.js';
import { OutboxMessage } from './events/outbox-message.entity.js';
import { Sweeps } from './events/sweeps.js';
import { Translator } from './i18n/translator.js';
import { Idempotency } from './idempotency/idempotency.js';
import { IdempotencyRepository } from './idempotency/idempotency.repository.js';
import { Job } from './jobs/job.entity.js';
import { JobsRepository } from './jobs/jobs.repository.js';
import { JobsService } from './jobs/jobs.service.js';
import { Letters } from './mail/letter.js';
import { Mail } from './mail/mail.entity.js';
import { MailDispatch } from './mail/mail-dispatch.js';
import { MailLog } from './mail/mail-log.js';
import { MailMention } from './mail/mail-mention.entity.js';
import { MailPart } from './mail/mail-part.entity.js';
import { MailsRepository } from './mail/mails.repository.js';
import { MailsService } from './mail/mails.service.js';
import { Smtp } from './mail/smtp.js';
import { PersonalDataSearch } from './personal-data/index.js';
import { RowQueries } from './row-files/query/row-queries.js';
import { Spreadsheets } from './spreadsheet/index.js';
import { Storage } from './storage/storage.js';

const ownEntities: EntityClass[] = [AuditEvent, OutboxMessage, Job, Mail, MailMention, MailPart, Allowance];
const services = [
  Database,
  UnitOfWork,
  Schema,
  Audit,
  Outbox,
  Sweeps,
  OfficeHours,
  Translator,
  Idempotency,
  Allowances,
  JobsService,
  Storage,
  MailLog,
  MailsService,
  MailDispatch,
];

/** The ground under every room. The application tells it the configuration and the entities of the rooms. */
@Global()
@Module({})
export class PlatformModule {
  static with(configuration: Configuration, entities: EntityClass[], clock: Clock = new SystemClock()): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: CONFIGURATION, useValue: configuration },
        {
          provide: CONNECTIONS,
          useFactory: () => connectionsFor(configuration.databaseUrl, [...ownEntities, ...entities]),
        },
        { provide: Clock, useValue: clock },
        OutboxRepository,
        JobsRepository,
        IdempotencyRepository,
        AllowancesRepository,
        MailsRepository,
        Letters,
        Smtp,
        { provide: RowQueries, useFactory: () => new RowQueries() },
        { provide: Spreadsheets, useFactory: () => new Spreadsheets() },
        { provide: PersonalDataSearch, useFactory: () => new PersonalDataSearch() },
        ...services,
      ],
      exports: [CONFIGURATION, Clock, RowQueries, Spreadsheets, PersonalDataSearch, ...services],
    };
  }
}
