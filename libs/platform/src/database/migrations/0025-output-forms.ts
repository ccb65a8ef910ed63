import type { MigrationInterface, QueryRunner } from 'typeorm';
import { largeJson, list, orNull, text, textBefore } from '../columns.js';
import { addColumn } from '../tables.js';
import { differs, refuse } from './published.js';

/** What the guided forms ask of outputs. Whoever named no licence so far has granted none. */
const columns = {
  licence: textBefore(40, 'all_rights_reserved'),
  enterprises: list(),
  gate: orNull(text(40)),
  criteria: list(),
  content: orNull(largeJson()),
};

export class OutputForms1763802500000 implements MigrationInterface {
  readonly name = 'OutputForms1763802500000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [column, kind] of Object.entries(columns)) await addColumn(runner, 'output', column, kind);
    const changes = Object.keys(columns).map((column) => differs(runner, column));
    await refuse(
      runner,
      'UPDATE',
      'output',
      `OLD.status IN ('published', 'withdrawn') AND (${changes.join(' OR ')})`,
      'described',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER IF EXISTS output_described_no_update');
    for (const column of Object.keys(columns)) await runner.query(`ALTER TABLE output DROP COLUMN ${column}`);
  }
}
