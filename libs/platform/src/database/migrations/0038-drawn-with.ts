import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, orNull } from '../columns.js';
import { addColumn, dropReference } from '../tables.js';
import { differs, refuse } from './published.js';

/** What a certificate in another's place is drawn with, fixed with its number as its content is. */
export class DrawnWith1763804400000 implements MigrationInterface {
  readonly name = 'DrawnWith1763804400000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'certificate', 'design_version_id', orNull(id()), 'certificate_design_version');
    await refuse(runner, 'UPDATE', 'certificate', differs(runner, 'design_version_id'), 'designed');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER IF EXISTS certificate_designed_no_update');
    await dropReference(runner, 'certificate', 'design_version_id');
  }
}
