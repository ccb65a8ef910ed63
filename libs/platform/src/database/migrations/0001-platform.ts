import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type ColumnKind, id, instant, json, longText, orNull, text, whole } from '../columns.js';
import { createTable, engineOf, makeAppendOnly } from '../tables.js';

/** As long as an answer may be: MariaDB's TEXT ends at 64 kB. */
const answerText: ColumnKind = {
  entity: { type: 'text' },
  table: (engine) => ({ type: engine === 'mariadb' ? 'mediumtext' : 'text' }),
};

export class Platform1763800000000 implements MigrationInterface {
  name = 'Platform1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    if (engineOf(runner) === 'mariadb') {
      // Every comparison is binary: no MariaDB collation tells Lao tones or Vietnamese đ apart.
      await runner.query('ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin');
    }
    await createTable(
      runner,
      'audit_event',
      {
        id: id(),
        at: instant(),
        actor_kind: text(10),
        account_id: orNull(id()),
        action: text(80),
        noun: text(40),
        subject_id: id(),
        reason: orNull(longText()),
        details: json(),
      },
      { index: { ix_audit_event_subject: ['subject_id', 'id'], ix_audit_event_account: ['account_id', 'id'] } },
    );
    await makeAppendOnly(runner, 'audit_event');
    await createTable(
      runner,
      'outbox_message',
      {
        id: id(),
        type: text(80),
        payload: json(),
        raised_at: instant(),
        due_at: instant(),
        attempts: whole(),
        done_at: orNull(instant()),
        last_error: orNull(text(500)),
      },
      { index: { ix_outbox_message_due: ['done_at', 'due_at'] } },
    );
    await createTable(
      runner,
      'job',
      {
        id: id(),
        kind: text(60),
        owner_account_id: orNull(id()),
        status: text(20),
        progress: whole(),
        total: whole(),
        result: json(),
        started_at: instant(),
        ended_at: orNull(instant()),
        version: whole(),
      },
      { index: { ix_job_owner: ['owner_account_id', 'id'] } },
    );
    await createTable(
      runner,
      'idempotency_key',
      {
        id: text(200),
        request_hash: text(64),
        status: whole(),
        location: orNull(text(300)),
        body: orNull(answerText),
        at: instant(),
      },
      { index: { ix_idempotency_key_at: ['at'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['idempotency_key', 'job', 'outbox_message', 'audit_event'])
      await runner.dropTable(table, true);
  }
}
