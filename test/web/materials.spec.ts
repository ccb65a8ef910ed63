import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { Database, instantParameter, Outbox, Storage, UnitOfWork } from '#libs/platform';
import { type CourseRun, SessionsService } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { storedMails } from '../support/mails.js';
import { runIn, traineeOf } from '../support/outputs.js';
import { person, sessionOn, vnCoordinator } from '../support/training.js';

const title = { lo: 'ລົດອອກ 7 ໂມງ', vi: '', en: 'The bus leaves at 7' };
const body = { lo: 'ພົບກັນຢູ່ປະຕູໜ້າ.\n\nຢ່າຊ້າ.', vi: '', en: 'Meet at the front gate.\n\nBe on time.' };
const onPaper = {
  'title.lo': title.lo,
  'title.vi': '',
  'title.en': title.en,
  'body.lo': body.lo,
  'body.vi': '',
  'body.en': body.en,
};

const hidden = (html: string, name: string): string =>
  new RegExp(`type="hidden" name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

let app: TestApp;
let run: CourseRun;
let other: CourseRun;
let sessionId: string;
let vn: Client;
let instructor: Client;
let elsewhere: Client;
let trainee: Client;
let traineeId: string;

/** Address, language and subject of the mails written since. */
async function mailsAfter(count: number): Promise<string[]> {
  await app.get(Outbox).deliver();
  return (await announced())
    .slice(count)
    .map(({ to_address, language, args }) => `${to_address} ${language} ${JSON.parse(args).subject}`)
    .toSorted();
}

const mailCount = async () => (await announced()).length;

const announced = async () => (await storedMails(app)).filter(({ template }) => template === 'announcement');

before(async () => {
  app = await startApp({ MAX_UPLOAD_MB: '1', PUBLIC_URL: 'http://training.example' });
  run = await runIn(app, 'running');
  other = await runIn(app, 'running');
  const [lecturer, guest] = [await person(app, 'Nguyễn Thị Hạnh'), await person(app, 'Lê Văn Dạy')];
  const sessions = app.get(SessionsService);
  const session = sessionOn('2026-03-10', { instructorIds: [lecturer.id] });
  sessionId = (await sessions.schedule(vnCoordinator, run.id, session)).id;
  await sessions.schedule(vnCoordinator, other.id, sessionOn('2026-03-11', { instructorIds: [guest.id] }));
  const seated = await Promise.all(
    ['ສົມພອນ ວົງສາ', 'ຄຳຫຼ້າ ພົມມະ', 'ນ້ອຍ ບຸນຍົງ', 'ຕິກ ໄຊຍະ'].map((name) => traineeOf(app, run, name)),
  );
  const [first, second, third] = seated.map((one) => one.person.id);
  traineeId = first!;
  trainee = await app.as('trainee', { personId: first, email: 'first@moic.example', language: 'vi' });
  const left = await app.as('trainee', { personId: third, email: 'third@moic.example' });
  // The second has an address and no account, the third an account that was closed, the fourth nothing.
  await app.get(UnitOfWork).run(async () => {
    const database = app.get(Database);
    await database.change('UPDATE person SET email = ? WHERE id = ?', ['second@moic.example', second]);
    await database.change("UPDATE account SET status = 'deactivated' WHERE id = ?", [left.accountId]);
  });
  vn = await app.as('vn_coordinator');
  instructor = await app.as('instructor', { personId: lecturer.id });
  elsewhere = await app.as('instructor', { personId: guest.id });
});
after(() => app?.close());

describe('an announcement', () => {
  it('stands on the tab of its run, and is mailed once to each who has a seat and an address', async () => {
    const before = await mailCount();
    const form = await instructor.page(`/runs/${run.id}/announcements/new`);
    assert.equal(form.status, 200, form.html);
    const fields = { ...onPaper, announcementId: hidden(form.html, 'announcementId') };
    const [one, two] = await Promise.all(
      [1, 2].map(() => instructor.submit(`/runs/${run.id}/announcements/new`, fields)),
    );
    assert.deepEqual([one!.status, two!.status], [303, 303], one!.html);
    assert.deepEqual(await mailsAfter(before), [
      `first@moic.example vi ${title.lo}`,
      `second@moic.example lo ${title.lo}`,
    ]);
    const tab = await trainee.page(`/runs/${run.id}/materials`);
    assert.equal(tab.status, 200);
    assert.equal(tab.html.split(title.en).length - 1, 1, 'it stands there once');
    assert.ok(!tab.html.includes('/announcements/'), 'a trainee edits nothing');
    assert.ok((await trainee.page(`/runs/${run.id}`)).html.includes(`href="/runs/${run.id}/materials"`));
  });

  it('is news at home for a fortnight to those who have a seat, and to nobody else', async () => {
    const isNews = async (client: Client) => (await client.page('/')).html.includes(title.en);
    assert.deepEqual([await isNews(trainee), await isNews(vn), await isNews(instructor)], [true, false, false]);
    const before = (days: number) => instantParameter(new Date(app.clock.now().getTime() - days * 24 * 3_600_000));
    await app
      .get(UnitOfWork)
      .run(() => app.get(Database).change('UPDATE announcement SET announced_at = ?', [before(15)]));
    assert.equal(await isNews(trainee), false);
    await app
      .get(UnitOfWork)
      .run(() => app.get(Database).change('UPDATE announcement SET announced_at = ?', [before(13)]));
    assert.equal(await isNews(trainee), true);
    // Whoever gave the seat up has no part in the run any more.
    const seat = (status: string) =>
      app
        .get(UnitOfWork)
        .run(() =>
          app
            .get(Database)
            .change('UPDATE enrolment SET status = ? WHERE run_id = ? AND person_id = ?', [status, run.id, traineeId]),
        );
    await seat('ended');
    assert.equal(await isNews(trainee), false);
    assert.equal((await trainee.page(`/runs/${run.id}/materials`)).html.includes(title.en), false);
    await seat('active');
  });

  it('is mailed no second time when the news is told again or its words are mended', async () => {
    const { body: made } = await vn.post(`/api/v1/runs/${run.id}/announcements`, { title, body });
    await app.get(Outbox).deliver();
    const before = await mailCount();
    await app
      .get(UnitOfWork)
      .run(() => app.get(Database).change('UPDATE outbox_message SET done_at = NULL, due_at = raised_at', []));
    const address = `/api/v1/announcements/${made.id}`;
    const mended = await vn.patch(address, { title: { ...title, en: 'The bus leaves at 8' } }, { 'if-match': '"1"' });
    assert.equal(mended.status, 200, JSON.stringify(mended.body));
    assert.deepEqual([mended.body.title.en, mended.body.body], ['The bus leaves at 8', body]);
    assert.deepEqual(await mailsAfter(before), []);
    assert.equal((await vn.patch(address, { title }, { 'if-match': '"1"' })).status, 412);
  });

  it('says nothing in no language', async () => {
    const none = { lo: '', vi: '', en: '' };
    const { status, body: problem } = await vn.post(`/api/v1/runs/${run.id}/announcements`, { title, body: none });
    assert.equal(status, 422);
    assert.deepEqual(
      problem.errors.map(({ pointer }: { pointer: string }) => pointer),
      ['/body'],
    );
  });

  it('is made by those who teach in the run, and read by nobody of another', async () => {
    const denied = await elsewhere.post(`/api/v1/runs/${run.id}/announcements`, { title, body });
    assert.equal(denied.status, 403);
    const { body: made } = await instructor.post(`/api/v1/runs/${run.id}/announcements`, { title, body });
    assert.equal((await elsewhere.get(`/api/v1/announcements/${made.id}`)).status, 404);
    assert.deepEqual((await elsewhere.get(`/api/v1/runs/${run.id}/announcements`)).body.items, []);
    assert.deepEqual((await trainee.get(`/api/v1/runs/${other.id}/announcements`)).body.items, []);
    const page = await trainee.page(`/runs/${other.id}/materials`);
    assert.ok(page.html.includes('This is not a run of yours'));
  });
});

describe('a material', () => {
  const csv = { name: 'ບົດຝຶກຫັດ bài tập.csv', type: 'text/csv', content: 'ຊື່,tên\nກ,a\n' };
  const named = { 'title.lo': 'ບົດຝຶກຫັດ', 'title.vi': 'Bài tập', 'title.en': 'Exercise' };

  it('of a session is found on both pages, and downloaded as what it is', async () => {
    const form = await instructor.page(`/runs/${run.id}/material-files/new?session=${sessionId}`);
    assert.equal(form.status, 200, form.html);
    assert.match(form.html, new RegExp(`value="${sessionId}" selected`));
    const sent = await instructor.submitFile(`/runs/${run.id}/material-files/new`, csv, { ...named, sessionId });
    assert.equal(sent.status, 303, sent.html);
    const { body: listed } = await trainee.get(`/api/v1/runs/${run.id}/materials?sessionId=${sessionId}`);
    const [{ id, fileName, kind }] = listed.items;
    assert.deepEqual([kind, fileName], ['file', csv.name]);
    for (const page of [`/runs/${run.id}/materials`, `/sessions/${sessionId}`])
      assert.ok((await trainee.page(page)).html.includes(`/materials/${id}/file`), page);
    const file = await trainee.get(`/api/v1/materials/${id}/file`);
    assert.equal(file.raw.toString('utf8'), csv.content);
    assert.match(String(file.headers['content-disposition']), /^attachment; /);
    assert.equal(file.headers['x-content-type-options'], 'nosniff');
    assert.equal((await elsewhere.get(`/api/v1/materials/${id}/file`)).status, 404);
  });

  it('that is a link leads to the web and to nothing that runs', async () => {
    const link = { title: { lo: '', vi: '', en: 'Reading' }, url: 'https://example.org/reading' };
    const { status, body: made } = await vn.post(`/api/v1/runs/${run.id}/materials`, link);
    assert.equal(status, 201, JSON.stringify(made));
    assert.equal((await trainee.get(`/api/v1/materials/${made.id}/file`)).status, 404);
    assert.ok((await trainee.page(`/runs/${run.id}/materials`)).html.includes('href="https://example.org/reading"'));
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'example.org'])
      assert.equal((await vn.post(`/api/v1/runs/${run.id}/materials`, { ...link, url })).status, 422, url);
  });

  it('is refused when it is something else than its name says, and nothing typed is lost', async () => {
    const fake = { name: 'slides.pdf', type: 'application/pdf', content: '<html>' };
    const page = await instructor.submitFile(`/runs/${run.id}/material-files/new`, fake, named);
    assert.equal(page.status, 415);
    assert.ok(page.html.includes('Bài tập'));
  });

  it('that is taken away takes its file with it', async () => {
    const { body: made } = await vn.upload(`/api/v1/runs/${run.id}/material-files`, csv, named);
    const [row] = await app
      .get(Database)
      .rows<{ key: string }>('SELECT storage_key AS `key` FROM material WHERE id = ?', [made.id]);
    const path = app.get(Storage).pathOf(row!.key);
    assert.ok(existsSync(path));
    assert.equal((await vn.delete(`/api/v1/materials/${made.id}`, { 'if-match': '"1"' })).status, 204);
    await app.get(Outbox).deliver();
    assert.equal(existsSync(path), false);
  });
});
