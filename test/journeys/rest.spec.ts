import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import { startApp, type TestApp } from '../support/app.js';
import { Callers } from '../support/callers.js';
import {
  course,
  decision,
  instructor,
  nominees,
  organisations,
  output,
  outputFile,
  password,
  position,
  programme,
  quotas,
  run,
  sessions,
  staff,
  units,
} from '../support/cast.js';
import type { Client, Reply } from '../support/client.js';
import { fullMarks, lookedThrough } from '../support/outputs.js';
import { copiedText, holds } from '../support/pdf-tools.js';
import { startProgramme } from '../support/programme.js';
import { lacks } from '../support/tools.js';

// One story told in order; every test goes on where the one before it ended.
describe('from an empty database to a verified certificate, over REST', () => {
  let app: TestApp;
  let callers: Callers;
  const as = (who: string): Promise<Client> => callers.as(who);
  const organisationIds = new Map<string, string>();
  const ids = { run: '', instructor: '', output: '', batch: '' };
  let sessionIds: string[] = [];
  /** In the order of `nominees`. */
  let nominationIds: string[] = [];
  let enrolmentIds = new Map<string, string>();
  let certificate: { id: string; serial: string; code: string };
  let pdf: Buffer;

  before(async () => {
    app = await startApp();
    callers = new Callers(app, password);
    callers.at('2026-03-02T02:00:00Z');
  });
  after(() => app?.close());

  it('an operator opens the first account on the command line', async () => {
    const { databaseUrl, dataDir } = app.get<Configuration>(CONFIGURATION);
    const admin = startProgramme(
      ['dist/apps/console/src/main.js', 'create-admin', 'admin@mittaphap.example', 'Admin'],
      {
        NODE_ENV: 'test',
        DATABASE_URL: databaseUrl,
        DATA_DIR: dataDir,
      },
    );
    assert.equal(await admin.ended, 0, admin.output());
    const shown = /password (\S+)/.exec(admin.output())?.[1] ?? '';
    const { accessToken } = ok(
      await app.public.post('/api/v1/auth/session', { email: 'admin@mittaphap.example', password: shown }),
      200,
    );
    const bearer = { authorization: `Bearer ${accessToken}` };
    ok(await app.public.post('/api/v1/me/password', { currentPassword: shown, password }, bearer), 200);
    callers.knows('admin', 'admin@mittaphap.example');
    await as('admin');
  });

  it('the admin founds the organisations and invites whoever works here', async () => {
    const admin = await as('admin');
    for (const [code, { name, kind, country }] of Object.entries(organisations)) {
      const fields = { code, kind, country, name, validFrom: '2025-03-01' };
      organisationIds.set(code, ok(await admin.post('/api/v1/organisations', fields), 201).id);
    }
    for (const [who, { name, role, of, language }] of Object.entries(staff)) {
      await invite('admin', who, { name, roles: [role], organisationId: organisationIds.get(of), language });
    }
    const { of, ...lecturer } = instructor;
    const fields = { ...lecturer, roles: ['instructor'], organisationId: organisationIds.get(of) };
    ids.instructor = (await invite('vioit', 'instructor', fields)).personId;
    const refused = await (await as('vioit')).post('/api/v1/accounts', {
      email: 'chair2@mittaphap.example',
      name: 'Co-chair',
      roles: ['vn_co_chair'],
    });
    assert.equal(refused.status, 403, 'only an admin invites co-chairs');
  });

  it('VIOIT plans programme, course, run, quotas and timetable', async () => {
    const vioit = await as('vioit');
    const { id: programmeId } = ok(await vioit.post('/api/v1/programmes', programme), 201);
    const { id: courseId } = ok(await vioit.post('/api/v1/courses', { ...course, programmeId }), 201);
    const planned = await vioit.post('/api/v1/runs', { ...run, courseId });
    ids.run = ok(planned, 201).id;
    assert.equal(planned.headers.location, `/api/v1/runs/${ids.run}`);
    const rows = Object.entries(quotas).map(([code, seats]) => ({ organisationId: organisationIds.get(code), seats }));
    const version = String(planned.headers.etag);
    const set = ok(await vioit.put(`${aRun()}/quotas`, rows, { 'if-match': version }), 200);
    assert.equal(set.beyondCapacity, 1);
    for (const { on, topic } of sessions) {
      const fields = { topic, kind: 'lecture', units, startsAt: `${on}T01:00:00Z`, endsAt: `${on}T09:30:00Z` };
      const scheduled = await vioit.post(`${aRun()}/sessions`, { ...fields, instructorIds: [ids.instructor] });
      sessionIds = [...sessionIds, ok(scheduled, 201).id];
    }
    assert.equal((await (await as('moic')).get(aRun())).status, 404, 'nobody nominates before the call');
    assert.equal(ok(await vioit.post(`${aRun()}/call`), 200).status, 'call_open');
    ok(await (await as('moic')).get(aRun()), 200);
  });

  it('two ministries nominate, each in its own order and out of the other’s sight', async () => {
    for (const { of, ...person } of nominees) {
      const ministry = await as(of.toLowerCase());
      const fields = { person: { ...person, position, traineeKind: 'official' }, letterNumber: `12/${of}` };
      const drafted = ok(await ministry.post(`${aRun()}/nominations`, fields), 201);
      assert.equal(drafted.status, 'draft');
      nominationIds = [...nominationIds, drafted.id];
    }
    assert.equal((await (await as('mpwt')).get(`/api/v1/nominations/${nominationIds[0]}`)).status, 404);
    assert.equal(ok(await (await as('iice')).get(`${aRun()}/nominations`), 200).total, 0, 'drafts stay at home');
    for (const [index, { of }] of nominees.entries()) await take(of.toLowerCase(), index, 'submission', 'submitted');
  });

  it('IICE selects and keeps a reserve, VIOIT confirms until the run is full', async () => {
    const selected = [0, 1, 2, 4];
    for (const index of selected) await take('iice', index, 'selection', 'selected');
    for (const index of [3, 5]) await take('iice', index, 'reservation', 'reserve');
    const early = await (await as('vioit')).post(`/api/v1/nominations/${nominationIds[3]}/confirmation`);
    assert.equal(early.status, 404, 'Viet Nam sees whom Laos has selected');
    for (const index of selected) await take('vioit', index, 'confirmation', 'confirmed');
    assert.equal(ok(await (await as('vioit')).get(aRun()), 200).seatsTaken, run.capacity);
  });

  it('a withdrawal promotes the first reserve of the same ministry by rule', async () => {
    await take('moic', 1, 'withdrawal', 'withdrawn', { reason: 'ຕິດວຽກດ່ວນຢູ່ກະຊວງ' });
    const iice = await as('iice');
    const promoted = ok(await iice.get(`/api/v1/nominations/${nominationIds[3]}`), 200);
    assert.equal(promoted.status, 'selected');
    const { items } = ok(await iice.get(`/api/v1/nominations/${nominationIds[3]}/history`), 200);
    const last = items.at(-1);
    assert.deepEqual([last.as, last.because], ['rule', 'own_organisation']);
    assert.equal(ok(await iice.get(`/api/v1/nominations/${nominationIds[5]}`), 200).reservePosition, 1);
    await take('vioit', 3, 'confirmation', 'confirmed');
    const roster = ok(await iice.get(`${aRun()}/enrolments?status=active`), 200);
    enrolmentIds = new Map(roster.items.map((one: { fullName: string; id: string }) => [one.fullName, one.id]));
    assert.deepEqual([...enrolmentIds.keys()].sort(), [0, 2, 3, 4].map((index) => nominees[index]!.fullName).sort());
    await take('iice', 5, 'non-selection', 'not_selected', { reason: 'ຊຸດຝຶກອົບຮົມເຕັມແລ້ວ' });
  });

  it('VIOIT invites a trainee who has a seat, and nobody without one', async () => {
    const { items } = ok(await (await as('vioit')).get(`${aRun()}/nominations?status=confirmed`), 200);
    const seated = items.find(({ id }: { id: string }) => id === nominationIds[0]);
    await invite('vioit', 'trainee', { name: seated.fullName, roles: ['trainee'], personId: seated.personId });
    const iice = await as('iice');
    const { personId } = ok(await iice.get(`/api/v1/nominations/${nominationIds[5]}`), 200);
    const email = 'elsewhere@mittaphap.example';
    const refused = await iice.post('/api/v1/accounts', { email, name: 'x', roles: ['trainee'], personId });
    assert.deepEqual([refused.status, refused.body.code], [409, 'account.no_confirmed_seat']);
  });

  it('the run starts on its day and its instructor takes and closes every roll', async () => {
    callers.at('2026-03-23T02:00:00Z');
    ok(await (await as('vioit')).post(`${aRun()}/call-closing`), 200);
    const early = await (await as('vioit')).post(`${aRun()}/start`, {}, { 'accept-language': 'lo' });
    assert.deepEqual([early.status, early.body.code], [409, 'run.starts_later']);
    assert.match(early.body.detail, /ເມສາ|06\/04\/2026|6\/4\/2026/);
    callers.at('2026-04-06T00:30:00Z');
    assert.equal(ok(await (await as('vioit')).post(`${aRun()}/start`), 200).status, 'running');
    await takeRoll(0, '2026-04-06', ['present', 'present', 'late', 'present']);
    // The second forgot to answer; the last one is away from now on.
    await takeRoll(1, '2026-04-07', ['present', null, 'present', null]);
    await takeRoll(2, '2026-04-08', ['present', 'present', 'present', 'absent']);
  });

  it('a mark changes after the closing only by a correction that VIOIT approves', async () => {
    const teacher = await as('instructor');
    const roll = ok(await teacher.get(`/api/v1/sessions/${sessionIds[1]}/attendance`), 200);
    const { mark } = roll.items.find(({ fullName }: { fullName: string }) => fullName === nominees[2].fullName);
    assert.deepEqual([mark.status, mark.source], ['absent', 'closing']);
    const asked = ok(
      await teacher.post(`/api/v1/attendance-marks/${mark.id}/correction`, {
        status: 'present',
        reason: 'Có mặt, tôi điểm danh sót',
      }),
      200,
    );
    assert.equal(asked.status, 'requested');
    const own = await teacher.post(`/api/v1/attendance-corrections/${asked.id}/approval`);
    assert.equal(own.status, 403);
    const approved = await (await as('vioit')).post(`/api/v1/attendance-corrections/${asked.id}/approval`);
    assert.equal(ok(approved, 200).status, 'approved');
    const { items } = ok(await teacher.get(`${aRun()}/attendance`), 200);
    const rates = Object.fromEntries(items.map((one: { fullName: string; rate: number }) => [one.fullName, one.rate]));
    assert.deepEqual([rates[nominees[2].fullName], rates[nominees[3].fullName]], [1, 1]);
    assert.ok(Math.abs(rates[nominees[4].fullName] - 1 / 3) < 0.001);
  });

  it('the instructor assesses', async () => {
    const lines = seated().map((enrolmentId, index) => ({
      enrolmentId,
      passed: index < 3,
      grade: index < 3 ? 'A' : '',
    }));
    const { items } = ok(await (await as('instructor')).put(`${aRun()}/assessments`, lines), 200);
    assert.equal(items.filter(({ passed }: { passed: boolean }) => passed).length, 3);
  });

  it('the trainee delivers an output with its file, and the instructor accepts it', async () => {
    const trainee = await as('trainee');
    const fields = { ...output, authorIds: seated().slice(0, 3) };
    const { id } = ok(await trainee.post(`${aRun()}/outputs`, fields), 201);
    ids.output = id;
    const bare = await trainee.post(`/api/v1/outputs/${id}/submission`);
    assert.deepEqual(
      [bare.status, bare.body.errors.map(({ code }: { code: string }) => code)],
      [409, ['output.no_file']],
    );
    const file = ok(await trainee.upload(`/api/v1/outputs/${id}/files`, outputFile), 201);
    assert.equal(file.sha256, sha256(Buffer.from(outputFile.content)));
    assert.equal(ok(await trainee.post(`/api/v1/outputs/${id}/submission`), 200).status, 'submitted');
    const accepted = await (await as('instructor')).post(`/api/v1/outputs/${id}/acceptance`, fullMarks);
    assert.equal(ok(accepted, 200).status, 'accepted');
  });

  it('both sides approve its publication, and anyone finds it in any of three languages', async () => {
    const word = `/api/v1/outputs/${ids.output}/publication-approval`;
    await lookedThrough(app);
    assert.equal(ok(await (await as('iice')).post(word), 200).status, 'accepted');
    assert.equal(ok(await (await as('vioit')).post(word), 200).status, 'published');
    // Without tone marks, in another order of the same letters, or in English: the same output.
    for (const q of ['ບໍລິການໜ້າດ່ານ', 'ບໍລິການຫນ້າດ່ານ', 'cai tien dich vu', 'better service']) {
      const found = ok(await app.public.get(`/api/v1/shared-database/outputs?q=${encodeURIComponent(q)}`), 200);
      assert.deepEqual(
        found.items.map(({ id }: { id: string }) => id),
        [ids.output],
        q,
      );
    }
    const { files } = ok(await app.public.get(`/api/v1/shared-database/outputs/${ids.output}`), 200);
    const { status, raw } = await app.public.get(`/api/v1/shared-database/outputs/${ids.output}/files/${files[0].id}`);
    assert.deepEqual([status, raw.toString()], [200, outputFile.content]);
  });

  it('eligibility names every condition that somebody lacks', async () => {
    const vioit = await as('vioit');
    assert.equal(ok(await vioit.post(`${aRun()}/completion`), 200).status, 'completed');
    const { items } = ok(await vioit.get(`${aRun()}/certificate-eligibility`), 200);
    const standing = new Map<string, { isEligible: boolean; unmet: { code: string }[] }>(
      items.map((one: { enrolmentId: string }) => [one.enrolmentId, one]),
    );
    for (const id of seated().slice(0, 3)) assert.equal(standing.get(id)?.isEligible, true);
    assert.deepEqual(
      standing.get(seated()[3]!)?.unmet.map(({ code }) => code),
      ['attendance', 'output_missing', 'assessment_failed'],
    );
  });

  it('VIOIT prepares the decision; nobody unfit gets onto it, and the preparer may not approve it', async () => {
    callers.at('2026-04-10T02:00:00Z');
    const vioit = await as('vioit');
    const all = await vioit.post(`${aRun()}/certificate-batches`, { ...decision, enrolmentIds: seated() });
    assert.deepEqual([all.status, all.body.code], [409, 'certificate_batch.not_eligible']);
    assert.match(all.body.detail, new RegExp(nominees[4].fullName));
    const fields = { ...decision, enrolmentIds: seated().slice(0, 3) };
    const prepared = ok(await vioit.post(`${aRun()}/certificate-batches`, fields), 201);
    ids.batch = prepared.id;
    assert.equal(prepared.status, 'prepared');
    const approval = `/api/v1/certificate-batches/${ids.batch}/approval`;
    assert.equal((await vioit.post(approval)).status, 403);
    // Not even as a co-chair: rights are read at every request, and the person stays the same.
    const admin = await as('admin');
    const me = ok(await vioit.get('/api/v1/me'), 200);
    const { version } = ok(await admin.get(`/api/v1/accounts/${me.id}`), 200);
    const roles = { roles: ['vn_coordinator', 'vn_co_chair'] };
    ok(await admin.patch(`/api/v1/accounts/${me.id}`, roles, { 'if-match': `"${version}"` }), 200);
    const own = await vioit.post(approval);
    assert.deepEqual([own.status, own.body.code], [409, 'certificate_batch.approver_is_preparer']);
  });

  it('the co-chair approves; the documents are drawn meanwhile', async () => {
    const chair = await as('chair');
    const approved = await chair.post(`/api/v1/certificate-batches/${ids.batch}/approval`);
    assert.equal(approved.status, 202, JSON.stringify(approved.body));
    const location = String(approved.headers.location);
    assert.match(location, /^\/api\/v1\/jobs\/[0-9a-f-]{36}$/);
    const job = await until(async () => {
      const { body } = await chair.get(location);
      return body.status === 'running' ? null : body;
    });
    assert.deepEqual([job.status, job.progress, job.total], ['done', 3, 3], JSON.stringify(job));
    assert.equal((await (await as('moic')).get(location)).status, 404, 'a job is its starter’s');
    assert.equal(ok(await chair.get(`/api/v1/certificate-batches/${ids.batch}`), 200).status, 'issued');
  });

  it('the register has no gap', async () => {
    const { items } = ok(await (await as('iice')).get('/api/v1/certificate-register'), 200);
    assert.deepEqual(
      items.map(({ registerNumber }: { registerNumber: number }) => registerNumber),
      [1, 2, 3],
    );
    assert.deepEqual(
      items.map(({ serial }: { serial: string }) => serial),
      ['VL-2026-000001', 'VL-2026-000002', 'VL-2026-000003'],
    );
    assert.equal((await (await as('trainee')).get('/api/v1/certificate-register')).status, 403);
  });

  it('the trainee sees and downloads their own certificate, and no other', async () => {
    const trainee = await as('trainee');
    const mine = ok(await trainee.get('/api/v1/certificates'), 200);
    assert.equal(mine.items.length, 1);
    certificate = ok(await trainee.get(`/api/v1/certificates/${mine.items[0].id}`), 200);
    const all = ok(await (await as('vioit')).get(`/api/v1/certificates?runId=${ids.run}`), 200);
    for (const { id } of all.items) {
      const { status } = await trainee.get(`/api/v1/certificates/${id}/document.pdf`);
      assert.equal(status, id === certificate.id ? 200 : 404);
    }
    const document = await trainee.get(`/api/v1/certificates/${certificate.id}/document.pdf`);
    assert.deepEqual([document.status, document.headers['content-type']], [200, 'application/pdf']);
    pdf = document.raw;
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    const again = await trainee.get(`/api/v1/certificates/${certificate.id}/document.pdf`);
    assert.equal(sha256(again.raw), sha256(pdf), 'the same bytes for ever');
  });

  it('it says who attended what', { skip: lacks('pdftotext') }, () => {
    const text = copiedText(pdf);
    const said = [nominees[0].fullName, course.title.lo, course.title.vi, certificate.serial];
    for (const stored of said) assert.ok(holds(text, stored), stored);
    assert.ok(holds(text.toUpperCase(), nominees[0].fullNameLatin.toUpperCase()));
  });

  it('anyone verifies it by its code, without learning more than the paper says', async () => {
    const verified = ok(await app.public.get(`/api/v1/verifications/${certificate.code}`), 200);
    assert.equal(verified.status, 'valid');
    const told = JSON.stringify(verified);
    for (const fact of [nominees[0].fullName, certificate.serial, decision.decisionNumber, run.startsOn])
      assert.ok(told.includes(fact), fact);
    for (const secret of [nominees[0].birthDate, position.lo, position.vi]) assert.ok(!told.includes(secret), secret);
    assert.equal((await app.public.get('/api/v1/verifications/00000-00000-00000-00000-00000')).status, 404);
  });

  it('anyone verifies it by the file: valid as issued, altered when one byte is not ours', async () => {
    const verdict = async (content: Buffer | string): Promise<string> => {
      const file = { name: 'document.pdf', type: 'application/pdf', content };
      return ok(await app.public.upload('/api/v1/verifications', file), 200).status;
    };
    assert.equal(await verdict(pdf), 'valid');
    assert.equal(await verdict(Buffer.concat([pdf, Buffer.from('\n')])), 'altered');
    assert.equal(await verdict('%PDF-1.7\nsomebody else’s'), 'unknown');
  });

  it('the run is closed', async () => {
    assert.equal(ok(await (await as('vioit')).post(`${aRun()}/closing`), 200).status, 'closed');
  });

  const aRun = (): string => `/api/v1/runs/${ids.run}`;
  const seated = (): string[] => [0, 2, 3, 4].map((index) => enrolmentIds.get(nominees[index]!.fullName) ?? '');

  async function invite(by: string, who: string, fields: object) {
    const email = `${who}@mittaphap.example`;
    const invited = ok(await (await as(by)).post('/api/v1/accounts', { email, ...fields }), 201);
    const { token } = invited.invitation;
    ok(await app.public.post(`/api/v1/invitations/${token}/acceptance`, { password }), 200);
    callers.knows(who, email);
    return invited;
  }

  async function take(who: string, index: number, step: string, status: string, fields: object = {}): Promise<void> {
    const answer = await (await as(who)).post(`/api/v1/nominations/${nominationIds[index]}/${step}`, fields);
    assert.equal(ok(answer, 200).status, status);
  }

  /** Marks in the order of `seated`; null says nothing. */
  async function takeRoll(session: number, day: string, marks: (string | null)[]): Promise<void> {
    callers.at(`${day}T01:10:00Z`);
    const teacher = await as('instructor');
    const lines = marks.flatMap((status, index) =>
      status === null
        ? []
        : [{ enrolmentId: seated()[index], status, markedAt: `${day}T01:05:00Z`, markId: crypto.randomUUID() }],
    );
    const path = `/api/v1/sessions/${sessionIds[session]}`;
    ok(await teacher.put(`${path}/attendance`, lines), 200);
    callers.at(`${day}T09:40:00Z`);
    const unmarked = marks.filter((status) => status === null).length;
    const closed = ok(await (await as('instructor')).post(`${path}/roll-closing`, { unmarked }), 200);
    assert.ok(closed.closedAt);
  }
});

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

function ok({ status, body }: Reply, expected: number) {
  assert.equal(status, expected, JSON.stringify(body));
  return body;
}

async function until<Found>(look: () => Promise<Found | null>): Promise<Found> {
  for (const patience = Date.now() + 30_000; Date.now() < patience; await sleep(50)) {
    const found = await look();
    if (found !== null) return found;
  }
  throw new Error('Nothing happened within half a minute');
}
