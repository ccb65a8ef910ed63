import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { RollsService } from '#libs/attendance';
import type { Enrolment } from '#libs/nominations';
import { Database, Outbox, UnitOfWork } from '#libs/platform';
import { startApp, type TestApp } from '../support/app.js';
import { enrol, type HeldRun, heldRun, saying } from '../support/attendance.js';
import type { Client } from '../support/client.js';
import { passportFile, pdf } from '../support/documents.js';
import { storedMails } from '../support/mails.js';
import { person, vnCoordinator } from '../support/training.js';

const api = '/api/v1';

describe('an excuse', () => {
  let app: TestApp;
  let vn: Client;
  let teacher: Client;
  let nominator: Client;
  let trainee: Client;
  let held: HeldRun;
  let today: string;
  let tomorrow: string;
  let who: Enrolment;

  const reason = 'ເຈັບປ່ວຍ';
  const ask = (client: Client, sessionId: string, fields: object = { reason }) =>
    client.post(`${api}/sessions/${sessionId}/excuses`, fields);
  const asked = async (sessionId = today) => {
    const { status, body } = await ask(trainee, sessionId);
    assert.equal(status, 201, JSON.stringify(body));
    return body.id as string;
  };
  const decide = (id: string, how: 'approval' | 'refusal', fields: object = {}) =>
    vn.post(`${api}/excuses/${id}/${how}`, fields);
  const markOf = async (sessionId: string) => {
    const { lines } = await app.get(RollsService).get(vnCoordinator, sessionId);
    return lines.find(({ enrolmentId }) => enrolmentId === who.id)!.mark;
  };
  /** What was done to it, and the reasons the trail keeps. */
  const trail = async (subjectId: string) => {
    const rows = await app
      .get(Database)
      .rows<{ action: string; reason: string | null }>(
        'SELECT action, reason FROM audit_event WHERE subject_id = ? ORDER BY id',
        [subjectId],
      );
    return rows.map(({ action, reason: why }) => [action, why]);
  };
  const mails = async () => {
    await app.get(Outbox).deliver();
    return (await storedMails(app)).filter(({ template }) => template === 'excuse_decided');
  };

  before(async () => {
    app = await startApp();
    app.clock.set('2026-03-09T01:00:00Z');
    const { id: teacherId } = await person(app, 'Trần Thị Lan');
    vn = await app.as('vn_coordinator');
    teacher = await app.as('instructor', { personId: teacherId });
    held = await heldRun(app, ['ບຸນມີ'], ['2026-03-09', '2026-03-10', '2026-03-11'], {
      session: { instructorIds: [teacherId] },
    });
    nominator = await app.as('nominator', { organisationId: held.organisation.id });
    app.clock.set('2026-03-09T02:00:00Z');
  });
  after(() => app.close());

  beforeEach(async () => {
    who = await enrol(app, held.run, held.organisation.id, 'ແກ້ວ');
    trainee = await app.as('trainee', { personId: who.personId, language: 'vi' });
    [today, tomorrow] = held.sessionIds as [string, string];
  });

  it('that is approved stands on the open roll, and gives way to whoever comes after all', async () => {
    const id = await asked(tomorrow);
    const { status, body } = await decide(id, 'approval');
    assert.deepEqual([status, body.status, body.markStatus], [200, 'approved', 'excused']);
    const mark = await markOf(tomorrow);
    assert.deepEqual([mark?.status, mark?.source, mark?.entryId], ['excused', 'excuse', id]);
    app.clock.set('2026-03-10T02:00:00Z');
    await app.get(RollsService).record(vnCoordinator, tomorrow, [saying(who.id, 'present', app.clock.now())]);
    const after = await markOf(tomorrow);
    assert.deepEqual([after?.status, after?.conflictId], ['present', null]);
    app.clock.set('2026-03-09T02:00:00Z');
  });

  it('is a correction with its history once the roll is closed', async () => {
    const id = await asked(today);
    await app.get(RollsService).close(vnCoordinator, today, {});
    assert.equal((await markOf(today))?.status, 'absent');
    assert.equal((await decide(id, 'approval')).status, 200);
    const mark = await markOf(today);
    assert.deepEqual([mark?.status, mark?.source], ['excused', 'correction']);
    const { body } = await vn.get(`${api}/attendance-corrections?runId=${held.run.id}`);
    const [first] = body.items;
    assert.deepEqual(
      [first.fromStatus, first.toStatus, first.status, first.reason],
      ['absent', 'excused', 'approved', 'excuse.approved'],
    );
    for (const path of [`/attendance-corrections/${first.id}`, `/attendance-marks/${mark!.id}/correction`]) {
      const { html } = await vn.page(path);
      assert.ok(html.includes('Approved excuse') && !html.includes(reason), path);
    }
    assert.deepEqual(await trail(mark!.id), [['attendance.corrected', 'excuse.approved']]);
  });

  it('is decided once, and may be asked for again when it was refused', async () => {
    const id = await asked(tomorrow);
    assert.equal((await decide(id, 'refusal')).status, 422);
    const refused = await decide(id, 'refusal', { reason: 'No paper' });
    assert.deepEqual([refused.body.status, refused.body.decisionReason], ['refused', 'No paper']);
    assert.equal((await decide(id, 'approval')).body.code, 'excuse.decided');
    assert.equal(await markOf(tomorrow), null);
    await asked(tomorrow);
  });

  it('is decided by one of two who decide at once, and only that has an effect', async () => {
    const id = await asked(tomorrow);
    const both = await Promise.all([decide(id, 'approval'), decide(id, 'refusal', { reason: 'No paper' })]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
    const { body } = await vn.get(`${api}/excuses/${id}`);
    assert.equal((await markOf(tomorrow))?.status ?? null, body.status === 'approved' ? 'excused' : null);
  });

  it('is open once for a person and a session, also when two ask at once', async () => {
    const both = await Promise.all([ask(trainee, tomorrow), ask(nominator, tomorrow, { reason, enrolmentId: who.id })]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409]);
    assert.equal((await ask(trainee, tomorrow)).body.code, 'excuse.pending');
  });

  it('is not for whoever was there', async () => {
    await app.get(RollsService).record(vnCoordinator, tomorrow, []);
    app.clock.set('2026-03-10T02:00:00Z');
    await app.get(RollsService).record(vnCoordinator, tomorrow, [saying(who.id, 'late', app.clock.now())]);
    app.clock.set('2026-03-09T02:00:00Z');
    assert.equal((await ask(trainee, tomorrow)).body.code, 'excuse.was_there');
  });

  it('is asked by those who are answerable for the person, and by nobody else', async () => {
    const forThem = { reason, enrolmentId: who.id };
    assert.equal((await ask(nominator, tomorrow, { reason })).status, 422);
    assert.equal((await ask(teacher, tomorrow, forThem)).status, 201);
    const stranger = await enrol(app, held.run, held.organisation.id, 'ຄຳ');
    assert.equal((await ask(trainee, held.sessionIds[2]!, { reason, enrolmentId: stranger.id })).status, 422);
    const { body } = await trainee.get(`${api}/excuses`);
    assert.deepEqual(
      body.items.map(({ enrolmentId }: { enrolmentId: string }) => enrolmentId),
      [who.id],
    );
  });

  it('has a document told by its content, every opening of which is written down and shown', async () => {
    const id = await asked(tomorrow);
    const at = `${api}/excuses/${id}/document`;
    const wrong = await trainee.upload(at, { name: 'paper.pdf', type: 'application/pdf', content: 'MZ not a paper' });
    assert.deepEqual([wrong.status, wrong.body.code], [415, 'file.not_a_scan']);
    const active = pdf('/OpenAction <</S /JavaScript /JS (app.alert(1))>>');
    assert.equal((await trainee.upload(at, { name: 'a.pdf', type: 'application/pdf', content: active })).status, 415);
    assert.equal((await teacher.upload(at, { ...passportFile, content: pdf('/Lang (lo)') })).status, 200);
    const { sha256 } = (await trainee.get(`${api}/excuses/${id}`)).body.document;
    const replaced = await trainee.upload(at, passportFile);
    assert.equal(replaced.status, 200);
    const [event] = await app
      .get(Database)
      .rows<{ details: string }>(
        "SELECT details FROM audit_event WHERE subject_id = ? AND action = 'excuse.document_added' ORDER BY id DESC",
        [id],
      );
    const told = JSON.parse(event!.details);
    assert.notEqual(replaced.body.document.sha256, sha256);
    assert.deepEqual([told.sha256, told.replacedSha256], [replaced.body.document.sha256, sha256]);
    assert.equal((await teacher.get(at)).status, 403);
    for (const client of [teacher, nominator, vn]) {
      assert.equal((await client.upload(at, passportFile)).status, 403, 'takes away what somebody else brought');
      assert.doesNotMatch((await client.page(`/excuses/${id}`)).html, /type="file"/);
    }
    assert.match((await trainee.page(`/excuses/${id}`)).html, /type="file"/);
    const opened = await vn.get(at);
    assert.deepEqual([opened.status, opened.raw.equals(passportFile.content)], [200, true]);
    const { body } = await trainee.get(`${api}/excuses/${id}`);
    assert.deepEqual(
      body.openings.map(({ by }: { by: string }) => by),
      ['vn_coordinator'],
    );
    assert.equal((await teacher.get(`${api}/excuses/${id}`)).body.openings, null);
    await decide(id, 'approval');
    assert.equal((await trainee.upload(at, passportFile)).body.code, 'excuse.decided');
  });

  it('keeps its reason, which may tell of somebody’s health, out of the audit trail', async () => {
    const id = await asked(tomorrow);
    await decide(id, 'approval');
    assert.deepEqual(await trail(id), [
      ['excuse.asked', null],
      ['excuse.approved', null],
    ]);
  });

  it('is not approved on an open roll for somebody who gave up the seat', async () => {
    const id = await asked(tomorrow);
    const end = "UPDATE enrolment SET status = 'ended' WHERE id = ?";
    await app.get(UnitOfWork).run(() => app.get(Database).change(end, [who.id]));
    const { status, body } = await decide(id, 'approval');
    assert.deepEqual([status, body.code], [409, 'excuse.seat_given_up']);
    assert.equal((await decide(id, 'refusal', { reason: 'gave up the seat' })).status, 200);
  });

  it('is mailed to the trainee when it is decided, in their language and without its reasons', async () => {
    const before = (await mails()).length;
    await decide(await asked(tomorrow), 'refusal', { reason: 'SECRET-REASON' });
    const [mail] = (await mails()).slice(before);
    assert.deepEqual([mail!.language, JSON.parse(mail!.args).decision], ['vi', 'refused']);
    assert.doesNotMatch(mail!.args, /SECRET-REASON|ເຈັບ/);
  });

  it('is told of on the roll, before its closing and on the tab of the run while nobody has decided', async () => {
    const id = await asked(today);
    const pages = [`/sessions/${today}/roll`, `/sessions/${today}/roll-closing`, `/runs/${held.run.id}/attendance`];
    const showing = (client: Client) =>
      Promise.all(pages.map(async (path) => (await client.page(path)).html.includes(`href="/excuses/${id}"`)));
    assert.deepEqual(await showing(vn), [true, true, true]);
    assert.deepEqual(await showing(teacher), [true, true, true]);
    assert.deepEqual(await showing(trainee), [true, false, true]);
    assert.deepEqual(await showing(await app.as('lao_coordinator')), [false, false, false]);
    await decide(id, 'refusal', { reason: 'No paper' });
    assert.deepEqual(await showing(vn), [false, false, false]);
  });

  it('goes through its pages: asked with a paper, seen at home, decided', async () => {
    const form = await trainee.page(`/sessions/${tomorrow}/excuses`);
    assert.match(form.html, /enctype="multipart\/form-data"/);
    const empty = await trainee.submitFile(`/sessions/${tomorrow}/excuses`, passportFile, { reason: '' });
    assert.equal(empty.status, 422);
    const sent = await trainee.submitFile(`/sessions/${tomorrow}/excuses`, passportFile, { reason });
    assert.equal(sent.status, 303);
    const again = await trainee.submitFile(`${sent.location}/document`, { ...passportFile, name: 'another.pdf' });
    assert.equal(again.status, 303);
    assert.match((await trainee.page(sent.location)).html, /another\.pdf/);
    const home = await vn.page('/');
    assert.ok(home.html.includes(`href="${sent.location}"`), 'it waits at home');
    assert.match((await vn.page(sent.location)).html, /ເຈັບປ່ວຍ/);
    assert.equal((await vn.page(`${sent.location}/document`)).status, 200);
    assert.equal((await vn.submit(`${sent.location}/approval`, {})).status, 303);
    assert.match((await trainee.page(sent.location)).html, /vn_coordinator|vn coordinator/);
    const { html } = await trainee.page(`/excuses?runId=${held.run.id}`);
    assert.match(html, /ແກ້ວ/);
    assert.ok(html.includes(`<input type="hidden" name="runId" value="${held.run.id}">`), 'filters keep the run');
  });
});
