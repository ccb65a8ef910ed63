import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openRowsFile } from './rows-file.js';

describe('a file of rows in delimited text', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rows-file-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function numbersOf(text: string): Promise<number[]> {
    const path = join(folder, 'rows.csv');
    await writeFile(path, text);
    const file = await openRowsFile(path, []);
    const numbers: number[] = [];
    await file.read(({ number }) => numbers.push(number) > 0);
    return numbers;
  }

  it('passes over empty lines, of which a file may have millions, and counts them', { timeout: 10_000 }, async () => {
    assert.deepEqual(await numbersOf(`a,b\n${'\n'.repeat(3_000_000)}1,2\n,\n3,4\n`), [1, 3_000_002, 3_000_004]);
    assert.deepEqual(await numbersOf('sep=;\r\na;b\r\n\r\n1;2\r\n'), [2, 4]);
  });

  it('is refused with a line that is too long, as with a quotation mark that stays open', async () => {
    await assert.rejects(numbersOf(`a,b\n1,${'x'.repeat(1_200_000)}\n`), { code: 'spreadsheet.line_too_long' });
    await assert.rejects(numbersOf('a,b\n1,"2\n3,4\n'), { code: 'spreadsheet.quote_open' });
  });
});
