import assert from 'node:assert/strict';
import { after, before, describe, it, mock } from 'node:test';
import { AssessmentsService, RollsService } from '#libs/attendance';
import { OwnEligibility } from '#libs/certificates';
import { EnrolmentLookup } from '#libs/nominations';
import { OutputReviewService, OutputsService } from '#libs/outputs';
import { Database, Outbox, UnitOfWork } from '#libs/platform';
import { RunLife } from '#libs/training';
import { aDecision, aHeldRun } from '../support/a-held-run.js';
import { startApp, type TestApp } from '../support/app.js';
import { type HeldRun, heldRun, saying } from '../support/attendance.js';
import type { Client } from '../support/client.js';
import { describedOutput, fullMarks, lookedThrough, submittedOutput } from '../support/outputs.js';
import { actorOf, person, vnCoordinator } from '../support/training.js';

const api = '/api/v1';
const mine = `${api}/me/certificate-eligibility`;

let app: TestApp;
let vn: Client;
let chair: Client;
before(async () => {
  app = await startApp();
  vn = await app.as('vn_coordinator');
  chair = await app.as('vn_co_chair');
});
after(() => app.close());

const change = (sql: string, ...parameters: string[]) =>
  app.get(UnitOfWork).run(() => app.get(Database).change(sql, parameters));

const traineeOf = async (enrolmentId: string) => {
  const { personId } = await app.get(EnrolmentLookup).get(enrolmentId);
  return { personId, client: await app.as('trainee', { personId }), actor: actorOf('trainee', { personId }) };
};

