import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { CONFIGURATION, type Configuration, Database, Outbox, Storage } from '#libs/platform';
import { startApp, type TestApp } from '../support/app.js';
import { type HeldRun, heldRun } from '../support/attendance.js';
import type { Client } from '../support/client.js';
import { pdf, png } from '../support/documents.js';
import { copiedText, holds, qrTexts } from '../support/pdf-tools.js';
import { statementsOf } from '../support/statements.js';
import { person } from '../support/training.js';

const people = ['ສົມພອນ ວົງສາ', 'ຄຳຫຼ້າ ພົມມະ', 'ນ້ອຍ ບຸນຍົງ', 'Nguyễn Thị Hạnh'];

let app: TestApp;
let held: HeldRun;
let sessionId: string;
let instructor: Client;
let elsewhere: Client;
/** Of whom what stands, by enrolment id. */
type Line = {
  enrolmentId: string;
  fullName: string;
  said: string | null;
  mark: { status: string; source: string; conflictId: string | null } | null;
};

const linesOf = (sheet: { pages: Line[][] }) => new Map(sheet.pages.flat().map((line) => [line.enrolmentId, line]));

async function printed(): Promise<string> {
  const { status, body, headers } = await instructor.post(`/api/v1/sessions/${sessionId}/sign-in-sheets`);
  assert.equal(status, 201, JSON.stringify(body));
  assert.equal(headers.location, `/api/v1/sign-in-sheets/${body.id}`);
  return body.id;
}

const enters = (id: string, entries: object[]) => instructor.put(`/api/v1/sign-in-sheets/${id}/entries`, entries);

async function entries(): Promise<number> {
  const [row] = await app.get(Database).rows<{ total: unknown }>('SELECT COUNT(*) AS total FROM attendance_entry');
  return Number(row!.total);
}

async function audited(action: string, subjectId: string): Promise<Record<string, unknown>[]> {
  const rows = await app
    .get(Database)
    .rows<{ details: string }>('SELECT details FROM audit_event WHERE action = ? AND subject_id = ? ORDER BY id', [
      action,
      subjectId,
    ]);
  return rows.map(({ details }) => JSON.parse(details));
}

