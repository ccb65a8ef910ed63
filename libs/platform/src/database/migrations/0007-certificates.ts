import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, id, instant, json, longText, orNull, text, whole } from '../columns.js';
import { createTable, engineOf } from '../tables.js';

/** What of a certificate may still change: its status, and once the document itself. */
const frozen = [
  'batch_id',
  'enrolment_id',
  'person_id',
  'run_id',
  'serial',
  'register_number',
  'code',
  'payload',
  'allocated_at',
];
const onceOnly = ['storage_key', 'sha256', 'size', 'issued_at'];

export class Certificates1763800600000 implements MigrationInterface {
  name = 'Certificates1763800600000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'certificate_batch',
      {
        id: id(),
        run_id: id(),
        decision_number: text(60),
        decision_date: calendarDate(),
        signatory: json(),
        issue_place: json(),
        issued_on: calendarDate(),
        template: text(40),
        status: text(12),
        status_reason: orNull(longText()),
        prepared_by: id(),
        prepared_by_person: orNull(id()),
        prepared_at: instant(),
        approved_by: orNull(id()),
        approved_at: orNull(instant()),
        issued_at: orNull(instant()),
        job_id: orNull(id()),
        version: whole(),
      },
      { index: { ix_certificate_batch_status: ['status', 'id'] }, references: { run_id: 'course_run' } },
    );
    await createTable(
      runner,
      'batch_enrolment',
      { id: id(), batch_id: id(), enrolment_id: id(), live_key: orNull(id()) },
      {
        unique: { uq_batch_enrolment_live: ['live_key'] },
        references: { batch_id: 'certificate_batch', enrolment_id: 'enrolment' },
      },
    );
    await createTable(
      runner,
      'certificate',
      {
        id: id(),
        batch_id: id(),
        enrolment_id: id(),
        person_id: id(),
        run_id: id(),
        organisation_id: id(),
        serial: text(30),
        register_number: whole(),
        code: text(40),
        live_key: orNull(id()),
        payload: json(),
        search_key: longText(),
        status: text(10),
        allocated_at: instant(),
        storage_key: orNull(text(80)),
        sha256: orNull(text(64)),
        size: orNull(whole()),
        issued_at: orNull(instant()),
        version: whole(),
      },
      {
        unique: {
          uq_certificate_serial: ['serial'],
          uq_certificate_register: ['register_number'],
          uq_certificate_code: ['code'],
          uq_certificate_live: ['live_key'],
        },
        index: { ix_certificate_sha256: ['sha256'] },
        references: {
          batch_id: 'certificate_batch',
          enrolment_id: 'enrolment',
          person_id: 'person',
          run_id: 'course_run',
          organisation_id: 'organisation',
        },
        check: { ck_certificate_register: 'register_number > 0' },
      },
    );
    await createTable(runner, 'register_book', { id: text(40), last_number: whole() });
    await freeze(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['register_book', 'certificate', 'batch_enrolment', 'certificate_batch'])
      await runner.dropTable(table, true);
  }
}

/** An issued certificate is never edited or deleted, also not by a mistake of ours. */
async function freeze(runner: QueryRunner): Promise<void> {
  const isMariadb = engineOf(runner) === 'mariadb';
  const differs = (column: string) =>
    isMariadb ? `NOT (OLD.${column} <=> NEW.${column})` : `OLD.${column} IS NOT NEW.${column}`;
  const changed = [
    ...frozen.map(differs),
    ...onceOnly.map((column) => `(OLD.${column} IS NOT NULL AND ${differs(column)})`),
  ].join(' OR ');
  const refusal = 'an issued certificate is never changed';
  await runner.query(
    isMariadb
      ? `CREATE TRIGGER IF NOT EXISTS certificate_frozen BEFORE UPDATE ON certificate FOR EACH ROW IF ${changed} THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${refusal}'; END IF`
      : `CREATE TRIGGER IF NOT EXISTS certificate_frozen BEFORE UPDATE ON certificate WHEN ${changed} BEGIN SELECT RAISE(ABORT, '${refusal}'); END`,
  );
  await runner.query(
    isMariadb
      ? `CREATE TRIGGER IF NOT EXISTS certificate_kept BEFORE DELETE ON certificate FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${refusal}'`
      : `CREATE TRIGGER IF NOT EXISTS certificate_kept BEFORE DELETE ON certificate BEGIN SELECT RAISE(ABORT, '${refusal}'); END`,
  );
}
