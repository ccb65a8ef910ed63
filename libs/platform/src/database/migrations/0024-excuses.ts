import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, longText, orNull, text, whole } from '../columns.js';
import { createTable, makeAppendOnly } from '../tables.js';

/** Excuses for absences: asked for with a reason and a document, decided, and to whom the document was given. */
export class Excuses1763802400000 implements MigrationInterface {
  name = 'Excuses1763802400000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'excuse',
      {
        id: id(),
        enrolment_id: id(),
        session_id: id(),
        open_key: orNull(text(80)),
        status: text(10),
        reason: longText(),
        file_name: orNull(text(250)),
        media_type: orNull(text(120)),
        size: orNull(whole()),
        sha256: orNull(text(64)),
        storage_key: orNull(text(80)),
        asked_by: orNull(id()),
        asked_at: instant(),
        decided_by: orNull(id()),
        decided_at: orNull(instant()),
        decision_reason: orNull(longText()),
        version: whole(),
      },
      {
        unique: { uq_excuse_open: ['open_key'] },
        index: { ix_excuse_status: ['status', 'id'] },
        references: { enrolment_id: 'enrolment', session_id: 'session' },
        check: { ck_excuse_open: "(open_key IS NULL) = (status <> 'asked')" },
      },
    );
    await createTable(
      runner,
      'excuse_opening',
      { id: id(), excuse_id: id(), account_id: orNull(id()), at: instant() },
      { references: { excuse_id: 'excuse' } },
    );
    await makeAppendOnly(runner, 'excuse_opening');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['excuse_opening', 'excuse']) await runner.dropTable(table, true);
  }
}
