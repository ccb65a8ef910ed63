import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TableField } from '../dataset/dataset.types.js';
import { schemaField } from '../dataset/table-schema.fields.js';
import { filterText, listedFilters, readFilter } from './row-filters.js';

const schema = schemaField.parse({
  fields: [
    { name: 'gate', codeList: [{ value: 'A:1', label: 'Bờ Y' }, { value: 'a:1' }] },
    { name: 'grade', type: 'integer', constraints: { enum: [1, 2] } },
    { name: 'open', type: 'boolean' },
    { name: 'note' },
  ],
});
const asked = (field: TableField) => listedFilters(field)?.map(({ filter }) => filter) ?? null;

describe('a column whose values are listed', () => {
  it('is asked for one of them by its code, whatever else it is called', () => {
    assert.deepEqual(schema.fields.map(asked), [
      ['gate:is:A:1', 'gate:is:a:1'],
      ['grade:eq:1', 'grade:eq:2'],
      ['open:eq:true', 'open:eq:false'],
      null,
    ]);
  });

  it('is asked in filters that can be read', () => {
    for (const filter of schema.fields.flatMap((field) => asked(field) ?? []))
      assert.ok('value' in readFilter(schema, filter), filter);
  });
});

describe('the text of a filter', () => {
  it('has no value where it is asked whether there is one', () => {
    assert.equal(filterText('gate', 'missing', 'x'), 'gate:missing');
    assert.equal(filterText('gate', 'contains', 'x:y'), 'gate:contains:x:y');
  });
});
