import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { DomainError, searchKey, sortKey } from '#libs/kernel';
import {
  type ColumnType,
  type Measure,
  type RowFilter,
  RowQueries,
  type RowsAnswer,
  type RowsQuestion,
  type RowValue,
  sortTextOf,
} from '#libs/platform';
import { writeRowFile } from '../support/row-files.js';

let folder: string;
let queries: RowQueries;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'row-files-'));
  queries = new RowQueries();
});
after(async () => {
  await queries.onApplicationShutdown();
  await rm(folder, { recursive: true, force: true });
});

let made = 0;

/** A row file as the format says, written by hand. */
function fileOf(types: readonly ColumnType[], rows: Iterable<readonly RowValue[]>, format?: number): string {
  made += 1;
  const path = join(folder, `${made}.rows`);
  writeRowFile(path, types, rows, format);
  return path;
}

const types: ColumnType[] = ['string', 'integer', 'number', 'boolean', 'date', 'year'];

const question = (more: Partial<RowsQuestion> = {}): RowsQuestion => ({
  kind: 'rows',
  select: [0, 1, 2, 3, 4, 5],
  filters: [],
  sort: null,
  after: null,
  limit: 50,
  ...more,
});

const ports: RowValue[][] = [
  ['ທ່າເຮືອ ຫວຸງອ່າງ', 12, 1.5, 1, '2024-01-31', 2024],
  ['Vũng Áng', 7, null, 0, '2023-06-01', 2023],
  ['Cảng Đà Nẵng', null, -2, 1, null, 2022],
  [null, 7, 0.1, null, '2025-12-31', null],
  ["Robert'); DROP TABLE row;--", 9007199254740991, 0.2, 0, '2024-01-31', 2024],
];

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

describe('a row file', () => {
  let path: string;
  before(() => {
    path = fileOf(types, ports);
  });
  const numbers = async (filters: RowFilter[], more: Partial<RowsQuestion> = {}) =>
    (await queries.ask(path, types, question({ filters, ...more }))).numbers;

  it('gives rows as they are, and the columns that were asked for', async () => {
    assert.deepEqual((await queries.ask(path, types, question())).rows, ports);
    assert.deepEqual((await queries.ask(path, types, question({ select: [4, 0], limit: 1 }))).rows, [
      ['2024-01-31', 'ທ່າເຮືອ ຫວຸງອ່າງ'],
    ]);
  });

  it('finds text through the fold, inside a Lao phrase too, and exactly', async () => {
    const contains = (text: string): RowFilter => ({ column: 0, op: 'contains', values: [searchKey(text)] });
    assert.deepEqual(await numbers([contains('ຫວຸງ')]), [1]);
    assert.deepEqual(await numbers([contains('da nang')]), [3]);
    assert.deepEqual(await numbers([{ column: 0, op: 'eq', values: [searchKey('VUNG ANG')] }]), [2]);
    assert.deepEqual(await numbers([{ column: 0, op: 'is', values: ['vũng áng'] }]), []);
    assert.deepEqual(await numbers([{ column: 0, op: 'is', values: ['Vũng Áng'] }]), [2]);
  });

  it('compares numbers, dates and what is missing', async () => {
    assert.deepEqual(await numbers([{ column: 5, op: 'ge', values: [2023] }]), [1, 2, 5]);
    assert.deepEqual(await numbers([{ column: 4, op: 'lt', values: ['2024-02-01'] }]), [1, 2, 5]);
    assert.deepEqual(await numbers([{ column: 1, op: 'ne', values: [7] }]), [1, 5]);
    assert.deepEqual(await numbers([{ column: 1, op: 'in', values: [7, 12] }]), [1, 2, 4]);
    assert.deepEqual(await numbers([{ column: 2, op: 'missing', values: [] }]), [2]);
    assert.deepEqual(await numbers([{ column: 3, op: 'eq', values: [1] }]), [1, 3]);
  });

  it('adds up, also what no whole number holds', async () => {
    const big = fileOf(
      ['integer', 'string'],
      Array.from({ length: 3000 }, () => [9007199254740991, 'x']),
    );
    const measures: Measure[] = [
      { op: 'sum', column: 0 },
      { op: 'count', column: null },
    ];
    const { groups } = await queries.ask(big, ['integer', 'string'], {
      kind: 'groups',
      by: [1],
      measures,
      filters: [],
      sort: null,
      limit: 10,
    });
    assert.deepEqual(groups, [{ by: ['x'], measures: [9007199254740991 * 3000, 3000] }]);
  });

  it('tells of each column what is in it', async () => {
    const of = (column: number) => queries.ask(path, types, { kind: 'statistics', column });
    assert.deepEqual(await of(1), {
      count: 4,
      missing: 1,
      distinct: 3,
      minimum: 7,
      maximum: 9007199254740991,
      mean: (12 + 7 + 7 + 9007199254740991) / 4,
      frequent: [
        { value: 7, count: 2 },
        { value: 12, count: 1 },
        { value: 9007199254740991, count: 1 },
      ],
    });
    const { minimum, maximum, mean, distinct } = await of(0);
    assert.deepEqual([minimum, maximum, mean, distinct], [null, null, null, 4]);
    assert.deepEqual([(await of(4)).minimum, (await of(4)).maximum], ['2023-06-01', '2025-12-31']);
  });

  it('is read by nobody when it is of another format, or not there', async () => {
    const other = fileOf(types, ports, 99);
    assert.match(await codeOf(queries.ask(other, types, question())), /another format/);
    assert.match(await codeOf(queries.ask(join(folder, 'none.rows'), types, question())), /unable to open|SQLITE/);
  });

  it('is asked by positions of columns alone', async () => {
    for (const column of [6, -1, 0.5, Number.NaN, '0; DROP TABLE row' as never]) {
      assert.match(await codeOf(queries.ask(path, types, question({ select: [column] }))), /No such column/);
      const filter: RowFilter = { column, op: 'missing', values: [] };
      assert.match(await codeOf(queries.ask(path, types, question({ filters: [filter] }))), /No such column/);
      assert.match(await codeOf(queries.ask(path, types, question({ sort: { column, descending: true } }))), /No such/);
    }
  });

  it('ends a page of very long texts early, and goes on behind it', async () => {
    const long = fileOf(
      ['string'],
      Array.from({ length: 900 }, () => ['ກ'.repeat(10_000)]),
    );
    const seen: number[] = [];
    let after: RowsQuestion['after'] = null;
    let pages = 0;
    do {
      const page: RowsAnswer = await queries.ask(long, ['string'], question({ select: [0], after, limit: 1000 }));
      seen.push(...page.numbers);
      after = page.next;
      pages += 1;
    } while (after);
    assert.ok(pages > 1);
    assert.deepEqual(
      seen,
      Array.from({ length: 900 }, (_, index) => index + 1),
    );
  });
});