/** What lies on disk of all that was ever sent. */
async function kept(): Promise<string[]> {
  const { dataDir } = app.get<Configuration>(CONFIGURATION);
  const found = ['files', 'arriving'].map((folder) =>
    readdir(join(dataDir, folder), { recursive: true, withFileTypes: true }),
  );
  return (await Promise.all(found))
    .flat()
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

before(async () => {
  app = await startApp({ MAX_UPLOAD_MB: '1', PUBLIC_URL: 'http://training.example' });
  const [lecturer, guest] = [await person(app, 'Lê Văn Dạy'), await person(app, 'Trần Thị Khách')];
  const session = { instructorIds: [lecturer.id] };
  held = await heldRun(app, people, ['2026-03-09', '2026-03-10'], { session });
  sessionId = held.sessionIds[0]!;
  instructor = await app.as('instructor', { personId: lecturer.id });
  elsewhere = await app.as('instructor', { personId: guest.id });
});
after(() => app?.close());

describe('a sign-in sheet', () => {
  it('names everybody with a seat, in the order of names, and is the same paper as often as it is drawn', async () => {
    const id = await printed();
    const { body: sheet } = await instructor.get(`/api/v1/sign-in-sheets/${id}`);
    assert.deepEqual(
      sheet.pages
        .flat()
        .map(({ fullName }: Line) => fullName)
        .toSorted(),
      people.toSorted(),
    );
    const reply = await instructor.get(`/api/v1/sign-in-sheets/${id}/document.pdf`);
    assert.equal(reply.status, 200, String(reply.body));
    const copied = copiedText(reply.raw);
    for (const text of [...people, 'DANH SÁCH KÝ TÊN', 'ໃບເຊັນຊື່', 'Tổng quan', 'ພາບລວມ', 'Lê Văn Dạy'])
      assert.ok(holds(copied, text), text);
    assert.deepEqual(qrTexts(reply.raw), [`http://training.example/sheets/${id}?page=1`]);
    const again = await instructor.page(`/sheets/${id}/document.pdf`);
    assert.equal(again.headers['content-length'], reply.headers['content-length']);
    const { body: list } = await instructor.get(`/api/v1/sessions/${sessionId}/sign-in-sheets`);
    assert.deepEqual([list.items[0].id, list.items[0].people, list.items[0].pages], [id, people.length, 1]);
    assert.deepEqual(await audited('sheet.printed', id), [{ sessionId, people: people.length, pages: 1 }]);
  });

  it('is a witness of its own: it says what it says once, and a conflict where the roll says otherwise', async () => {
    const id = await printed();
    const [one, two, three] = held.enrolments.map((enrolment) => enrolment.id);
    await instructor.put(`/api/v1/sessions/${sessionId}/attendance`, [
      { enrolmentId: two, status: 'absent', markedAt: app.clock.now().toISOString(), markId: crypto.randomUUID() },
    ]);
    app.clock.advance(60_000);
    const said = [
      { enrolmentId: one, status: 'present' },
      { enrolmentId: two, status: 'present' },
    ];
    const { status, body } = await enters(id, said);
    assert.equal(status, 200, JSON.stringify(body));
    const lines = linesOf(body);
    assert.deepEqual(lines.get(one!)!.mark, { status: 'present', source: 'paper', conflictId: null });
    assert.deepEqual([lines.get(two!)!.said, lines.get(two!)!.mark!.status], ['present', 'absent']);
    assert.ok(lines.get(two!)!.mark!.conflictId, 'the conflict is shown, not overwritten');

    const before = await entries();
    assert.equal((await enters(id, said)).status, 200);
    assert.equal(await entries(), before, 'said again it changes nothing');
    assert.equal((await audited('sheet.entered', id)).length, 1);

    // A slip of the hand is mended by the same witness.
    const mended = await enters(id, [{ enrolmentId: two, status: 'absent' }]);
    assert.deepEqual(linesOf(mended.body).get(two!)!.mark!.conflictId, null);
    assert.equal(await entries(), before + 1);

    const strange = await enters(id, [
      { enrolmentId: three, status: 'late' },
      { enrolmentId: held.run.id, status: 'late' },
    ]);
    assert.equal(strange.status, 422);
    assert.deepEqual(
      strange.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]),
      [['/1/enrolmentId', 'sheet.not_on_sheet']],
    );
    assert.equal(await entries(), before + 1, 'all or nothing');
  });

  it('takes photos and scans, tells them by content, and writes down who opens them', async () => {
    const id = await printed();
    const address = `/api/v1/sign-in-sheets/${id}/scans`;
    const lying = await instructor.upload(address, { name: 'page.pdf', type: 'application/pdf', content: 'MZ no PDF' });
    assert.equal(lying.status, 415, JSON.stringify(lying.body));
    const large = { name: 'page.png', type: 'image/png', content: Buffer.alloc(1_200_000) };
    assert.equal((await instructor.upload(address, large)).status, 413);
    assert.deepEqual(await kept(), [], 'what is refused is not kept');
    const photo = await instructor.upload(address, { name: 'ໜ້າ 1.jpeg', type: 'image/jpeg', content: png() });
    assert.equal(photo.status, 201, JSON.stringify(photo.body));
    assert.deepEqual([photo.body.name, photo.body.mediaType], ['ໜ້າ 1.jpeg.png', 'image/png']);
    const scan = await instructor.upload(address, { name: 'scan.pdf', type: 'application/pdf', content: pdf() });
    assert.equal(scan.headers.location, `${address}/${scan.body.id}`);
    const opened = await instructor.get(`${address}/${photo.body.id}`);
    assert.deepEqual(opened.raw, png());
    const page = await instructor.page(`/sheets/${id}`);
    assert.ok(page.html.includes(`/sheets/${id}/scans/${photo.body.id}/preview`), page.html);
    assert.equal((await instructor.page(`/sheets/${id}/scans/${photo.body.id}/preview`)).status, 200);
    const ways = (await audited('sheet.scan_opened', id)).map(({ way }) => way);
    assert.deepEqual(ways, ['download', 'preview']);
    const [stored] = await app
      .get(Database)
      .rows<{ storage_key: string }>('SELECT storage_key FROM sheet_scan WHERE id = ?', [photo.body.id]);
    const path = app.get(Storage).pathOf(stored!.storage_key);
    assert.ok(existsSync(path));
    assert.equal((await instructor.delete(`${address}/${photo.body.id}`)).status, 204);
    await app.get(Outbox).deliver();
    assert.ok(!existsSync(path), 'the bytes go with the row');
    assert.equal((await instructor.get(`${address}/${photo.body.id}`)).status, 404);
  });

  it('loses nothing of what several people enter and send at once', async () => {
    const id = await printed();
    const [, , three, four] = held.enrolments.map((enrolment) => enrolment.id);
    const page = { name: 'page.pdf', type: 'application/pdf', content: pdf() };
    const replies = await Promise.all([
      enters(id, [{ enrolmentId: three, status: 'present' }]),
      enters(id, [{ enrolmentId: four, status: 'late' }]),
      enters(id, [{ enrolmentId: four, status: 'late' }]),
      ...[1, 2, 3].map(() => instructor.upload(`/api/v1/sign-in-sheets/${id}/scans`, page)),
    ]);
    assert.deepEqual(
      replies.map(({ status }) => status),
      [200, 200, 200, 201, 201, 201],
    );
    const { body } = await instructor.get(`/api/v1/sign-in-sheets/${id}`);
    const lines = linesOf(body);
    assert.deepEqual([lines.get(three!)!.said, lines.get(four!)!.said], ['present', 'late']);
    assert.deepEqual([body.scans.length, body.version], [3, 4]);
    assert.equal(lines.get(four!)!.mark!.conflictId, null);
  });

  it('is made for all that is to come at once, and drawn in one document', async () => {
    const address = `/api/v1/runs/${held.run.id}/sign-in-sheets`;
    const { status, body } = await instructor.post(address);
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(
      body.items.map((sheet: { sessionId: string }) => sheet.sessionId),
      held.sessionIds,
    );
    const again = await instructor.post(address);
    assert.deepEqual(again.body, body, 'who is on the last sheet needs no other');
    const { raw } = await instructor.get(`${address}.pdf`);
    for (const [index, { id }] of body.items.entries())
      assert.deepEqual(qrTexts(raw, index + 1), [`http://training.example/sheets/${id}?page=1`]);
    assert.equal((await elsewhere.post(address)).status, 404);
    const submitted = await instructor.submit(`/sessions/${sessionId}/sign-in-sheets-ahead`, {});
    assert.equal(submitted.status, 303, submitted.html);
    const page = await instructor.page(submitted.location);
    assert.ok(page.html.includes(`/runs/${held.run.id}/sign-in-sheets.pdf`), page.html);
  });

  it('is of nobody who teaches elsewhere', async () => {
    const id = await printed();
    assert.equal((await elsewhere.get(`/api/v1/sign-in-sheets/${id}`)).status, 404);
    const said = [{ enrolmentId: held.enrolments[0]!.id, status: 'absent' }];
    assert.equal((await elsewhere.put(`/api/v1/sign-in-sheets/${id}/entries`, said)).status, 404);
    assert.equal((await elsewhere.post(`/api/v1/sessions/${sessionId}/sign-in-sheets`)).status, 404);
    assert.equal((await elsewhere.page(`/sheets/${id}`)).status, 404);
  });

  it('is entered on its page without a script, which says where paper and roll disagree', async () => {
    const made = await instructor.submit(`/sessions/${sessionId}/sign-in-sheets`, {});
    assert.equal(made.status, 303, made.html);
    const [one, two, three] = held.enrolments.map((enrolment) => enrolment.id);
    const entered = await instructor.submit(`${made.location}/entries`, {
      [`marks.${two}`]: 'late',
      [`marks.${three}`]: 'present',
    });
    assert.equal(entered.status, 303, entered.html);
    const { html } = await instructor.page(made.location);
    assert.match(html, /About 1 person the paper says something else/);
    assert.ok(new RegExp(`name="marks.${three}" value="present"[^>]* checked`).test(html));
    // What was entered from another sheet of the session is shown on this one too.
    assert.ok(new RegExp(`name="marks.${one}" value="present"[^>]* checked`).test(html));
    assert.ok(html.includes('/attendance-conflicts/'));
  });

  it('is read in a dozen statements', async () => {
    const id = await printed();
    const statements = await statementsOf(app, () => instructor.get(`/api/v1/sign-in-sheets/${id}`));
    assert.ok(statements <= 12, String(statements));
  });

  it('says nothing once the roll is closed, and its scans stay', async () => {
    const id = await printed();
    const content = pdf('/Lang (lo)');
    const scan = await instructor.upload(`/api/v1/sign-in-sheets/${id}/scans`, {
      name: 'a.pdf',
      type: 'application/pdf',
      content,
    });
    const [, two] = held.enrolments.map((enrolment) => enrolment.id);
    await enters(id, [{ enrolmentId: two, status: 'absent' }]);
    const closed = await instructor.post(`/api/v1/sessions/${sessionId}/roll-closing`);
    assert.equal(closed.status, 200, JSON.stringify(closed.body));
    const late = await enters(id, [{ enrolmentId: two, status: 'present' }]);
    assert.deepEqual([late.status, late.body.code], [409, 'attendance.roll_closed']);
    assert.equal((await instructor.delete(`/api/v1/sign-in-sheets/${id}/scans/${scan.body.id}`)).status, 409);
    const page = await instructor.page(`/sheets/${id}`);
    assert.equal(page.status, 200);
    assert.ok(!page.html.includes('type="radio"'), 'nothing is to be entered');
  });
});
