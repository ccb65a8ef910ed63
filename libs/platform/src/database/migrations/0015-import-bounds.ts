import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { id, orNull, whole } from '../columns.js';
import { addColumn } from '../tables.js';

const key = 'uq_nomination_import_under_way';

/** How often an import was begun, and that an account has one under way at a time. */
export class ImportBounds1763801400000 implements MigrationInterface {
  name = 'ImportBounds1763801400000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'nomination_import', 'attempts', orNull(whole()));
    await addColumn(runner, 'nomination_import', 'under_way_of', orNull(id()));
    const table = await runner.getTable('nomination_import');
    if (table?.indices.some(({ name }) => name === key)) return;
    await runner.createIndex(
      'nomination_import',
      new TableIndex({ name: key, columnNames: ['under_way_of'], isUnique: true }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('nomination_import', key);
    await runner.query('ALTER TABLE nomination_import DROP COLUMN under_way_of');
    await runner.query('ALTER TABLE nomination_import DROP COLUMN attempts');
  }
}
