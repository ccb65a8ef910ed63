import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DomainError } from '#libs/kernel';
import { type ColumnType, columnTypes } from '#libs/platform';
import type { TableSchema } from '../../libs/outputs/src/dataset/dataset.types.js';
import { cursorText, groupsQuestion, rowsQuestion } from '../../libs/outputs/src/query/row-questions.js';
import { aggregateQuery, rowsQuery } from '../../libs/outputs/src/query/rows-query.fields.js';
// The statements are the platform's own affair; here it is shown that nothing typed reaches them.
import { RowStatements } from '../../libs/platform/src/row-files/query/row-statements.js';

const none = { lo: '', vi: '', en: '' };
const free = {
  required: false,
  unique: false,
  minimum: null,
  maximum: null,
  minLength: null,
  maxLength: null,
  pattern: null,
};

/** One column of each type, called as the type. */
const schema: TableSchema = {
  fields: columnTypes.map((type) => ({
    name: type,
    type,
    title: none,
    description: none,
    unit: '',
    codeList: [],
    constraints: free,
  })),
  primaryKey: [],
  missingValues: [''],
};

const types = schema.fields.map(({ type }) => type);

const ask = (query: object) => rowsQuestion(schema, rowsQuery.parse(query));
const filterOf = (filter: string) => ask({ filter }).filters[0];

const faultsOf = (work: () => unknown): string[] => {
  try {
    work();
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.fields.length > 0 ? error.fields.map(({ pointer, code }) => `${pointer} ${code}`) : [error.code];
  }
};

describe('a filter', () => {
  const at = (type: ColumnType) => types.indexOf(type);

  for (const [text, column, op, values] of [
    ['string:contains:Đà Nẵng', at('string'), 'contains', ['da nang']],
    ['string:is: a:b ', at('string'), 'is', [' a:b ']],
    ['string:in:Vũng Áng,ກ', at('string'), 'in', ['vung ang', 'ກ']],
    ['integer:ge:-7', at('integer'), 'ge', [-7]],
    ['number:lt:1e3', at('number'), 'lt', [1000]],
    ['boolean:eq:true', at('boolean'), 'eq', [1]],
    ['date:le:2024-02-29', at('date'), 'le', ['2024-02-29']],
    ['year:missing', at('year'), 'missing', []],
  ] as const)
    it(`reads ${text}`, () => assert.deepEqual(filterOf(text), { column, op, values }));

  for (const [filter, code] of [
    ['', 'rows.filter_form'],
    ['string', 'rows.filter_form'],
    ['nothing:eq:1', 'rows.no_column'],
    ['__proto__:eq:1', 'rows.no_column'],
    ['c0:eq:1', 'rows.no_column'],
    ['integer:eq:1 OR 1=1', 'rows.filter_value'],
    ['integer:eq:99999999999999999', 'rows.filter_value'],
    ['integer:eq:', 'rows.filter_value'],
    ['integer:eq:0x10', 'rows.filter_value'],
    ['number:eq:Infinity', 'rows.filter_value'],
    ['number:eq:1e999', 'rows.filter_value'],
    ['number:eq:NaN', 'rows.filter_value'],
    ['date:eq:2024-02-30', 'rows.filter_value'],
    ['boolean:eq:1', 'rows.filter_value'],
    ['boolean:lt:true', 'rows.filter_op'],
    ['string:gt:a', 'rows.filter_op'],
    ['integer:constructor:1', 'rows.filter_op'],
    ['string:contains:', 'rows.filter_value'],
    ['string:missing:x', 'rows.filter_without_value'],
    [`integer:in:${'1,'.repeat(200)}1`, 'rows.filter_too_many'],
  ])
    it(`refuses ${filter.slice(0, 40)}`, () =>
      assert.deepEqual(
        faultsOf(() => filterOf(filter!)),
        [`/filter/0 ${code}`],
      ));
});

