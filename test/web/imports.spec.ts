import assert from 'node:assert/strict';
import { after, before, describe, it, mock } from 'node:test';
import { operatorActor } from '#libs/kernel';
import { AccountsService, type Organisation } from '#libs/people';
import { JobsService, Outbox, Spreadsheets } from '#libs/platform';
import type { CourseRun } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { openRun, somebody } from '../support/nominations.js';
import { rowsOfAllTables } from '../support/tables.js';
import { organisation } from '../support/training.js';
import { rowsXml, sheetOf, stylesXml } from '../support/workbooks.js';

const api = '/api/v1';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
type Cells = (string | number | null)[];
const header = ['Full name', 'ເພດ', 'Ngày sinh', 'Identity or passport number', 'Position'];
const book = (...rows: Cells[]) => sheetOf(rowsXml(header, ...rows));
const person = (name: string, at = 1): Cells => [name, 'ຍິງ', `0${at}/03/1990`, null, 'Officer'];

describe('nominating from a workbook', () => {
  let app: TestApp;
  let industry: Organisation;
  let transport: Organisation;
  let run: CourseRun;
  let nominator: Client;
  let stranger: Client;
  before(async () => {
    app = await startApp();
    industry = await organisation(app, 'Industry');
    transport = await organisation(app, 'Transport');
    run = await openRun(app, { capacity: 5 }, [industry.id, 2], [transport.id, 1]);
    nominator = await app.as('nominator', { organisationId: industry.id });
    stranger = await app.as('nominator', { organisationId: transport.id });
  });
  after(() => app.close());

  const send = (content: Uint8Array, { by = nominator, of = run, dryRun = true, name = 'list.xlsx' } = {}) =>
    by.upload(`${api}/runs/${of.id}/nominations/import?dryRun=${dryRun}`, { name, type: xlsx, content } as never);
  const settled = async () => {
    for (let round = 0; round < 3; round += 1) await app.get(Outbox).deliver();
  };
  const sent = async (content: Uint8Array, how: Parameters<typeof send>[1] = {}): Promise<string> => {
    const reply = await send(content, how);
    assert.equal(reply.status, 202, JSON.stringify(reply.body));
    assert.equal(reply.headers.location, `${api}/jobs/${reply.body.jobId}`);
    await settled();
    return reply.body.jobId;
  };
  const report = async (jobId: string, by: Client = nominator) => (await by.get(`${api}/jobs/${jobId}/import`)).body;
  const wanted = async (jobId: string, body: object = {}) => {
    const reply = await nominator.post(`${api}/jobs/${jobId}/import`, body);
    await settled();
    return reply;
  };
  const namesOn = async (of: CourseRun = run) =>
    (await nominator.get(`${api}/runs/${of.id}/nominations?sort=rank&pageSize=200`)).body.items.map(
      (one: { rank: number; fullName: string }) => [one.rank, one.fullName],
    );
  const anotherRun = () => openRun(app, { capacity: 5 }, [industry.id, 2]);

  it('changes nothing but its own report while it checks', async () => {
    const before = await rowsOfAllTables(app);
    const jobId = await sent(book(person('ສົມໃຈ ທົດລອງ'), person('ບຸນມີ ທົດລອງ', 2)));
    const found = await report(jobId);
    assert.deepEqual([found.state, found.counts.rows, found.counts.verdicts], ['checked', 2, { new: 2 }]);
    const { body: job } = await nominator.get(`${api}/jobs/${jobId}`);
    assert.deepEqual([job.progress, job.total], [2, 2], 'it goes row by row');
    const after = await rowsOfAllTables(app);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    assert.deepEqual(
      changed.filter(
        (table) => !['job', 'outbox_message', 'audit_event', 'sign_in', 'idempotency_key'].includes(table),
      ),
      ['nomination_import', 'nomination_import_row'],
    );
  });

  it('imports all rows behind the list, in the order wished for, and the same file again adds nobody', async () => {
    const of = await anotherRun();
    const reply = await nominator.post(`${api}/runs/${of.id}/nominations`, { person: somebody('ຜູ້ມາກ່ອນ ໜຶ່ງ') });
    assert.equal(reply.status, 201);
    const ranked = sheetOf(
      rowsXml(
        [...header, 'Thứ tự ưu tiên'],
        [...person('ສາມ ສຸດທ້າຍ'), null],
        [...person('ສອງ ກາງ', 2), 2],
        [...person('ໜຶ່ງ ທຳອິດ', 3), 1],
      ),
    );
    const jobId = await sent(ranked, { of });
    assert.equal((await wanted(jobId)).status, 202);
    const names = [
      [1, 'ຜູ້ມາກ່ອນ ໜຶ່ງ'],
      [2, 'ໜຶ່ງ ທຳອິດ'],
      [3, 'ສອງ ກາງ'],
      [4, 'ສາມ ສຸດທ້າຍ'],
    ];
    assert.deepEqual(await namesOn(of), names);
    assert.equal((await wanted(jobId)).status, 202, 'the same job twice');
    const again = await sent(ranked, { of });
    assert.deepEqual((await report(again)).counts.verdicts, { listed: 3 });
    await wanted(again);
    assert.deepEqual((await report(again)).counts.imported, 0);
    assert.deepEqual(await namesOn(of), names);
    const { body } = await nominator.get(`${api}/runs/${of.id}/nominations?sort=rank`);
    const history = await nominator.get(`${api}/nominations/${body.items[1].id}/history`);
    const [drafted] = history.body.items;
    assert.deepEqual([drafted.action, drafted.importRow], ['nomination.drafted', 4]);
    const page = await nominator.page(`/nominations/${body.items[1].id}/history`);
    assert.match(page.html, /From an imported file, row 4/);
  });

  it('names row, column and reason, in the language asked for', async () => {
    const jobId = await sent(
      book(['', 'x', '31/02/1990', null, null], person('ຊ້ຳ ກັນ'), person('ຊ້ຳ ກັນ'), [
        'lkmk ;ao',
        'ຊາຍ',
        '01/01/1990',
        '12',
        '',
      ]),
    );
    const { items, counts } = (await nominator.get(`${api}/jobs/${jobId}/import`, { 'accept-language': 'vi' })).body;
    assert.deepEqual(counts.verdicts, { error: 3, new: 1 });
    assert.deepEqual(
      items.map((row: { row: number; errors: { column: string; code: string }[] }) => [
        row.row,
        row.errors.map(({ column, code }) => `${column} ${code}`),
      ]),
      [
        [2, ['Full name field.required', 'ເພດ import.not_a_word', 'Ngày sinh import.not_a_date']],
        [4, ['null import.repeated']],
        [5, ['Full name spreadsheet.cell.legacy_text', 'Identity or passport number field.not_an_identity_number']],
        [3, []],
      ],
    );
    assert.match(items[0].errors[2].message, /ngày\/tháng\/năm/);
    const refused = await wanted(jobId);
    assert.deepEqual([refused.status, refused.body.code], [409, 'import.rows_with_errors']);
    assert.equal((await wanted(jobId, { skipFaulty: true })).status, 202);
    assert.equal((await report(jobId)).counts.imported, 1);
  });

  it('refuses a font of old, keeps numbers sealed, and masks them', async () => {
    const styles = stylesXml({ font: 'Saysettha Lao' });
    const rows = rowsXml(header, ['x', 'ຍິງ', '01/01/1990', 'P7654321', ''])
      .replace('r="A2" t', 'r="A2" s="1" t')
      .replace('>x<', '>¦ó´<');
    const jobId = await sent(sheetOf(rows, { styles }));
    const found = await report(jobId);
    assert.match(found.items[0].errors[0].code, /legacy/);
    assert.equal(found.items[0].cells[3], '••••4321');
  });

  it('lets a row be left out, or be somebody known', async () => {
    const of = await anotherRun();
    const { body: known } = await nominator.post(`${api}/people`, {
      fullName: 'ຄຳຫຼ້າ ພົມມະຈັນ',
      sex: 'female',
      birthDate: '1990-03-05',
    });
    const jobId = await sent(book(person('ຄຳຫຼ້າ ພົມມະຈັນ', 6), person('ຜູ້ ທີສອງ')), { of });
    const found = await report(jobId);
    assert.deepEqual(found.counts.verdicts, { alike: 1, new: 1 });
    assert.equal(found.items[0].candidates[0].personId, known.id);
    const reply = await wanted(jobId, {
      choices: [
        { row: 2, choice: 'use', personId: known.id },
        { row: 3, choice: 'skip' },
      ],
    });
    assert.equal(reply.status, 202, JSON.stringify(reply.body));
    const { body } = await nominator.get(`${api}/runs/${of.id}/nominations`);
    assert.deepEqual(
      body.items.map((one: { personId: string }) => one.personId),
      [known.id],
    );
  });

  it('takes whoever was merged since they were chosen as the one they are now, while that record is open', async () => {
    const iice = await app.as('lao_coordinator');
    const add = async (by: Client, fullName: string, birthDate: string) => {
      const { status, body } = await by.post(`${api}/people`, { fullName, sex: 'female', birthDate });
      assert.equal(status, 201, JSON.stringify(body));
      return body.id as string;
    };
    const chosen = await add(nominator, 'ພອນສະຫວັນ ດວງຈັນ', '1990-03-05');
    const same = await add(nominator, 'Phonsavanh D.', '1961-01-01');
    const elsewhere = await add(stranger, 'ດວງຈັນ ຂອງຄົນອື່ນ', '1962-02-02');
    const merge = async (id: string, duplicateId: string) =>
      assert.equal((await iice.post(`${api}/people/${id}/merge`, { duplicateId })).status, 200);
    const use = { choices: [{ row: 2, choice: 'use', personId: chosen }] };
    const [first, second] = [await anotherRun(), await anotherRun()];
    const jobs = [
      await sent(book(person('ພອນສະຫວັນ ດວງຈັນ', 6)), { of: first }),
      await sent(book(person('ພອນສະຫວັນ ດວງຈັນ', 7)), { of: second }),
    ];
    assert.equal((await report(jobs[0]!)).items[0].candidates[0].personId, chosen);
    await merge(same, chosen);
    await wanted(jobs[0]!, use);
    const { body } = await nominator.get(`${api}/runs/${first.id}/nominations`);
    assert.deepEqual(
      body.items.map((one: { personId: string }) => one.personId),
      [same],
    );
    await merge(elsewhere, same);
    await wanted(jobs[1]!, use);
    const found = await report(jobs[1]!);
    assert.deepEqual([found.state, found.fault.row, found.fault.code], ['checked', 2, 'import.person_closed']);
    assert.deepEqual(await namesOn(second), []);
    await wanted(jobs[1]!, { choices: [{ row: 2, choice: 'create' }] });
    assert.equal((await namesOn(second)).length, 1);
  });

  it('imports nobody when one row cannot be, and says which', async () => {
    const of = await openRun(app, { capacity: 5 }, [industry.id, 2], [transport.id, 1]);
    const jobId = await sent(book(person('ດີ ໜຶ່ງ'), person('ແຍ່ງ ກັນ', 2)), { of });
    const rival = { ...somebody('ແຍ່ງ ກັນ'), sex: 'female', birthDate: '1990-03-02' };
    assert.equal((await stranger.post(`${api}/runs/${of.id}/nominations`, { person: rival })).status, 201);
    await wanted(jobId);
    const found = await report(jobId);
    assert.deepEqual([found.state, found.fault.row, found.fault.code], ['checked', 3, 'nomination.already_nominated']);
    assert.deepEqual(await namesOn(of), []);
    assert.equal((await nominator.get(`${api}/people?q=${encodeURIComponent('ດີ ໜຶ່ງ')}`)).body.total, 0);
  });

  it('imports a sound file at once when no dry run was asked for, and each once in a race', async () => {
    const of = await anotherRun();
    const file = book(person('ແຂ່ງ ໜຶ່ງ'), person('ແຂ່ງ ສອງ', 2));
    await Promise.all([send(file, { of, dryRun: false }), send(file, { of, dryRun: false })]);
    await settled();
    assert.equal((await namesOn(of)).length, 2);
  });

  it('refuses a row that says too much, however long, and keeps what it can show', async () => {
    const long = 'ກ'.repeat(300);
    const headers = [...header, ...Array.from({ length: 95 }, (_, at) => `${at} ${long}`)];
    const cells = (first: Cells) => [...first, ...Array.from({ length: 100 - first.length }, () => long)];
    const rows = [
      cells([long, 'ຍິງ', '01/03/1990', long, long]),
      cells([...person('ຍາວ ໜຶ່ງ').slice(0, 4), 'ກ'.repeat(501)]),
    ].map((row) => row.map((cell) => cell ?? ''));
    const sheet = { name: 'List', columns: headers.map((text) => ({ header: text })), rows };
    const jobId = await sent(await app.get(Spreadsheets).writeWorkbook({ language: 'en', sheets: [sheet] }));
    const found = await report(jobId);
    assert.deepEqual([found.state, found.counts.verdicts], ['checked', { error: 2 }]);
    const codes = found.items.map(({ errors }: { errors: { code: string; args: object }[] }) =>
      errors.map(({ code, args }) => [code, args]),
    );
    const tooLong = (maximum: number) => ['field.too_long', { maximum }];
    assert.deepEqual(codes, [[tooLong(250), tooLong(60), tooLong(250)], [tooLong(500)]]);
    assert.equal((await nominator.get(`${api}/jobs/${jobId}/file`)).status, 200);
  });

  it('gives up what broke off again and again, and tells so', async () => {
    const broken = mock.method(app.get(Spreadsheets), 'readTable', () => Promise.reject(new Error('out of order')));
    const silent = mock.method(console, 'error', () => undefined);
    try {
      const jobId = await sent(book(person('ຂັດຂ້ອງ ໜຶ່ງ')));
      for (let round = 0; round < 8; round += 1) {
        app.clock.advance(60_000);
        await settled();
      }
      const found = await report(jobId);
      assert.deepEqual([found.state, found.fault?.code], ['refused', 'import.broke_off']);
      assert.equal((await nominator.get(`${api}/jobs/${jobId}`)).body.status, 'failed');
      assert.equal(broken.mock.callCount(), 4);
    } finally {
      broken.mock.restore();
      silent.mock.restore();
    }
  });

  it('reads or imports one file of an account at a time, also in a race', async () => {
    const still = mock.method(app.get(Outbox), 'deliver', async () => undefined);
    const replies = await Promise.all([1, 2, 3, 4].map(() => send(book(person('ທີລະ ໜຶ່ງ')))));
    assert.deepEqual(replies.map(({ status }) => status).toSorted(), [202, 409, 409, 409]);
    for (const language of ['lo', 'vi', 'en']) {
      const content = book(person('ທີລະ ໜຶ່ງ')) as never;
      const { status, body } = await nominator.upload(
        `${api}/runs/${run.id}/nominations/import?dryRun=true`,
        { name: 'list.xlsx', type: xlsx, content },
        {},
        { 'accept-language': language },
      );
      assert.deepEqual([status, body.code], [409, 'import.under_way']);
      assert.doesNotMatch(body.detail ?? body.title, /under_way/);
    }
    assert.equal((await send(book(person('ຂອງຜູ້ອື່ນ ໜຶ່ງ')), { by: stranger })).status, 202);
    still.mock.restore();
    await settled();
    const first = await sent(book(person('ທີລະ ສອງ')));
    const second = await sent(book(person('ທີລະ ສາມ', 2)));
    const quiet = mock.method(app.get(Outbox), 'deliver', async () => undefined);
    assert.equal((await nominator.post(`${api}/jobs/${first}/import`, {})).status, 202);
    const other = await nominator.post(`${api}/jobs/${second}/import`, {});
    assert.deepEqual([other.status, other.body.code], [409, 'import.under_way']);
    assert.equal((await nominator.post(`${api}/jobs/${first}/import`, {})).status, 202, 'the same twice');
    quiet.mock.restore();
    await settled();
    assert.equal((await wanted(second)).status, 202);
  });

  it('imports nobody for whom the account is over since, or speaks for others by now', async () => {
    const of = await anotherRun();
    const accounts = app.get(AccountsService);
    const ways = [
      (id: string) => accounts.deactivate(operatorActor, id),
      async (id: string) => {
        const { account } = await accounts.get(operatorActor, id);
        return accounts.setRoles(operatorActor, id, account.version, ['auditor']);
      },
    ];
    for (const [at, way] of ways.entries())
      for (const step of ['reading', 'importing']) {
        const leaving = await app.as('nominator', { organisationId: industry.id });
        const file = book(person(`ຈາກໄປ ${step} ${at}`));
        const checked = step === 'importing' ? await sent(file, { of, by: leaving }) : null;
        const still = mock.method(app.get(Outbox), 'deliver', async () => undefined);
        const reply = checked
          ? await leaving.post(`${api}/jobs/${checked}/import`, {})
          : await send(file, { of, by: leaving });
        assert.equal(reply.status, 202);
        await way(leaving.accountId!);
        still.mock.restore();
        await settled();
        const job = await app.get(JobsService).find(reply.body.jobId);
        assert.deepEqual([job?.status, job?.result.code], ['failed', 'import.not_entitled']);
      }
    assert.deepEqual(await namesOn(of), []);
  });

  it('is for whoever sent the file alone', async () => {
    const jobId = await sent(book(person('ລັບ ໜຶ່ງ')));
    for (const address of [`${api}/jobs/${jobId}/import`, `${api}/jobs/${jobId}/file`])
      assert.equal((await stranger.get(address)).status, 404);
    assert.equal((await stranger.post(`${api}/jobs/${jobId}/import`, {})).status, 404);
  });

  it('refuses what is no list, with the reason', async () => {
    const jobs = [
      [Buffer.from('%PDF-1.4'), 'spreadsheet.not_a_table'],
      [sheetOf(rowsXml(['Name', 'Other'], ['a', 'b'])), 'import.column_missing'],
      [book(), 'import.no_rows'],
    ] as const;
    for (const [content, code] of jobs) {
      const found = await report(await sent(content));
      assert.deepEqual([found.state, found.fault.code], ['refused', code]);
      assert.ok(found.fault.message.length > 10);
    }
  });

  it('works page by page without a script', async () => {
    const of = await anotherRun();
    const page = await nominator.page(`/runs/${of.id}/nominations/import`);
    assert.equal(page.status, 200);
    const taken = await nominator.submitFile(`/runs/${of.id}/nominations/import`, {
      name: 'list.xlsx',
      type: xlsx,
      content: book(person('ໜ້າ ໜຶ່ງ'), person('ໜ້າ ສອງ', 2)),
    } as never);
    assert.equal(taken.status, 303);
    await settled();
    const address = taken.location!;
    assert.match((await nominator.page(address)).html, /ໜ້າ ໜຶ່ງ/);
    const chosen = await nominator.submit(`${address}/choices`, { 'rows[]': ['2', '3'], 'choices[]': ['', 'skip'] });
    assert.equal(chosen.status, 303, chosen.html);
    assert.equal((await nominator.submit(`${address}/import`, {})).status, 303);
    await settled();
    assert.match((await nominator.page(address)).html, /1 people are on the list|1 .*drafts/);
    assert.equal((await namesOn(of)).length, 1);
    assert.equal((await nominator.page(`${address}/report.xlsx`)).status, 200);
  });
});