describe('what a trainee still lacks', () => {
  const days = ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13'];
  let held: HeldRun;
  let noy: Awaited<ReturnType<typeof traineeOf>>;
  let kham: Awaited<ReturnType<typeof traineeOf>>;
  before(async () => {
    held = await heldRun(app, ['ນາງ ນ້ອຍ', 'ທ້າວ ຄຳ'], days);
    [noy, kham] = [await traineeOf(held.enrolments[0]!.id), await traineeOf(held.enrolments[1]!.id)];
  });

  const own = async ({ client }: typeof noy) => {
    const { status, body } = await client.get(mine);
    assert.equal(status, 200, JSON.stringify(body));
    return body.items;
  };
  /** Days pass between the pages: they sign in anew. */
  const pageOf = async ({ personId }: typeof noy) =>
    (await (await app.as('trainee', { personId })).page('/certificates?lang=en')).html;
  /** One was there, the other was not. */
  const takeRoll = async (index: number) => {
    app.clock.set(`${days[index]}T05:00:00Z`);
    const rolls = app.get(RollsService);
    const marks = [
      saying(held.enrolments[0]!.id, 'present', app.clock.now()),
      saying(held.enrolments[1]!.id, 'absent', app.clock.now()),
    ];
    await rolls.mark(vnCoordinator, held.sessionIds[index]!, marks, true);
    await rolls.close(vnCoordinator, held.sessionIds[index]!, {});
  };

  it('is told of their own seats alone, each condition with what is there and what is needed', async () => {
    await takeRoll(0);
    const [standing, ...others] = await own(noy);
    assert.deepEqual(others, []);
    assert.deepEqual(
      [standing.enrolmentId, standing.runStatus, standing.isEligible, standing.listed],
      [held.enrolments[0]!.id, 'running', false, null],
    );
    const attendance = { plannedUnits: 20, threshold: 80, neededUnits: 16, canReach: true, isMet: false };
    assert.deepEqual(standing.attendance, { ...attendance, attendedUnits: 4, missedUnits: 0, spareUnits: 4 });
    assert.deepEqual((await own(kham))[0].attendance, {
      ...attendance,
      attendedUnits: 0,
      missedUnits: 4,
      spareUnits: 0,
    });
    assert.deepEqual(standing.assessment, { isMet: false, isRecorded: false });
    assert.deepEqual(
      standing.outputs.map(({ kind, isMet, status }: Record<string, unknown>) => [kind, isMet, status]),
      [['practical_report', false, null]],
    );
  });

  it('is counted as the decisions count', async () => {
    const { items } = (await vn.get(`${api}/runs/${held.run.id}/certificate-eligibility`)).body;
    for (const who of [noy, kham]) {
      const [standing] = await own(who);
      const counted = items.find((one: { enrolmentId: string }) => one.enrolmentId === standing.enrolmentId);
      assert.deepEqual(standing.unmet, counted.unmet);
      assert.equal(standing.isEligible, counted.isEligible);
    }
  });

  it('is found without reading of the others in the run', async () => {
    const [seat, other] = held.enrolments.map(({ id }) => id);
    const rows = mock.method(app.get(Database), 'rows');
    await app.get(OwnEligibility).list(noy.actor);
    const read = JSON.stringify(await Promise.all(rows.mock.calls.map(({ result }) => result)));
    rows.mock.restore();
    assert.ok(read.includes(seat!) && !read.includes(other!), read);
  });

  it('is nobody else’s to ask', async () => {
    assert.equal((await vn.get(mine)).status, 403);
    assert.equal((await app.public.get(mine)).status, 401);
    const stranger = await app.as('trainee', { personId: (await person(app, 'ຄົນອື່ນ')).id });
    assert.deepEqual((await stranger.get(mine)).body, { items: [] });
  });

  it('is shown with where one can do something about it, in three languages', async () => {
    const shown = {
      en: ['What is still missing for the next one', '12 more units are needed.', 'You may still miss 4 units.'],
      vi: ['Còn thiếu gì cho chứng chỉ tiếp theo', 'Còn cần 12 tiết nữa.', 'Còn được vắng nhiều nhất 4 tiết.'],
      lo: ['ສິ່ງທີ່ຍັງຂາດສຳລັບໃບຢັ້ງຢືນໃບຕໍ່ໄປ', 'ຍັງຕ້ອງໄດ້ອີກ 12 ຊົ່ວໂມງຮຽນ.', 'ຍັງຂາດໄດ້ບໍ່ເກີນ 4 ຊົ່ວໂມງຮຽນ.'],
    };
    for (const [language, sentences] of Object.entries(shown)) {
      const { status, html } = await noy.client.page(`/certificates?lang=${language}`);
      assert.equal(status, 200);
      for (const sentence of sentences) assert.ok(html.includes(sentence), sentence);
      assert.ok(html.includes(`href="/runs/${held.run.id}/outputs"`));
      assert.ok(html.includes(`href="/enrolments/${held.enrolments[0]!.id}/attendance"`));
    }
    assert.ok((await kham.client.page('/certificates?lang=en')).html.includes('You may not miss any more.'));
  });

  it('names nobody to ask where each delivers alone', async () => {
    const perWhom = (from: string, to: string) =>
      change('UPDATE course_run SET required_outputs = REPLACE(required_outputs, ?, ?)', `"${from}"`, `"${to}"`);
    assert.match((await noy.client.page('/certificates?lang=en')).html, /ask the others of your group/);
    await perWhom('run', 'person');
    assert.equal((await own(noy))[0].outputs[0].per, 'person');
    const { html } = await noy.client.page('/certificates?lang=en');
    assert.ok(html.includes('Each trainee delivers their own') && !html.includes('ask the others'), html);
    await perWhom('person', 'run');
  });

  it('follows an output from its draft to its acceptance', async () => {
    const outputs = app.get(OutputsService);
    const { id: draft } = await outputs.draft(noy.actor, held.run.id, describedOutput());
    const standsAt = async () => {
      const [{ isMet, outputId, status }] = (await own(noy))[0].outputs;
      return [isMet, outputId, status];
    };
    assert.deepEqual(await standsAt(), [false, draft, 'draft']);
    const submitted = await submittedOutput(app, noy, held.run);
    assert.deepEqual(await standsAt(), [false, submitted, 'submitted']);
    const reviews = app.get(OutputReviewService);
    await reviews.return(vnCoordinator, submitted, 'Thiếu số liệu');
    assert.deepEqual(await standsAt(), [false, submitted, 'returned']);
    const { html } = await noy.client.page('/certificates?lang=en');
    assert.ok(html.includes('Returned, to be corrected') && html.includes(`href="/outputs/${submitted}"`));
    await outputs.submit(noy.actor, submitted);
    await lookedThrough(app);
    await reviews.accept(vnCoordinator, submitted, fullMarks);
    assert.deepEqual(await standsAt(), [true, null, null]);
  });

  it('says what cannot be reached any more', async () => {
    await takeRoll(1);
    const [{ attendance }] = await own(kham);
    assert.deepEqual([attendance.canReach, attendance.spareUnits], [false, 0]);
    const html = await pageOf(kham);
    assert.ok(html.includes('Attendance out of reach'), html);
    assert.ok(html.includes('That can no longer be reached'), html);
  });

  it('waits for the end of the run, for a list and for a co-chair once all is met', async () => {
    for (const index of [2, 3, 4]) await takeRoll(index);
    const [id, other] = held.enrolments.map((one) => one.id);
    await app.get(AssessmentsService).record(vnCoordinator, held.run.id, [
      { enrolmentId: id!, passed: true, grade: 'Giỏi' },
      { enrolmentId: other!, passed: false, grade: '' },
    ]);
    assert.match(await pageOf(kham), /Not passed<[\s\S]*Ask your instructor what can be done/);
    const said = () => pageOf(noy);
    assert.deepEqual((await own(noy))[0].unmet, []);
    const [{ hindrance }] = await own(noy);
    assert.equal(hindrance.code, 'certificate.birth_date_missing');
    assert.ok((await said()).includes('has no date of birth on record'));
    await change("UPDATE person SET birth_date = '1990-05-01'");
    assert.equal((await own(noy))[0].hindrance, null);
    assert.ok((await said()).includes('All conditions met so far'));
    app.clock.set('2026-03-20T10:00:00Z');
    await app.get(RunLife).complete(vnCoordinator, held.run.id);
    assert.match(await said(), /All conditions met(?! so far)/);
    const decision = aDecision([{ id: id! }], '30/QĐ-VIOIT');
    const batch = await vn.post(`${api}/runs/${held.run.id}/certificate-batches`, decision);
    assert.equal(batch.status, 201, JSON.stringify(batch.body));
    assert.equal((await own(noy))[0].listed, 'prepared');
    assert.ok((await said()).includes('Waits for approval'));
    await change('UPDATE person SET birth_date = NULL WHERE id = ?', noy.personId);
    const hindered = await said();
    assert.ok(hindered.includes('Something else is in the way') && !hindered.includes('Waits for approval'), hindered);
    await change("UPDATE person SET birth_date = '1990-05-01'");
    await chair.post(`${api}/certificate-batches/${batch.body.id}/return`, { reason: 'Sai ngày' });
    assert.ok((await said()).includes('The list is being corrected'));
    await vn.post(`${api}/certificate-batches/${batch.body.id}/preparation`, decision, {
      'if-match': String((await vn.get(`${api}/certificate-batches/${batch.body.id}`)).headers.etag),
    });
    await chair.post(`${api}/certificate-batches/${batch.body.id}/approval`, {});
    // Numbered and still to be drawn: a certificate already.
    assert.deepEqual(await own(noy), []);
    const html = await said();
    assert.ok(html.includes('Being made') && !html.includes('data-share='));
    await app.get(Outbox).deliver();
    assert.ok((await said()).includes('data-share='));
    assert.ok((await pageOf(kham)).includes('You have no certificate yet'));
  });
});

