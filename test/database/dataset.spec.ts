import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import Database from 'better-sqlite3';
import {
  DatasetChecks,
  DatasetRows,
  type DatasetTable,
  DatasetTables,
  HoldsService,
  OutputReviewService,
  OutputsService,
  tableFields,
} from '#libs/outputs';
import {
  CONFIGURATION,
  type Configuration,
  Database as HouseDatabase,
  JobsService,
  Outbox,
  Spreadsheets,
  Storage,
  UnitOfWork,
} from '#libs/platform';
import type { CourseRun } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import { outcome } from '../support/outcome.js';
import {
  arrived,
  describedOutput,
  fullMarks,
  laoCoordinator,
  lookedThrough,
  runIn,
  type Trainee,
  traineeOf,
} from '../support/outputs.js';
import { vnCoordinator } from '../support/training.js';

const gates = {
  name: 'gates',
  title: { lo: 'ດ່ານຊາຍແດນ', vi: 'Cửa khẩu', en: 'Border gates' },
  schema: {
    fields: [
      {
        name: 'code',
        title: { lo: 'ລະຫັດ', vi: 'Mã', en: 'Code' },
        constraints: { required: true, pattern: '[A-Z]{2}\\d' },
      },
      { name: 'name', title: { lo: 'ຊື່', vi: 'Tên', en: 'Name' } },
      { name: 'lorries', type: 'integer', title: { lo: 'ລົດ', vi: 'Xe', en: 'Lorries' }, constraints: { minimum: 0 } },
      { name: 'tonnes', type: 'number' },
      { name: 'counted_on', type: 'date', title: { lo: '', vi: 'Ngày đếm', en: '' } },
      {
        name: 'side',
        codeList: [
          { value: 'LA', label: { lo: 'ລາວ', vi: 'Lào', en: 'Laos' } },
          { value: 'VN', label: { lo: 'ຫວຽດນາມ', vi: 'Việt Nam', en: 'Viet Nam' } },
        ],
      },
    ],
    primaryKey: 'code',
    missingValues: ['-'],
  },
};

const right = `Mã;ຊື່;Xe;tonnes;Ngày đếm;side
GA1;ແດນສະຫວັນ;1.204;12,5;05/03/2026;Lào
GA2;Lao Bảo;໙໘;1.234,5;2026-03-06;VN
GA3;=SUM(A1);-;-;-;
`;

