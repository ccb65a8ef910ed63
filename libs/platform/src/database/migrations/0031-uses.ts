import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, longText, orNull, text } from '../columns.js';
import { createTable } from '../tables.js';

/** Who used which published output, and for what. */
export class Uses1763803700000 implements MigrationInterface {
  readonly name = 'Uses1763803700000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'output_use',
      {
        id: id(),
        output_id: id(),
        original_id: id(),
        kind: text(10),
        account_id: orNull(id()),
        organisation_id: orNull(id()),
        country: orNull(text(2)),
        purpose: orNull(text(20)),
        note: longText(),
        at: instant(),
        once_key: text(120),
      },
      {
        unique: { uq_output_use_once: ['once_key'] },
        index: { ix_output_use_original: ['original_id', 'country', 'at'] },
        references: { output_id: 'output', organisation_id: 'organisation' },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('output_use', true);
  }
}
