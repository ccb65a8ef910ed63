import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { calendarDate, id, instant, orNull, text, whole } from '../columns.js';
import { addColumn, createTable, makeAppendOnly } from '../tables.js';

const queue = new TableIndex({
  name: 'ix_nomination_selected',
  columnNames: ['status', 'selected_at', 'id'],
});

export class Dossier1763801000000 implements MigrationInterface {
  readonly name = 'Dossier1763801000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'dossier_document',
      {
        id: id(),
        nomination_id: id(),
        kind: text(20),
        name: text(250),
        media_type: text(120),
        size: whole(),
        sha256: text(64),
        storage_key: text(80),
        width: orNull(whole()),
        height: orNull(whole()),
        issued_on: orNull(calendarDate()),
        valid_until: orNull(calendarDate()),
        live_key: orNull(text(60)),
        uploaded_at: instant(),
        uploaded_by: orNull(id()),
        removed_at: orNull(instant()),
        removed_by: orNull(id()),
      },
      {
        unique: { uq_dossier_document_live: ['live_key'] },
        references: { nomination_id: 'nomination' },
        check: { ck_dossier_document_live: '(live_key IS NULL) = (removed_at IS NOT NULL)' },
      },
    );
    await createTable(
      runner,
      'dossier_download',
      {
        id: id(),
        document_id: id(),
        account_id: orNull(id()),
        party: text(20),
        way: text(10),
        at: instant(),
      },
      { references: { document_id: 'dossier_document' } },
    );
    await makeAppendOnly(runner, 'dossier_download');
    await addColumn(runner, 'nomination', 'status_reason_code', orNull(text(30)));
    const table = await runner.getTable('nomination');
    if (!table?.indices.some(({ name }) => name === queue.name)) await runner.createIndex('nomination', queue);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('nomination', queue);
    await runner.dropColumn('nomination', 'status_reason_code');
    for (const table of ['dossier_download', 'dossier_document']) await runner.dropTable(table, true);
  }
}
