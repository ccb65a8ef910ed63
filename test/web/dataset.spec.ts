import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DatasetChecks } from '#libs/outputs';
import { Spreadsheets } from '#libs/platform';
import type { CourseRun } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { describedOutput, runIn, type Trainee, traineeOf } from '../support/outputs.js';
import { csvFile, seaPorts } from '../support/sea-ports.js';

describe('a dataset over HTTP', () => {
  let app: TestApp;
  let run: CourseRun;
  let seated: Trainee;
  let trainee: Client;

  before(async () => {
    app = await startApp({ MAX_DATASET_MB: '2', MAX_UPLOAD_MB: '1' });
    run = await runIn(app, 'running');
    seated = await traineeOf(app, run, 'ສົມພອນ ວົງສາ');
    trainee = await app.as('trainee', { personId: seated.person.id });
  });
  after(() => app?.close());

  const draft = async (): Promise<string> => {
    const { body } = await trainee.post(`/api/v1/runs/${run.id}/outputs`, describedOutput({ kind: 'dataset' }));
    return `/api/v1/outputs/${body.id}`;
  };
  const checked = () => app.get(DatasetChecks).deliver();

  it('brings real sea ports from a file to rows that can be queried', async () => {
    const output = await draft();
    const suggested = await trainee.upload(`${output}/tables/suggestion`, csvFile('Sea ports.csv', seaPorts));
    assert.equal(suggested.status, 200, JSON.stringify(suggested.body));
    const { schema } = suggested.body;
    assert.deepEqual(
      schema.fields.map(({ name, type }: { name: string; type: string }) => `${name} ${type}`),
      [
        'code string',
        'name string',
        'country string',
        'province string',
        'longitude number',
        'latitude number',
        'timezone string',
      ],
    );
    const declared = await trainee.post(`${output}/tables`, {
      name: 'sea_ports',
      title: { lo: 'ທ່າເຮືອທະເລ', vi: 'Cảng biển', en: 'Sea ports' },
      schema: { ...schema, primaryKey: ['code'] },
    });
    assert.equal(declared.status, 201, JSON.stringify(declared.body));
    const table = String(declared.headers.location);
    assert.equal(table, `${output}/tables/${declared.body.id}`);

    const faulty = [{ ...seaPorts[0]!, latitude: 'north' }, ...seaPorts.slice(1), { ...seaPorts[1]!, name: 'Again' }];
    assert.equal((await trainee.upload(`${table}/rows`, csvFile('Sea ports.csv', faulty))).status, 202);
    await checked();
    const { body: errors } = await trainee.get(`${table}/errors`, { 'accept-language': 'vi' });
    assert.deepEqual(
      errors.items.map(({ row, column, code, found }: Record<string, unknown>) => [row, column, code, found]),
      [
        [2, 'latitude', 'cell.not_a_number', 'north'],
        [1636, 'code', 'cell.key_not_unique', 'AEAUH'],
      ],
    );
    assert.match(errors.items[0].message, /không phải là số/);

    const sent = await trainee.upload(`${table}/rows`, csvFile('Sea ports.csv', seaPorts));
    assert.equal(sent.headers.location, `/api/v1/jobs/${sent.body.jobId}`);
    await checked();
    const { body: job } = await trainee.get(`/api/v1/jobs/${sent.body.jobId}`);
    assert.deepEqual([job.status, job.result.rows, job.progress], ['done', 1634, job.total]);
    const { body: stored } = await trainee.get(table);
    assert.deepEqual([stored.status, stored.rowCount, stored.sourceName], ['stored', 1634, 'Sea ports.csv']);

    const { body: rows } = await trainee.get(`${table}/rows?filter=country:eq:viet%20nam&sort=name&pageSize=200`);
    const wanted = seaPorts.filter(({ country }) => /^viet ?nam$/i.test(country)).length;
    assert.equal(rows.items.length, wanted, JSON.stringify(rows).slice(0, 300));
    assert.ok(wanted > 0);

    const address = table.replace('/api/v1', '');
    const reviewer = await app.as('vn_coordinator');
    const { html } = await reviewer.page(address);
    assert.match(html, />1<\/td><td>AEAJM<[\s\S]*>20<\/td>/);
    assert.doesNotMatch(html, />21<\/td>/);
    const next = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replace('&#x3D;', '=');
    assert.equal(next, `${address}?from=21`);
    assert.match((await reviewer.page(next)).html, />21<\/td>/);
    assert.match((await reviewer.page(`${address}?from=1634`)).html, />1634<\/td>/);
    assert.doesNotMatch((await reviewer.page(`${address}?from=1634`)).html, /rel="next"/);
    assert.equal((await reviewer.page(`${address}?from=9999`)).status, 200);
  });

  it('gives the errors as a workbook in the language of the reader', async () => {
    const output = await draft();
    const { body: table } = await trainee.post(`${output}/tables`, {
      name: 'a',
      title: { lo: 'ກ', vi: '', en: '' },
      schema: { fields: [{ name: 'x', type: 'integer' }] },
    });
    await trainee.upload(`${output}/tables/${table.id}/rows`, {
      name: 'x.csv',
      type: 'text/csv',
      content: 'x\n=1+1\n',
    });
    await checked();
    const { raw, headers } = await trainee.get(`${output}/tables/${table.id}/errors.xlsx`, { 'accept-language': 'lo' });
    assert.match(String(headers['content-disposition']), /a-errors\.xlsx/);
    const { rows } = await app.get(Spreadsheets).readTable(raw, { headerWords: ['ແຖວ'] });
    assert.deepEqual(rows.at(-1)?.cells, [2, 'x', '=1+1', 'ນີ້ບໍ່ແມ່ນຈຳນວນຖ້ວນ.']);
  });

  it('names each wrong field of a declaration', async () => {
    const { status, body } = await trainee.post(`${await draft()}/tables`, {
      name: 'Not a name',
      title: { lo: '', vi: '', en: '' },
      schema: { fields: [{ name: 'a', type: 'money' }] },
    });
    assert.equal(status, 422);
    assert.deepEqual(
      body.errors.map(({ pointer, code }: Record<string, string>) => [pointer, code]),
      [
        ['/name', 'dataset.not_a_name'],
        ['/title', 'field.required'],
        ['/schema/fields/0/type', 'field.not_a_choice'],
      ],
    );
  });

  it('refuses a file past its limit while it streams, and keeps nothing', async () => {
    const output = await draft();
    const { body: table } = await trainee.post(`${output}/tables`, {
      name: 'a',
      title: { lo: 'ກ', vi: '', en: '' },
      schema: { fields: [{ name: 'x' }] },
    });
    const address = `${output}/tables/${table.id}`;
    const send = (rows: number, headers = {}) => {
      const file = { name: 'x.csv', type: 'text/csv', content: `x\n${'y\n'.repeat(rows)}` };
      return trainee.upload(`${address}/rows`, file, {}, headers);
    };
    for (const headers of [{}, { 'idempotency-key': 'too-large' }]) {
      const { status, body } = await send(1_200_000, headers);
      assert.deepEqual([status, body.code, body.args], [413, 'file.too_large', { megabytes: 2 }]);
    }
    assert.equal((await trainee.get(address)).body.status, 'declared');
    const key = { 'idempotency-key': 'larger-than-other-files' };
    const first = await send(600_000, key);
    assert.equal(first.status, 202, JSON.stringify(first.body));
    assert.deepEqual((await send(600_000, key)).body, first.body);
    await checked();
    assert.equal((await trainee.get(address)).body.rowCount, 600_000);
  });

  it('is declared and filled in pages without a script', async () => {
    const home = (await draft()).replace('/api/v1', '');
    const suggested = await trainee.submitFile(
      `${home}/tables/suggestion`,
      csvFile('Sea ports.csv', seaPorts.slice(0, 20)),
    );
    assert.equal(suggested.status, 200, suggested.html.slice(0, 500));
    assert.match(suggested.html, /name="schema\.fields\.6\.name"[^>]*value="timezone"/);

    const read = (json: string) => trainee.submit(`${home}/tables/reading`, { json }, `${home}/tables`);
    const pasted = await read('{"fields":[{"name":"code","type":"string"},{"name":"Since","type":"date"}]}');
    assert.equal(pasted.status, 422);
    assert.match(pasted.html, /cannot be taken: fields\.1\.name\./);
    assert.match((await read('[]')).html, /This is not a Table Schema/);
    const taken = await read('{"fields":[{"name":"code"},{"name":"since","type":"date"}]}');
    assert.match(taken.html, /name="schema\.fields\.1\.name"[^>]*value="since"/);
    assert.match((await trainee.page(`${home}/tables`)).html, /100,000 rows and 1,000,000 filled cells/);

    const typed = {
      name: 'gates',
      'title.lo': 'ດ່ານ',
      'schema.fields.0.name': 'code',
      'schema.fields.0.type': 'string',
      'schema.fields.0.title.vi': 'Mã cửa khẩu',
      'schema.fields.0.isKey': 'true',
      'schema.fields.0.codes': 'A | ກ | a\nB',
      'schema.fields.1.name': 'count',
      'schema.fields.1.type': 'integer',
      'schema.fields.1.constraints.minimum': '1',
    };
    const more = await trainee.submit(`${home}/tables/new`, { ...typed, button: 'add.fields' }, `${home}/tables/new`);
    assert.match(more.html, /name="schema\.fields\.2\.name"/);
    assert.match(more.html, /value="Mã cửa khẩu"/);
    const wrong = await trainee.submit(
      `${home}/tables/new`,
      { ...typed, 'schema.fields.1.constraints.minimum': 'x' },
      `${home}/tables/new`,
    );
    assert.equal(wrong.status, 422);
    assert.match(wrong.html, /href="#table-schema\.fields\.1\.constraints\.minimum"/);
    const declared = await trainee.submit(`${home}/tables/new`, typed, `${home}/tables/new`);
    assert.equal(declared.status, 303, declared.html.slice(0, 2000));

    const sent = await trainee.submitFile(`${declared.location}/rows`, {
      name: 'gates.csv',
      type: 'text/csv',
      content: 'Mã cửa khẩu;count\nກ;3\nC;0\n',
    });
    assert.equal(sent.status, 303);
    await checked();
    const { html } = await trainee.page(`${declared.location}?lang=lo`);
    assert.match(html, /ຄ່ານີ້ບໍ່ມີໃນບັນຊີລະຫັດຂອງຖັນ/);
    assert.match(html, /ຢ່າງໜ້ອຍ 1/);
    const edit = await trainee.page(`${declared.location}/edit`);
    assert.match(edit.html, /A \| ກ \| a/);
  });
});
