import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type ColumnType, engineColumns, RowQueries, type RowQuestion, type RowsQuestion } from '#libs/platform';
import { writeRowFile } from '../support/row-files.js';
import { median, print, timed } from './figures.js';

const kinds: [ColumnType, number][] = [
  ['string', 8],
  ['integer', 10],
  ['number', 8],
  ['date', 2],
  ['year', 1],
  ['boolean', 1],
];
const types = kinds.flatMap(([type, count]) => Array.from({ length: count }, () => type));

const goods = ['ໄມ້ແປຮູບ', 'ກາເຟ', 'ຝຸ່ນປຸຍ', 'xi măng', 'sắt thép', 'điện'];

const written = 20_000;

const rowOf = (at: number) =>
  types.map((type, column) => {
    if (type === 'string') return column === 1 ? goods[at % goods.length]! : `text ${column} ${at % 5000}`;
    if (type === 'number') return ((at * (column + 3)) % 99_991) / 100;
    if (type === 'date') return `2025-04-0${1 + (at % 9)}`;
    if (type === 'year') return 2000 + (at % 26);
    return type === 'boolean' ? at % 2 : (at * (column + 1)) % 100_003;
  });

/** Copies the rows of a file until there are so many: folding a million texts is the import's affair. */
function fill(path: string, rows: number): void {
  writeRowFile(
    path,
    types,
    Array.from({ length: written }, (_, at) => rowOf(at)),
  );
  const file = new Database(path);
  const columns = engineColumns(types)
    .slice(1)
    .map(([name]) => name);
  file.pragma('journal_mode = OFF');
  file.pragma('synchronous = OFF');
  const copy = file.prepare(`INSERT INTO "row" SELECT n + ?, ${columns.join(', ')} FROM "row" WHERE n <= ${written}`);
  for (let done = written; done < rows; done += written) copy.run([done]);
  file.close();
}

/** A filtered page, a sorted one and an aggregation over a large table, beside the bare statements on the same file. */
export async function rowQueries(rows: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const path = join(folder, 'rows');
  fill(path, rows);
  const queries = new RowQueries();
  const bare = new Database(path, { readonly: true });
  const page: RowsQuestion = {
    kind: 'rows',
    select: types.map((_, column) => column),
    filters: [
      { column: 28, op: 'eq', values: [2024] },
      { column: 18, op: 'gt', values: [900] },
    ],
    sort: null,
    after: null,
    limit: 50,
  };
  const measures = [
    { op: 'count', column: null },
    { op: 'sum', column: 18 },
  ] as const;
  const asked: [string, RowQuestion, string][] = [
    ['a filtered page', page, 'SELECT * FROM "row" WHERE c28 = 2024 AND c18 > 900 ORDER BY n LIMIT 51'],
    [
      'a page sorted by a number',
      { ...page, filters: [], sort: { column: 18, descending: true } },
      'SELECT * FROM "row" ORDER BY c18 DESC, n LIMIT 51',
    ],
    [
      'counts and sums of 6 groups',
      { kind: 'groups', by: [1], measures, filters: [], sort: null, limit: 1000 },
      'SELECT c1, COUNT(*), SUM(c18) FROM "row" GROUP BY c1',
    ],
  ];
  for (const [what, question, sql] of asked) {
    await queries.ask(path, types, question);
    const ours = median(await timed(3, () => queries.ask(path, types, question)));
    const yardstick = median(await timed(3, async () => bare.prepare(sql).all()));
    print({
      what: `Rows of a data set, ${rows.toLocaleString('en')} × ${types.length}: ${what}`,
      ours: `${ours.toFixed(0)} ms, in a thread`,
      yardstick: `the bare statement: ${yardstick.toFixed(0)} ms`,
      ratio: ours / yardstick,
      aim: '≤ 2',
    });
  }
  bare.close();
  await queries.onApplicationShutdown();
  await rm(folder, { recursive: true });
}
