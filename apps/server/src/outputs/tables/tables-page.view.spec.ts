import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CellFault } from '#libs/outputs';
import { Translator } from '#libs/platform';
import type { Visit } from '../../web/index.js';
import { type TableSight, tablePage } from './tables-page.view.js';

const text = { lo: 'ກ', vi: '', en: '' };
const fault: CellFault = {
  row: 3,
  column: 'a',
  code: 'spreadsheet.cell.merged',
  args: { range: 'A3:A9' },
  found: '',
};

describe('a file of rows that was refused', () => {
  it('says what is wrong with its cells in whole sentences, counted and one by one', () => {
    const t = new Translator().for('en');
    const counts = [
      { column: 'a', code: fault.code, count: 7 },
      { column: 'b', code: 'cell.required', count: 1 },
    ];
    const report = { outcome: 'refused', sourceName: 'x.xlsx', errorCount: 8, rows: 9, counts, fault: null };
    const table = { title: text, status: 'refused', schema: { fields: [], primaryKey: [], missingValues: [] }, report };
    const sight = { output: { id: 'o', title: text, status: 'draft' }, table, faults: [fault], page: null };
    const page = tablePage({ t, language: 'en' } as Visit, sight as unknown as TableSight);
    assert.deepEqual(
      page.counts.map(({ what }) => what),
      ['This cell is part of the merged cells A3:A9. Separate them and fill in each row.', 'Empty'],
    );
    assert.equal(page.faults[0]?.what, page.counts[0]?.what);
  });
});