describe('the tables of a dataset', () => {
  let app: TestApp;
  let run: CourseRun;
  let trainee: Trainee;
  let outputId: string;
  before(async () => {
    app = await startApp();
    run = await runIn(app, 'running');
    trainee = await traineeOf(app, run, 'ສົມສະໄໝ ວົງສາ');
  });
  after(() => app.close());
  beforeEach(async () => {
    const output = await app.get(OutputsService).draft(trainee.actor, run.id, describedOutput({ kind: 'dataset' }));
    outputId = output.id;
  });

  const declare = (fields: object = gates) =>
    app.get(DatasetTables).declare(trainee.actor, outputId, tableFields.parse(fields));

  const send = async ({ id }: DatasetTable, content: string | Uint8Array, name = 'rows.csv') => {
    const job = await app
      .get(DatasetRows)
      .send({ ...trainee.actor, accountId: id }, outputId, id, await arrived(app, name, content));
    await app.get(DatasetChecks).deliver();
    const table = await app.get(DatasetTables).get(trainee.actor, outputId, id);
    return { table, job: await app.get(JobsService).find(job.id) };
  };

  const publish = async (id: string) => {
    await lookedThrough(app);
    await app.get(OutputReviewService).accept(vnCoordinator, id, fullMarks);
    await app.get(HoldsService).clear(laoCoordinator, id, 'names of gates alone');
    await app.get(OutputReviewService).approvePublication(laoCoordinator, id);
    await app.get(OutputReviewService).approvePublication(vnCoordinator, id);
  };

  const rowsOf = ({ rowsKey }: DatasetTable) => {
    const database = new Database(app.get(Storage).pathOf(rowsKey!), { readonly: true });
    const rows = database.prepare('SELECT * FROM "row" ORDER BY n').all() as Record<string, unknown>[];
    database.close();
    return rows;
  };

  it('keep the rows of a file whose every cell is right, as they were meant', async () => {
    const { table, job } = await send(await declare(), right);
    assert.equal(table.status, 'stored', JSON.stringify(table.report));
    assert.deepEqual([table.rowCount, job?.status, job?.result.rows], [3, 'done', 3]);
    const values = rowsOf(table).map(({ n, c0, c1, c2, c3, c4, c5 }) => [n, c0, c1, c2, c3, c4, c5]);
    assert.deepEqual(values, [
      [1, 'GA1', 'ແດນສະຫວັນ', 1204, 12.5, '2026-03-05', 'LA'],
      [2, 'GA2', 'Lao Bảo', 98, 1234.5, '2026-03-06', 'VN'],
      [3, 'GA3', '=SUM(A1)', null, null, null, null],
    ]);
    assert.equal(rowsOf(table)[1]!.k1, 'lao bao');
  });

  it('take no row of a file with faults, and name each by its cell', async () => {
    const faulty = `code,name,lorries,tonnes,counted_on,side
GA1,a,12,1.5,2026-03-05,LA
ga2,b,-3,x,2026-02-30,TH

,c,1.5,,,
GA1,d,5,,,`;
    const { table, job } = await send(await declare(), faulty);
    assert.deepEqual(
      [table.status, table.rowsKey, job?.status, job?.result.code],
      ['refused', null, 'failed', 'dataset.rows_with_errors'],
    );
    const faults = await app.get(DatasetTables).faults(trainee.actor, outputId, table.id);
    assert.deepEqual(
      faults.map(({ row, column, code, found }) => [row, column, code, found]),
      [
        [3, 'code', 'cell.pattern', 'ga2'],
        [3, 'lorries', 'cell.below_minimum', '-3'],
        [3, 'tonnes', 'cell.not_a_number', 'x'],
        [3, 'counted_on', 'cell.not_a_date', '2026-02-30'],
        [3, 'side', 'cell.not_in_list', 'TH'],
        [5, 'code', 'cell.required', ''],
        [5, 'lorries', 'cell.not_whole', '1.5'],
        [6, 'code', 'cell.key_not_unique', 'GA1'],
      ],
    );
    assert.equal(table.report?.errorCount, 8);
  });

  it('keep what is stored when a later file is refused', async () => {
    const declared = await declare();
    const { table: before } = await send(declared, right);
    const { table } = await send(declared, 'code,name\nGA1,x\n');
    assert.deepEqual(
      [table.status, table.rowsKey, table.report?.outcome, table.report?.fault?.code],
      ['stored', before.rowsKey, 'refused', 'rows.column_missing'],
    );
  });

  it('leave the file of rows that are replaced to nobody', async () => {
    const declared = await declare();
    const { table: before } = await send(declared, right);
    const { table } = await send(declared, right.replace('GA3', 'GA9'));
    assert.notEqual(table.rowsKey, before.rowsKey);
    await app.get(Outbox).deliver();
    const { dataDir } = app.get<Configuration>(CONFIGURATION);
    const kept = (await readdir(join(dataDir, 'files'), { recursive: true })).filter((name) => name.includes('/'));
    assert.ok(!kept.includes(before.rowsKey!));
    assert.deepEqual(await readdir(join(dataDir, 'arriving')), []);
  });

  it('read a workbook as a file of text, its formulas by their values', async () => {
    const bytes = await app.get(Spreadsheets).writeWorkbook({
      language: 'en',
      sheets: [
        {
          name: 'Gates',
          columns: ['Code', 'Name', 'Lorries', 'tonnes', 'Ngày đếm', 'side'].map((header) => ({ header })),
          rows: [['GA1', 'a', 12, 1.5, '05/03/2026', 'Laos']],
        },
      ],
    });
    const { table } = await send(await declare(), bytes, 'rows.xlsx');
    assert.equal(table.status, 'stored', JSON.stringify(table.report));
    assert.equal(rowsOf(table)[0]!.c3, 1.5);
  });

  it('lose their rows when their columns ask for something else, not when they are called otherwise', async () => {
    const { table } = await send(await declare(), right);
    const { schema } = tableFields.parse(gates);
    const renamed = { ...schema, fields: schema.fields.map((field) => ({ ...field, unit: 'x' })) };
    const tables = app.get(DatasetTables);
    const kept = await tables.edit(trainee.actor, outputId, table.id, table.version, { schema: renamed });
    assert.equal(kept.rowsKey, table.rowsKey);
    const other = { ...schema, primaryKey: [] };
    const emptied = await tables.edit(trainee.actor, outputId, table.id, kept.version, { schema: other });
    assert.deepEqual([emptied.status, emptied.rowsKey, emptied.rowCount], ['declared', null, null]);
  });

  it('are of a dataset alone, with names of their own and columns that can be', async () => {
    await declare();
    assert.equal(await outcome(declare()), 'dataset.name_taken');
    const crossed = {
      ...gates,
      name: 'b',
      schema: { fields: [{ name: 'a', type: 'integer', constraints: { minimum: 3, maximum: 1 } }] },
    };
    assert.equal(await outcome(declare(crossed)), 'dataset.bounds_crossed');
    const report = await app.get(OutputsService).draft(trainee.actor, run.id, describedOutput());
    outputId = report.id;
    assert.equal(await outcome(declare()), 'dataset.not_a_dataset');
  });

  it('hold a submission back until all of them have rows, and go on into the next version', async () => {
    const outputs = app.get(OutputsService);
    const { table } = await send(await declare(), right);
    const open = await declare({ ...gates, name: 'empty' });
    assert.equal(await outcome(outputs.submit(trainee.actor, outputId)), 'dataset.not_stored');
    await app.get(DatasetTables).remove(trainee.actor, outputId, open.id);
    await outputs.submit(trainee.actor, outputId);
    assert.equal(await outcome(declare({ ...gates, name: 'late' })), 'output.not_editable');
    await publish(outputId);
    const next = await outputs.beginVersion(trainee.actor, outputId);
    const [copy] = await app.get(DatasetTables).list(trainee.actor, next.id);
    assert.deepEqual([copy?.rowsKey, copy?.rowCount], [table.rowsKey, 3]);
    await app.get(DatasetTables).remove(trainee.actor, next.id, copy!.id);
    await app.get(Outbox).deliver();
    assert.equal(rowsOf(table).length, 3);
    const change = app
      .get(UnitOfWork)
      .run(() => app.get(HouseDatabase).change('DELETE FROM dataset_table WHERE id = ?', [table.id]));
    await assert.rejects(change, /published/);
  });

  it('are suggested from the beginning of a file', async () => {
    const file = await arrived(
      app,
      'x.csv',
      'UN/LOCODE,Tên cảng,Year,Depth,Code\nVNHPH,Hải Phòng,2020,8.5,007\nVNSGN,Sài Gòn,2021,9,011\n',
    );
    const { fields } = await app.get(DatasetRows).suggest(trainee.actor, outputId, file);
    assert.deepEqual(
      fields.map(({ name, type, title }) => [name, type, title.vi || title.en]),
      [
        ['un_locode', 'string', 'UN/LOCODE'],
        ['ten_cang', 'string', 'Tên cảng'],
        ['year', 'year', 'Year'],
        ['depth', 'number', 'Depth'],
        ['code', 'string', 'Code'],
      ],
    );
  });

  describe('whose check ended with its process', () => {
    const cutOff = async (attempts: number) => {
      const declared = await declare();
      const checks = app.get(DatasetChecks);
      const { deliver } = checks;
      checks.deliver = async () => undefined;
      const sender = { ...trainee.actor, accountId: declared.id };
      const job = await app.get(DatasetRows).send(sender, outputId, declared.id, await arrived(app, 'r.csv', right));
      checks.deliver = deliver;
      await app
        .get(UnitOfWork)
        .run(() =>
          app
            .get(HouseDatabase)
            .change('UPDATE dataset_table SET attempts = ?, held_until = ? WHERE id = ?', [
              attempts,
              '2026-03-02 01:59:00.000',
              declared.id,
            ]),
        );
      await writeFile(join(arriving(), `rows-${declared.id}-${job.id}-1`), 'half a row file');
      return declared;
    };
    const arriving = () => join(app.get<Configuration>(CONFIGURATION).dataDir, 'arriving');
    const after = async ({ id }: DatasetTable) => {
      await app.get(DatasetChecks).deliver();
      return app.get(DatasetTables).get(trainee.actor, outputId, id);
    };

    it('begin it again, and nothing is left of the first time', async () => {
      const declared = await cutOff(1);
      assert.equal(
        await outcome(app.get(DatasetTables).remove(trainee.actor, outputId, declared.id)),
        'dataset.being_checked',
      );
      const table = await after(declared);
      assert.deepEqual([table.status, table.rowCount], ['stored', 3]);
      assert.deepEqual(await readdir(arriving()), []);
    });

    it('are refused when it ended so again and again', async () => {
      const table = await after(await cutOff(3));
      assert.deepEqual([table.status, table.report?.fault?.code], ['refused', 'dataset.broke_off']);
      assert.equal(table.arrivedKey, null);
    });
  });
});
