import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, json, largeJson, orNull, text, whole } from '../columns.js';
import { createTable } from '../tables.js';
import { isPublished, refuse } from './published.js';

/** Tables of outputs: their declared columns, and where their checked rows lie. Published with their output. */
export class DatasetTables1763803400000 implements MigrationInterface {
  readonly name = 'DatasetTables1763803400000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'dataset_table',
      {
        id: id(),
        output_id: id(),
        name: text(60),
        title: json(),
        schema: largeJson(),
        status: text(12),
        position: whole(),
        rows_key: orNull(text(80)),
        rows_sha256: orNull(text(64)),
        rows_size: orNull(whole()),
        row_count: orNull(whole()),
        source_name: orNull(text(250)),
        stored_at: orNull(instant()),
        arrived_key: orNull(text(80)),
        job_id: orNull(id()),
        attempts: whole(),
        held_until: orNull(instant()),
        report: orNull(json()),
        created_at: instant(),
        version: whole(),
      },
      {
        unique: { uq_dataset_table_name: ['output_id', 'name'] },
        index: { ix_dataset_table_status: ['status', 'id'] },
        references: { output_id: 'output' },
      },
    );
    await createTable(
      runner,
      'dataset_table_errors',
      { id: id(), table_id: id(), faults: largeJson() },
      { unique: { uq_dataset_table_errors: ['table_id'] }, references: { table_id: 'dataset_table' } },
    );
    await refuse(runner, 'UPDATE', 'dataset_table', isPublished('OLD.output_id'));
    await refuse(runner, 'DELETE', 'dataset_table', isPublished('OLD.output_id'));
    await refuse(runner, 'INSERT', 'dataset_table', isPublished('NEW.output_id'));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['dataset_table_errors', 'dataset_table']) await runner.dropTable(table, true);
  }
}
