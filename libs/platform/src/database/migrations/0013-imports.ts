import type { MigrationInterface, QueryRunner } from 'typeorm';
import { flag, id, instant, json, orNull, text, whole } from '../columns.js';
import { createTable } from '../tables.js';

/** Lists of people that arrive as files, with what was found row by row. */
export class Imports1763801200000 implements MigrationInterface {
  name = 'Imports1763801200000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'nomination_import',
      {
        id: id(),
        job_id: id(),
        run_id: id(),
        organisation_id: id(),
        owner_account_id: orNull(id()),
        state: text(20),
        is_direct: flag(),
        language: text(2),
        file_name: text(250),
        file_sha256: text(64),
        file_storage_key: orNull(text(80)),
        columns: json(),
        notices: json(),
        counts: json(),
        fault: orNull(json()),
        arrived_at: instant(),
        imported_at: orNull(instant()),
        version: whole(),
      },
      {
        unique: { uq_nomination_import_job: ['job_id'] },
        index: { ix_nomination_import_owner: ['owner_account_id', 'run_id', 'id'] },
        references: { run_id: 'course_run', organisation_id: 'organisation' },
      },
    );
    await createTable(
      runner,
      'nomination_import_row',
      {
        id: id(),
        import_id: id(),
        number: whole(),
        verdict: text(10),
        sealed: json(),
        errors: json(),
        findings: json(),
        candidates: json(),
        choice: orNull(text(10)),
        chosen_person_id: orNull(id()),
      },
      {
        unique: { uq_nomination_import_row: ['import_id', 'number'] },
        index: { ix_nomination_import_row_verdict: ['import_id', 'verdict', 'number'] },
        references: { import_id: 'nomination_import' },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('nomination_import_row', true);
    await runner.dropTable('nomination_import', true);
  }
}
