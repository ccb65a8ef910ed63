import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gramsOf, gramWords, newId } from '#libs/kernel';
import { flag, id, instant, json, orNull, text, whole } from '../columns.js';
import { instantParameter, listOfRaw, placeholders } from '../raw.js';
import { createTable } from '../tables.js';

const atOnce = 200;
const criteria = ['needs', 'enterprises', 'product', 'market', 'mechanism_and_law'];
const grams = Array.from({ length: gramWords }, (_, word) => `g${word}`);

/** Taken over from the output as they are. */
const same = [
  'original_id',
  'version_number',
  'access_level',
  'kind',
  'sector',
  'province',
  'zone',
  'gate',
  'licence',
  'run_id',
  'published_year',
  'published_at',
  'title_sort_lo',
  'title_sort_vi',
  'title_sort_en',
];

/** What the catalogue of published outputs is looked through by, and the searches people keep. */
export class Catalogue1763803600000 implements MigrationInterface {
  readonly name = 'Catalogue1763803600000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'catalogue_entry',
      {
        id: id(),
        original_id: id(),
        version_number: whole(),
        has_newer: flag(),
        access_level: text(12),
        kind: text(20),
        sector: text(40),
        province: orNull(text(5)),
        zone: orNull(text(60)),
        gate: orNull(text(40)),
        licence: text(40),
        criteria: whole(),
        run_id: id(),
        published_year: whole(),
        published_at: instant(),
        title_sort_lo: text(250),
        title_sort_vi: text(250),
        title_sort_en: text(250),
        ...Object.fromEntries(grams.map((column) => [column, whole()])),
      },
      {
        unique: { uq_catalogue_entry_version: ['original_id', 'version_number'] },
        index: {
          ix_catalogue_entry_published: ['published_at', 'id'],
          ix_catalogue_entry_title_lo: ['title_sort_lo', 'id'],
          ix_catalogue_entry_title_vi: ['title_sort_vi', 'id'],
          ix_catalogue_entry_title_en: ['title_sort_en', 'id'],
        },
      },
    );
    await createTable(runner, 'catalogue_state', { id: id(), generation: whole() });
    await createTable(
      runner,
      'saved_search',
      {
        id: id(),
        account_id: id(),
        name: text(100),
        query: json(),
        tells: flag(),
        told_until: instant(),
        created_at: instant(),
        version: whole(),
      },
      {
        unique: { uq_saved_search_name: ['account_id', 'name'] },
        index: { ix_saved_search_told: ['tells', 'account_id'] },
        references: { account_id: 'account' },
      },
    );
    const [{ n }] = await runner.query('SELECT COUNT(*) AS n FROM catalogue_state');
    if (Number(n) === 0) await runner.query('INSERT INTO catalogue_state (id, generation) VALUES (?, 1)', [newId()]);
    await enterPublished(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['saved_search', 'catalogue_state', 'catalogue_entry']) await runner.dropTable(table, true);
  }
}

/** A few at a time and only those that are not there: re-runnable. */
async function enterPublished(runner: QueryRunner): Promise<void> {
  const columns = ['id', ...same, 'has_newer', 'criteria', ...grams];
  const line = `(${placeholders(columns)})`;
  let last = '';
  for (;;) {
    const rows: Record<string, unknown>[] = await runner.query(
      `SELECT o.id, ${same.map((column) => `o.${column}`).join(', ')}, o.criteria, o.search_key,
        (SELECT COUNT(*) FROM output newer WHERE newer.original_id = o.original_id
          AND newer.version_number > o.version_number AND newer.status = 'published') AS newer_count
        FROM output o WHERE o.status = 'published' AND o.id > ?
          AND NOT EXISTS (SELECT 1 FROM catalogue_entry e WHERE e.id = o.id)
        ORDER BY o.id LIMIT ${atOnce}`,
      [last],
    );
    if (rows.length === 0) return;
    last = String(rows.at(-1)!.id);
    const values = rows.flatMap((row) => [
      row.id,
      ...same.map((column) => (row[column] instanceof Date ? instantParameter(row[column]) : row[column])),
      Number(row.newer_count) > 0 ? 1 : 0,
      criteria.reduce((bits, one, at) => bits | (listOfRaw(row.criteria).includes(one) ? 1 << at : 0), 0),
      ...gramsOf(String(row.search_key)),
    ]);
    await runner.query(
      `INSERT INTO catalogue_entry (${columns.join(', ')}) VALUES ${rows.map(() => line).join(', ')}`,
      values,
    );
  }
}