describe('a question', () => {
  it('names everything that is wrong in it', () => {
    const query = { filter: ['a:eq:1', 'year:eq:x'], columns: 'string,b', sort: '-c' };
    assert.deepEqual(
      faultsOf(() => ask(query)),
      ['/filter/0 rows.no_column', '/filter/1 rows.filter_value', '/columns rows.no_column', '/sort rows.no_column'],
    );
  });

  it('goes on behind cursors of its own alone', () => {
    for (const after of ['', 'x', cursorText({ key: 1, n: 1.5 }), cursorText({ key: {} as never, n: 1 }), 'e30'])
      assert.deepEqual(
        faultsOf(() => ask({ after })),
        ['list.cursor_malformed'],
      );
    assert.deepEqual(
      faultsOf(() => ask({ after: cursorText({ key: 'a', n: 1 }), sort: 'integer' })),
      ['list.cursor_malformed'],
    );
    assert.deepEqual(ask({ after: cursorText({ key: null, n: 4 }) }).after, { key: null, n: 4 });
  });

  it('measures numbers, and dates from the first to the last', () => {
    const of = (query: object) => () => groupsQuestion(schema, aggregateQuery.parse(query));
    assert.deepEqual(faultsOf(of({ measure: 'sum:string' })), ['/measure/0 rows.measure_of_number']);
    assert.deepEqual(faultsOf(of({ measure: ['max:date', 'mean:date'] })), ['/measure/1 rows.measure_of_number']);
    assert.deepEqual(faultsOf(of({ measure: 'sum' })), ['/measure/0 rows.measure_form']);
    assert.deepEqual(faultsOf(of({ measure: 'constructor:integer' })), ['/measure/0 rows.measure_form']);
    assert.deepEqual(faultsOf(of({ by: 'string,year,date' })), ['/by field.too_many']);
    assert.deepEqual(faultsOf(of({ sort: '-sum:integer' })), ['/sort rows.sort_by_measure']);
    assert.deepEqual(of({ by: 'year', measure: 'sum:integer', sort: '-sum:integer' })().sort, {
      measure: 0,
      descending: true,
    });
  });

  it('brings nothing that was typed into a statement', () => {
    const words = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom("'; DROP TABLE row;--", '" OR 1=1', 'c0', 'row', '\0', '%', '__proto__', ')', '?'),
    );
    const name = fc.oneof(fc.constantFrom(...types), words);
    const filter = fc
      .tuple(name, fc.oneof(fc.constantFrom('eq', 'contains', 'in', 'ge', 'is', 'missing'), words), words)
      .map((parts) => parts.join(':'));
    const cursor = fc.oneof(
      words,
      fc.tuple(words, fc.integer()).map(([key, n]) => cursorText({ key, n })),
    );
    const statements = new RowStatements(types);
    const plain = /^[A-Za-z0-9_ \n,.?()<>=*&"]*$/;
    const given = fc.record(
      { filter: fc.array(filter, { maxLength: 4 }), columns: name, sort: name, after: cursor },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(given, (query) => {
        const read = rowsQuery.safeParse(query);
        if (!read.success) return;
        const faults = faultsOf(() => {
          const { sql, values } = statements.rows(rowsQuestion(schema, read.data));
          assert.match(sql, plain);
          assert.equal(sql.split('?').length - 1, values.length);
          assert.doesNotMatch(sql, /DROP|1=1/);
        });
        for (const one of faults) assert.match(one, /rows\.|list\.cursor_malformed/);
      }),
      { numRuns: 2000 },
    );
    const asked = fc.record(
      { by: name, measure: fc.array(words, { maxLength: 3 }), sort: words },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(asked, (query) => {
        const read = aggregateQuery.safeParse(query);
        if (!read.success) return;
        faultsOf(() => assert.match(statements.groups(groupsQuestion(schema, read.data)).sql, plain));
      }),
    );
  });
});
