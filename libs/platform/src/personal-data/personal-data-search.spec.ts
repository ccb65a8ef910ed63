import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import Database from 'better-sqlite3';
import { engineColumns } from '../row-files/column-types.js';
import { Spreadsheets } from '../spreadsheet/spreadsheets.js';
import type { LookTask } from './look.worker.js';
import { PersonalDataSearch } from './personal-data-search.js';

describe('a look for what belongs to a person', () => {
  const search = new PersonalDataSearch();
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'look-'));
  });

  after(async () => {
    await search.onApplicationShutdown();
    await rm(folder, { recursive: true });
  });

  const written = async (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return { name, path };
  };

  const told = async (task: Partial<LookTask>) => {
    const found = await search.look({ texts: [], files: [], tables: [], ...task });
    return found.map(({ kind, place, count }) => {
      const { name, sheet, columns = [], row } = place;
      return [kind, [name, sheet, ...columns, row].filter((part) => part !== undefined).join(' '), count];
    });
  };

  it('tells nothing where there is nothing', async () => {
    const files = [await written('clean.csv', 'ຊື່,giá trị\nກ,850000000000\n')];
    assert.deepEqual(await told({ texts: [{ name: 'title', text: 'Báo cáo 2026' }], files }), []);
  });

  it('goes through texts, and through CSV by columns that say what they hold', async () => {
    const files = [await written('a.csv', 'tên;số CMND;ĐT\nA;012345678;912345678\nB;123456789;\n')];
    const texts = [{ name: 'summary.vi', text: 'Hỏi a@b.vn' }];
    assert.deepEqual(await told({ texts, files }), [
      ['email', 'summary.vi', 1],
      ['identity_number', 'a.csv số CMND 2', 2],
      ['phone', 'a.csv ĐT 2', 1],
    ]);
  });

  it('goes through JSON by names and through text by lines', async () => {
    const files = [
      await written('a.json', '{"people": [{"phone": 912345678}, {"phone": "0912 345 678"}], "total": 912345678}'),
      await written('a.txt', 'one\ntwo a@b.vn\n'),
    ];
    assert.deepEqual(await told({ files }), [
      ['phone', 'a.json phone', 2],
      ['email', 'a.txt 2', 1],
    ]);
  });

  it('keeps no name that says something of somebody itself', async () => {
    const files = [
      await written('bare.csv', 'a@b.vn,001099012345\nc@d.vn,001099012346\n'),
      await written('bare.json', '{"a@b.vn": {"0912 345 678": "c@d.vn"}}'),
    ];
    assert.deepEqual(await told({ files }), [
      ['email', 'bare.csv 1 1', 2],
      ['identity_number', 'bare.csv 2 1', 2],
      ['email', 'bare.json', 1],
      ['phone', 'bare.json •••', 1],
      ['email', 'bare.json •••', 1],
    ]);
  });

  it('goes through every sheet of a workbook', async () => {
    const spreadsheets = new Spreadsheets();
    const sheet = (name: string, rows: string[][]) => ({
      name,
      columns: [{ header: 'ຊື່', width: 20 }],
      rows,
    });
    const bytes = await spreadsheets.writeWorkbook({
      language: 'en',
      sheets: [sheet('One', [['x']]), sheet('Two', [['y'], ['0912 345 678']])],
    });
    await spreadsheets.onApplicationShutdown();
    assert.deepEqual(await told({ files: [await written('a.xlsx', bytes)] }), [['phone', 'a.xlsx Two ຊື່ 3', 1]]);
  });

  it('says of what it cannot read that it was not read', async () => {
    const files = [await written('scan.pdf', '%PDF-1.7'), await written('broken.xlsx', 'no workbook')];
    assert.deepEqual(await told({ files }), [
      ['unread', 'scan.pdf', 1],
      ['unread', 'broken.xlsx', 1],
    ]);
  });

  it('goes through the rows of a table and the groups they form', async () => {
    const path = join(folder, 'rows');
    const rows = new Database(path);
    const columns = engineColumns(['string', 'integer', 'number']);
    rows.exec(`CREATE TABLE "row" (${columns.map(([name, type]) => `${name} ${type}`).join(', ')})`);
    const insert = rows.prepare('INSERT INTO "row" (n, c0, c1, c2) VALUES (?, ?, ?, ?)');
    for (let n = 1; n <= 20; n++) insert.run([n, n > 16 ? 'female' : 'male', 2_055_517_010 + n, n % 3]);
    rows.close();
    const table = {
      name: 'workers',
      path,
      columns: [
        { name: 'sex', words: 'sex ເພດ', type: 'string' as const, hasCodeList: true },
        { name: 'contact', words: 'contact ເບີໂທ', type: 'integer' as const, hasCodeList: false },
        { name: 'tons', words: 'tons', type: 'number' as const, hasCodeList: false },
      ],
    };
    assert.deepEqual(await told({ tables: [table] }), [
      ['phone', 'workers contact 1', 20],
      ['small_group', 'workers sex 17', 1],
    ]);
  });
});
