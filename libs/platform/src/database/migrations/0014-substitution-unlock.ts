import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, longText, orNull, text } from '../columns.js';
import { createTable } from '../tables.js';

export class SubstitutionUnlock1763801300000 implements MigrationInterface {
  name = 'SubstitutionUnlock1763801300000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'substitution_unlock',
      {
        id: id(),
        nomination_id: id(),
        open_key: orNull(text(36)),
        unlocked_by: orNull(id()),
        unlocked_at: instant(),
        reason: longText(),
        used_at: orNull(instant()),
      },
      {
        unique: { uq_substitution_unlock_open: ['open_key'] },
        references: { nomination_id: 'nomination' },
        check: { ck_substitution_unlock_open: '(open_key IS NULL) = (used_at IS NOT NULL)' },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('substitution_unlock', true);
  }
}
