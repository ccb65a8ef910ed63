import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TableField } from '#libs/outputs';
import { type AskedChart, chartChoice, measuresFor } from './chart.rules.js';

const none = { lo: '', vi: '', en: '' };
const field = (name: string, type: TableField['type'], codes: string[] = []): TableField => ({
  name,
  type,
  title: none,
  description: none,
  unit: '',
  codeList: codes.map((value) => ({ value, label: none })),
  constraints: {
    required: false,
    unique: false,
    minimum: null,
    maximum: null,
    minLength: null,
    maxLength: null,
    pattern: null,
  },
});

const id = field('id', 'string');
const gate = field('gate', 'string');
const year = field('year', 'year');
const tonnes = field('tonnes', 'number');
const side = field('side', 'string', ['LA', 'VN']);

describe('a chart of a table', () => {
  const cases: [string, TableField[], (number | null)[], AskedChart, string | null][] = [
    ['goes by a code list before all else', [id, gate, year, side], [100, 7, 10, 2], {}, 'bar side count'],
    ['goes by a text of few values', [id, gate, tonnes], [100, 7, 90], {}, 'bar gate mean:tonnes'],
    ['goes by time where texts are all different', [id, year, tonnes], [100, 10, 90], {}, 'line year mean:tonnes'],
    ['shows how numbers are spread where nothing else repeats', [id, tonnes], [100, 90], {}, 'histogram tonnes count'],
    ['of a long table goes by what the columns say alone', [id, gate, year, tonnes], [], {}, 'histogram tonnes count'],
    ['cannot be drawn of names alone', [id], [100], {}, null],
    [
      'is the one asked for',
      [gate, year, tonnes],
      [7, 10, 90],
      { of: 'year', measure: 'mean:tonnes' },
      'line year mean:tonnes',
    ],
    ['is of a kind that says something', [gate, tonnes], [7, 90], { of: 'gate', chart: 'histogram' }, 'bar gate count'],
    ['measures no column that is not there', [gate], [7], { of: 'gate', measure: 'sum:gold' }, 'bar gate count'],
  ];
  for (const [claim, fields, distinct, asked, expected] of cases)
    it(claim, () => {
      const choice = chartChoice(fields, distinct, 100, asked);
      assert.equal(choice && `${choice.kind} ${choice.of.name} ${choice.measure}`, expected);
    });

  it('adds up numbers, never codes and years', () => {
    const level = field('level', 'integer', ['1', '2']);
    assert.deepEqual(measuresFor([gate, year, level, tonnes]), ['count', 'sum:tonnes', 'mean:tonnes']);
  });
});
