/** What every room stands on: configuration, database and unit of work, audit, outbox, jobs, files, texts, PDF, spreadsheets. No nouns of the domain. */
export { type AllowanceRule, Allowances } from './allowances/allowances.js';
export { AtOnce } from './allowances/at-once.js';
export { type ArchivedFile, archiveSize, largestArchive, zipOf } from './archive/zip.js';
export { Audit, type AuditEntry } from './audit/audit.js';
export { AuditEvent } from './audit/audit-event.entity.js';
export * from './charts/index.js';
export {
  CONFIGURATION,
  type Configuration,
  ConfigurationError,
  configurationSchema,
  readConfiguration,
} from './config.js';
export {
  type ColumnKind,
  calendarDate,
  counter,
  type Engine,
  fixed,
  flag,
  fromZero,
  id,
  instant,
  json,
  Key,
  largeJson,
  list,
  longText,
  orNull,
  References,
  Stored,
  text,
  textBefore,
  whole,
} from './database/columns.js';
export type { EntityClass } from './database/connections.js';
export { Database } from './database/database.js';
export { daysUntil } from './database/days.js';
export {
  asDomainError,
  ConcurrentChange,
  isUniqueViolation,
  Outdated,
  violatesUnique,
  withoutValues,
} from './database/faults.js';
export { linkHash, noLink, sha256Of } from './database/hash-chain.js';
export { type ListSource, listPage } from './database/list-page.js';
export {
  containing,
  flagOfRaw,
  instantOfRaw,
  instantOfRawOrNull,
  instantParameter,
  jsonOfRaw,
  listOfRaw,
  placeholders,
} from './database/raw.js';
export { Schema } from './database/schema.js';
export { UnitOfWork } from './database/unit-of-work.js';
export { allOf, anyOf, type Where, where } from './database/where.js';
export { DispatchLoop } from './events/dispatch-loop.js';
export { OfficeHours } from './events/office-hours.js';
export { type EventType, eventType, Outbox } from './events/outbox.js';
export { Sweeps } from './events/sweeps.js';
export {
  dateField,
  emptyForm,
  idField,
  lineField,
  localisedField,
  localisedParagraphField,
  optionalLineField,
  optionalLocalisedField,
  paragraphField,
  reasonField,
  reasonForm,
} from './fields.js';
export { type TextArgs, type Translate, Translator } from './i18n/translator.js';
export { Idempotency } from './idempotency/idempotency.js';
export type { Answer } from './idempotency/idempotency.repository.js';
export { Job, type JobStatus } from './jobs/job.entity.js';
export { JobsService } from './jobs/jobs.service.js';
export { type Listing, type ListQuery, listQuery, mapListing } from './listing.js';
export type { Letter } from './mail/letter.js';
export { Mail, type MailReaders } from './mail/mail.entity.js';
export { type MailQuery, mailQuery } from './mail/mail.fields.js';
export { mailAccess } from './mail/mail.policy.js';
export { type MailStatus, mailStatuses, maySendAgain } from './mail/mail.rules.js';
export { MailDispatch } from './mail/mail-dispatch.js';
export { MailLog, type MailRow } from './mail/mail-log.js';
export { type MailOrder, MailsService, type Receiver } from './mail/mails.service.js';
export { maskedAddress, type PostalAddress, readAddress } from './mail/postal-address.js';
export { openContext } from './open-context.js';
export * from './pdf/index.js';
export * from './personal-data/index.js';
export { PlatformModule } from './platform.module.js';
export { projectRoot } from './project-root.js';
export * from './row-files/column-types.js';
export type { DeclaredColumn, FaultCount, RowFault, RowsReport } from './row-files/import/declared-column.js';
export type { TableStart } from './row-files/import/head.worker.js';
export type { Imported, Progress } from './row-files/import/import.worker.js';
export { type DecimalMark, hintOf, markOf, plainNumber } from './row-files/import/numbers.js';
export { CellRefusal, readValue } from './row-files/import/read-value.js';
export type { Declared } from './row-files/import/row-check.js';
export { RowImports, rowLimits } from './row-files/import/row-imports.js';
export { workbookLimits } from './row-files/import/rows-file.js';
export { mayBePattern } from './row-files/import/safe-pattern.js';
export { type QueryLimits, RowQueries } from './row-files/query/row-queries.js';
export * from './row-files/query/row-question.js';
export * from './spreadsheet/index.js';
export { type ArrivedFile, fileName, fileRefusal, requireContent, requireType } from './storage/arrived-file.js';
export { FileContent } from './storage/file-content.js';
export {
  acceptedExtensions,
  agreesWithName,
  isTextKind,
  mayBeNamed,
  mediaTypeOf,
} from './storage/file-kinds.rules.js';
export { readSignature } from './storage/file-signature.js';
export { type NamedContent, type SettledFile, type StorageFolders, settleFiles } from './storage/settled-files.js';
export { Storage, type StoredFile } from './storage/storage.js';
