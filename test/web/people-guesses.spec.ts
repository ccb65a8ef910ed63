import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '#libs/kernel';
import { Database, Outbox, UnitOfWork } from '#libs/platform';
import type { CourseRun } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { openRun } from '../support/nominations.js';
import { anOrganisation } from '../support/people.js';
import { rowsXml, sheetOf } from '../support/workbooks.js';

const most = 30;
const stranger = { fullName: 'ວິໄລ ສີສະຫວັດ', sex: 'female', birthDate: '1979-10-21', identityNumber: 'PA7777777' };
const guess = { fullName: 'ບໍ່ຮູ້ຈັກ', sex: 'female', birthDate: '1999-09-09', identityNumber: 'PA7777777' };

describe('whoever tries numbers and names', () => {
  let app: TestApp;
  let curious: Client;
  before(async () => {
    app = await startApp();
    const knows = await app.as('nominator', { organisationId: (await anOrganisation(app)).id });
    curious = await app.as('nominator', { organisationId: (await anOrganisation(app)).id });
    assert.equal((await knows.post('/api/v1/people', stranger)).status, 201);
  });
  after(() => app.close());

  it('is told a few times, by page or program, with a key or without, and then told when to go on', async () => {
    for (let time = 0; time < most; time += 1) {
      if (time % 3 === 2) {
        const page = await curious.submit('/people/reviewed', guess);
        assert.equal(page.status, 422, page.html);
        continue;
      }
      const key = { 'idempotency-key': newId() };
      const { status, body } = await curious.post('/api/v1/people', guess, time % 3 === 1 ? key : {});
      assert.deepEqual([status, body.errors[0].code], [422, 'person.number_of_another']);
    }
    for (const [language, words] of [
      ['lo', /ມື້ນີ້/],
      ['vi', /Hôm nay/],
      ['en', /today/],
    ] as const) {
      const unknown = { ...guess, identityNumber: `PB${newId().slice(-8)}` };
      const reply = await curious.post('/api/v1/people', unknown, { 'accept-language': language });
      assert.deepEqual([reply.status, reply.body.code], [429, 'people.too_many_guesses']);
      assert.ok(Number(reply.headers['retry-after']) > 86_000);
      assert.match(reply.body.detail, words);
    }
    const page = await curious.submit('/people/reviewed', guess);
    assert.equal(page.status, 429);
    assert.ok(Number(page.headers['retry-after']) > 86_000);
    assert.match(page.html, /tomorrow/);
    assert.match(page.html, /value="ບໍ່ຮູ້ຈັກ"/, 'what was typed is kept');
  });
});

describe('whoever tries a whole list of numbers and names', () => {
  const listed = 500;
  const header = ['Full name', 'Sex', 'Birth date', 'Identity or passport number'];
  const people = Array.from({ length: listed + 1 }, (_, at) => ({
    name: `ຄົນ ທີ ${at} ຂອງ ກະຊວງອື່ນ`,
    birthDate: `19${60 + (at % 30)}-0${1 + (at % 9)}-1${at % 10}`,
    number: `PC${100_000 + at}`,
  }));
  let app: TestApp;
  let run: CourseRun;
  let curious: Client;
  let honest: Client;
  before(async () => {
    app = await startApp();
    const [ours, theirs] = [await anOrganisation(app), await anOrganisation(app)];
    run = await openRun(app, { capacity: 10 }, [ours.id, 5], [theirs.id, 5]);
    const knows = await app.as('nominator', { organisationId: theirs.id });
    curious = await app.as('nominator', { organisationId: ours.id });
    honest = await app.as('nominator', { organisationId: ours.id });
    const { job } = await sent(
      knows,
      people.map(({ name, birthDate, number }) => [name, birthDate, number]),
      false,
    );
    assert.equal(job.status, 'done');
    const { body } = await knows.get(`${address()}?pageSize=1`);
    assert.equal(body.total, people.length);
    // Somebody who is nominated by others is refused as such; here they are only known.
    await app.get(UnitOfWork).run(async () => {
      const database = app.get(Database);
      await database.change('DELETE FROM nomination_import_row', []);
      await database.change('DELETE FROM nomination', []);
    });
  });
  after(() => app.close());

  const address = () => `/api/v1/runs/${run.id}/nominations`;
  const upload = (by: Client, rows: string[][], dryRun: boolean) =>
    by.upload(`${address()}/import?dryRun=${dryRun}`, {
      name: 'list.xlsx',
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      content: sheetOf(rowsXml(header, ...rows.map(([name, ...rest]) => [name!, 'female', ...rest]))),
    } as never);
  async function sent(by: Client, rows: string[][], dryRun = true) {
    const { status, body } = await upload(by, rows, dryRun);
    assert.equal(status, 202, JSON.stringify(body));
    for (let round = 0; round < 3; round += 1) await app.get(Outbox).deliver();
    const report = (await by.get(`/api/v1/jobs/${body.jobId}/import`)).body;
    return { report, job: (await by.get(`/api/v1/jobs/${body.jobId}`)).body };
  }
  const guesses = (from: number, to: number) =>
    people.slice(from, to).map(({ number }, at) => [`ເດົາ ${at}`, `2001-01-${10 + (at % 20)}`, number]);

  it('is told five hundred times a day, and of no row of the list that asks for more', async () => {
    const first = await sent(curious, guesses(0, 300));
    assert.deepEqual(first.report.counts.verdicts, { error: 300 });
    const second = await sent(curious, guesses(300, 501));
    assert.deepEqual([second.report.state, second.report.fault.code], ['refused', 'people.too_many_guesses']);
    assert.deepEqual([second.report.items, second.job.status], [[], 'failed']);
    const third = await upload(curious, [['ຄົນໃໝ່', '1999-09-09', '']], true);
    assert.deepEqual([third.status, third.body.code], [429, 'people.too_many_guesses']);
    assert.ok(Number(third.headers['retry-after']) > 86_000);
    assert.equal((await sent(honest, guesses(0, 2))).report.state, 'checked');
  });

  it('imports nobody of a list that would show of too many that others keep them', async () => {
    const names = people.map(({ name, birthDate }) => [name, birthDate, '']);
    const asks = await app.as('nominator', { organisationId: (await anOrganisation(app)).id });
    const dry = await sent(asks, names);
    assert.deepEqual(dry.report.counts.verdicts, { new: names.length });
    await asks.post(`/api/v1/jobs/${dry.job.id}/import`, {});
    await app.get(Outbox).deliver();
    const { body } = await asks.get(`/api/v1/jobs/${dry.job.id}/import`);
    assert.deepEqual([body.state, body.fault.code], ['checked', 'people.too_many_guesses']);
    assert.equal((await asks.get('/api/v1/people')).body.total, 0);
    assert.equal((await upload(asks, names.slice(0, 1), true)).status, 429);
    app.clock.advance(24 * 3_600_000);
    await sent(asks, names.slice(0, 40), false);
    assert.equal((await asks.get('/api/v1/people')).body.total, 40);
    await sent(asks, names.slice(0, 40), false);
    assert.equal((await upload(asks, names.slice(0, listed), true)).status, 202, 'people it knows count for nothing');
  });
});
