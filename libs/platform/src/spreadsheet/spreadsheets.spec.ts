import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { DomainError } from '#libs/kernel';
import { compoundFile, rowsXml, sheetOf } from '../../../../test/support/workbooks.js';
import { Spreadsheets } from './spreadsheets.js';
import type { ReadOptions } from './table.js';

const mega = 1024 * 1024;
const large: ReadOptions = { limits: { rows: 1_000_000, inflatedBytes: 200 * mega, characters: 1e9 } };
const manyRows = (count: number) =>
  sheetOf(`${rowsXml(['Tên', 'ຊື່'])}${Array.from({ length: count }, (_, at) => row(at + 2)).join('')}`);
const row = (number: number) =>
  `<row r="${number}"><c r="A${number}" t="inlineStr"><is><t>Nguyễn Văn ${number}</t></is></c><c r="B${number}"><v>${number}</v></c></row>`;

const tooMany = manyRows(100_000);

const refusal = (kind: string, code: string) => (error: unknown) => {
  assert.ok(error instanceof DomainError);
  assert.deepEqual([error.kind, error.code], [kind, code]);
  return true;
};

describe('spreadsheets in their threads', () => {
  const spreadsheets = new Spreadsheets();
  after(() => spreadsheets.onApplicationShutdown());

  it('are read from bytes and from a path, rows in order', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'spreadsheet-'));
    const bytes = manyRows(1000);
    await writeFile(join(folder, 'a'), bytes);
    const fromBytes = await spreadsheets.readTable(bytes);
    assert.deepEqual(await spreadsheets.readTable(join(folder, 'a')), fromBytes);
    assert.deepEqual(
      fromBytes.rows.map(({ cells }) => cells[1]),
      Array.from({ length: 1000 }, (_, at) => at + 2),
    );
    await rm(folder, { recursive: true });
  });

  it('are refused by errors of the house, with a status of their own', async () => {
    const read = (bytes: Uint8Array, options?: ReadOptions) => spreadsheets.readTable(bytes, options);
    await assert.rejects(read(compoundFile('Workbook')), refusal('unsupported', 'spreadsheet.old_excel'));
    await assert.rejects(read(new Uint8Array()), refusal('invalid', 'spreadsheet.empty'));
    const small = { limits: { bytes: 10 } };
    await assert.rejects(read(manyRows(1), small), refusal('too_large', 'spreadsheet.too_large'));
  });

  it('leave the event loop to others while they are read', async () => {
    const bytes = manyRows(20_000);
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    const began = performance.now();
    await spreadsheets.readTable(bytes);
    const took = performance.now() - began;
    clearInterval(timer);
    assert.ok(turns > took / 50, `${turns} turns in ${took} ms`);
  });

  it('are given up when they take too long, and the next is read', async () => {
    const hasty = new Spreadsheets({ timeout: 250 });
    const slow = hasty.readTable(tooMany, large);
    await assert.rejects(slow, refusal('invalid', 'spreadsheet.took_too_long'));
    assert.equal((await hasty.readTable(Buffer.from('a\n1'))).rows.length, 1);
    await hasty.onApplicationShutdown();
  });

  it('that would fill the memory end their thread and not the server', async () => {
    const small = new Spreadsheets({ megabytes: 24 });
    await assert.rejects(small.readTable(tooMany, large), refusal('invalid', 'spreadsheet.too_heavy'));
    await small.onApplicationShutdown();
    // What is allowed by default never comes that far, with less than half the memory there is by default.
    const ample = new Spreadsheets({ megabytes: 64 });
    await assert.rejects(ample.readTable(tooMany), refusal('invalid', 'spreadsheet.too_many_rows'));
    await ample.onApplicationShutdown();
  });

  it('are turned away when too many wait', async () => {
    const busy = new Spreadsheets();
    const answers = await Promise.allSettled(Array.from({ length: 40 }, () => busy.readTable(Buffer.from('a\n1'))));
    const refused = answers.filter((answer) => answer.status === 'rejected');
    assert.ok(refused.length > 0 && refused.length < 40);
    for (const { reason } of refused) refusal('unavailable', 'busy')(reason);
    await busy.onApplicationShutdown();
  });

  it('are written, and read again as they were', async () => {
    const columns = [{ header: 'Họ tên' }, { header: 'ວັນເດືອນປີເກີດ', kind: 'date' as const }];
    const rows = [['=1+1', { date: '1990-03-05' as never }]];
    const bytes = await spreadsheets.writeWorkbook({ language: 'lo', sheets: [{ name: 'A', columns, rows }] });
    assert.deepEqual((await spreadsheets.readTable(bytes)).rows, [{ number: 2, cells: rows[0] }]);
  });
});