describe('a trainee’s own certificates', () => {
  let trainee: Client;
  let id: string;
  before(async () => {
    const held = await aHeldRun(app, [{ fullName: 'ແກ້ວມະນີ', fullNameLatin: 'Keomany' }]);
    const { body } = await vn.post(`${api}/runs/${held.run.id}/certificate-batches`, aDecision(held.enrolments, '31'));
    await chair.post(`${api}/certificate-batches/${body.id}/approval`, {});
    await app.get(Outbox).deliver();
    trainee = (await traineeOf(held.enrolments[0]!.id)).client;
    id = (await trainee.get(`${api}/certificates`)).body.items[0].id;
  });

  it('are shared by the address on the paper, which tells what the contract names and needs no script', async () => {
    const { code, shareUrl, verificationUrl } = (await trainee.get(`${api}/certificates/${id}`)).body;
    assert.equal(shareUrl, `http://localhost/verify/${code}`);
    assert.ok(verificationUrl.startsWith(`${shareUrl}#`));
    for (const path of ['/certificates', `/certificates/${id}`]) {
      const { html } = await trainee.page(path);
      assert.match(html, new RegExp(`<input id="share-${id}" type="url" readonly value="${shareUrl}"`));
      for (const button of ['data-copy', 'data-share']) assert.match(html, new RegExp(`${button}="[^>]* hidden>`));
      assert.ok(html.includes(`href="/certificates/${id}/credential"`));
    }
    assert.equal((await app.public.page(`/verify/${code}`)).status, 200);
  });

  it('say what took their place, and in whose place they are', async () => {
    const request = { reasonClass: 'lost', reason: 'Left in a taxi' };
    await vn.post(`${api}/certificates/${id}/replacement-request`, request);
    await chair.post(`${api}/certificates/${id}/replacement`, {});
    await app.get(Outbox).deliver();
    const [attestation, first] = (await trainee.get(`${api}/certificates`)).body.items;
    assert.deepEqual([first.id, first.status, first.replacedBy], [id, 'replaced', named(attestation)]);
    assert.deepEqual([attestation.replacesSerial, attestation.replacedBy], [first.serial, null]);
    const { html } = await trainee.page('/certificates?lang=en');
    assert.ok(html.includes('Issued in 2026'));
    assert.match(html, new RegExp(`Replaced by: <a [^>]*href="/certificates/${attestation.id}">${attestation.serial}`));
    assert.match(html, new RegExp(`Issued in place of: <a [^>]*href="/certificates/${id}">${first.serial}`));
    // What holds no more is not passed on.
    assert.deepEqual(html.match(/data-share="share-[^"]+/g), [`data-share="share-${attestation.id}`]);
    const shown = (await trainee.page(`/certificates/${attestation.id}?lang=en`)).html;
    assert.match(shown, new RegExp(`Issued in place of[\\s\\S]*href="/certificates/${id}">${first.serial}`));
    const old = await trainee.page(`/certificates/${id}?lang=en`);
    assert.ok(old.html.includes('Replaced by') && !old.html.includes('data-share='));
  });
});

const named = ({ id, serial }: { id: string; serial: string }) => ({ id, serial });
