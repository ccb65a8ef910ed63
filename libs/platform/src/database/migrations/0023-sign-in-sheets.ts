import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, json, orNull, text, whole } from '../columns.js';
import { createTable } from '../tables.js';

/** Sheets of paper that people sign, and what was scanned of them. */
export class SignInSheets1763802300000 implements MigrationInterface {
  name = 'SignInSheets1763802300000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'sign_in_sheet',
      {
        id: id(),
        session_id: id(),
        pages: json(),
        printed_at: instant(),
        printed_by: orNull(id()),
        version: whole(),
      },
      { references: { session_id: 'session' } },
    );
    await createTable(
      runner,
      'sheet_scan',
      {
        id: id(),
        sheet_id: id(),
        name: text(250),
        media_type: text(120),
        size: whole(),
        sha256: text(64),
        storage_key: text(80),
        uploaded_at: instant(),
        uploaded_by: orNull(id()),
      },
      { references: { sheet_id: 'sign_in_sheet' } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['sheet_scan', 'sign_in_sheet']) await runner.dropTable(table, true);
  }
}