describe('a question that takes too long', () => {
  it('is given up, and others are answered', async () => {
    const rows = Array.from({ length: 200_000 }, (_, index) => [`ບ້ານ ${index}`, index]);
    const path = fileOf(['string', 'integer'], rows);
    const slow = {
      kind: 'groups',
      by: [0],
      measures: [{ op: 'sum', column: 1 }],
      filters: [],
      sort: null,
      limit: 9,
    } as const;
    const asked = Array.from({ length: 6 }, () => codeOf(queries.ask(path, ['string', 'integer'], slow, { time: 2 })));
    assert.deepEqual([...new Set(await Promise.all(asked))], ['rows.took_too_long']);
    const { numbers } = await queries.ask(path, ['string', 'integer'], question({ select: [0], limit: 2 }));
    assert.deepEqual(numbers, [1, 2]);
  });

  it('keeps only so many waiting', async () => {
    const few = new RowQueries({ mostWaiting: 1 });
    const path = fileOf(types, ports);
    const codes = await Promise.all(Array.from({ length: 6 }, () => codeOf(few.ask(path, types, question()))));
    await few.onApplicationShutdown();
    assert.deepEqual(codes.toSorted(), ['busy', 'busy', 'busy', 'done', 'done', 'done']);
  });
});

describe('any table and any question', () => {
  const value: Record<string, fc.Arbitrary<RowValue>> = {
    string: fc.oneof(
      fc.constantFrom('ກ', 'ກາ', 'á', 'A', 'b b', "'; --", '%'),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
    integer: fc.integer({ min: -3, max: 3 }),
  };
  const cell = (type: 'string' | 'integer') => fc.option(value[type]!, { nil: null, freq: 4 });
  const rowsOf = fc.array(fc.tuple(cell('string'), cell('integer')), { maxLength: 25 });

  it('is paged without a gap or a double, in the order asked for, as working it out by hand says', async () => {
    const run = async (
      rows: RowValue[][],
      sorted: number | null,
      descending: boolean,
      limit: number,
      least: number,
    ) => {
      const kinds: ColumnType[] = ['string', 'integer'];
      const normal = rows.map(([text, number]) => [
        text === null ? null : String(text).normalize('NFC'),
        number ?? null,
      ]);
      const path = fileOf(kinds, normal);
      const key = (row: RowValue[]) =>
        sorted === 0 ? (row[0] === null ? null : sortKey(sortTextOf(String(row[0])))) : (row[1] ?? null);
      const expected = normal
        .map((row, index) => ({ row, n: index + 1 }))
        .filter(({ row }) => row[1] !== null && (row[1] as number) >= least)
        .toSorted((a, b) => {
          if (sorted === null) return a.n - b.n;
          const [x, y] = [key(a.row), key(b.row)];
          if (x === null || y === null) return Number(x === null) - Number(y === null) || a.n - b.n;
          const byKey = Buffer.compare(Buffer.from(String(x)), Buffer.from(String(y)));
          const order = typeof x === 'number' ? x - (y as number) : byKey;
          return (descending ? -order : order) || a.n - b.n;
        })
        .map(({ n }) => n);
      const filters: RowFilter[] = [{ column: 1, op: 'ge', values: [least] }];
      const found: number[] = [];
      let after: RowsQuestion['after'] = null;
      do {
        const sort = sorted === null ? null : { column: sorted, descending };
        const page: RowsAnswer = await queries.ask(path, kinds, question({ select: [0], filters, sort, after, limit }));
        assert.ok(page.rows.length <= limit);
        found.push(...page.numbers);
        after = page.next;
      } while (after);
      assert.deepEqual(found, expected);
      assert.equal(await queries.ask(path, kinds, { kind: 'count', filters }), expected.length);
    };
    await fc.assert(
      fc.asyncProperty(
        rowsOf,
        fc.constantFrom(null, 0, 1),
        fc.boolean(),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: -3, max: 1 }),
        run,
      ),
      { numRuns: 60 },
    );
  });
});
