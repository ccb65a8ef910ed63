import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instant, text, whole } from '../columns.js';
import { createTable } from '../tables.js';

/** What may be done only so often; and names with AM (ຳ), which counts as a sound from now on, are heard anew at the next start. */
export class Allowances1763801700000 implements MigrationInterface {
  name = 'Allowances1763801700000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'allowance',
      { id: text(64), used: whole(), ends_at: instant() },
      { index: { ix_allowance_ends_at: ['ends_at'] } },
    );
    await runner.query(
      "UPDATE person SET sound_key = NULL WHERE full_name LIKE '%ຳ%' OR full_name LIKE '%ໍ%' OR full_name_latin LIKE '%ຳ%'",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('allowance', true);
  }
}
