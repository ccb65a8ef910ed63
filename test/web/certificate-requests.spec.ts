import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { RegisterCheck } from '#libs/certificates';
import { Database, Outbox, UnitOfWork } from '#libs/platform';
import type { Certificate } from '../../libs/certificates/src/certificate.entity.js';
import { CertificatesRepository } from '../../libs/certificates/src/certificates.repository.js';
import { ReplacementGrounds } from '../../libs/certificates/src/requests/replacement-grounds.js';
import { aDecision, aHeldRun } from '../support/a-held-run.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { copiedText } from '../support/pdf-tools.js';
import { lacks } from '../support/tools.js';

const api = '/api/v1';
const lost = { reasonClass: 'lost', reason: 'Left in a taxi' };

describe('an issued certificate that is asked about', () => {
  let app: TestApp;
  let vn: Client;
  let chair: Client;
  let laoChair: Client;
  /** One for each test. */
  let ids: string[];
  before(async () => {
    app = await startApp();
    // A Thursday; Monday is a holiday of Viet Nam, Tuesday one of Laos.
    app.clock.set('2026-03-02T02:00:00Z');
    const people = Array.from({ length: 12 }, (_, index) => ({
      fullName: `ທ້າວ ຄຳ ${index}`,
      fullNameLatin: `Kham ${index}`,
    }));
    const held = await aHeldRun(app, people);
    vn = await app.as('vn_coordinator');
    chair = await app.as('vn_co_chair');
    laoChair = await app.as('lao_co_chair');
    const batch = await vn.post(`${api}/runs/${held.run.id}/certificate-batches`, aDecision(held.enrolments));
    await chair.post(`${api}/certificate-batches/${batch.body.id}/approval`, {});
    await app.get(Outbox).deliver();
    app.clock.set('2026-03-26T02:00:00Z');
    const { body } = await vn.get(`${api}/certificates?sort=registerNumber`);
    ids = body.items.map(({ id }: { id: string }) => id);
  });
  after(() => app.close());

  const at = (index: number, noun = '') => `${api}/certificates/${ids[index]}${noun && `/${noun}`}`;
  const codeOf = async (id: string): Promise<string> => (await vn.get(`${api}/certificates/${id}`)).body.code;
  const verified = async (id: string) => (await app.public.get(`${api}/verifications/${await codeOf(id)}`)).body.status;
  /** By the file itself. */
  const compared = async (bytes: Buffer) => {
    const file = { name: 'copy.pdf', type: 'application/pdf', content: bytes };
    return (await app.public.upload(`${api}/verifications`, file)).body.status;
  };
  const bytesOf = async (id: string) => (await vn.get(`${api}/certificates/${id}/document.pdf`)).raw;

  it('is revoked by one person on the request of another, and verifies as that at once', async () => {
    const bytes = await bytesOf(ids[0]!);
    const asked = await vn.post(at(0, 'revocation-request'), {
      reasonClass: 'false_documents',
      reason: 'Forged letter',
    });
    assert.equal(asked.status, 200);
    const [request] = asked.body.requests;
    assert.deepEqual([request.kind, request.status, request.dueOn], ['revocation', 'open', '2026-04-02']);
    assert.equal(await verified(ids[0]!), 'valid');
    assert.equal((await vn.post(at(0, 'revocation'), {})).status, 403);
    const revoked = await chair.post(at(0, 'revocation'), {});
    assert.deepEqual([revoked.status, revoked.body.status], [200, 'revoked']);
    assert.equal(await verified(ids[0]!), 'revoked');
    assert.equal(await compared(bytes), 'revoked');
    assert.deepEqual(await bytesOf(ids[0]!), bytes);
    const again = await vn.post(at(0, 'replacement-request'), lost);
    assert.deepEqual([again.status, again.body.code], [409, 'certificate_request.certificate_not_valid']);
  });

  it('gives an attestation of equal value where it was lost', async () => {
    const bytes = await bytesOf(ids[1]!);
    await vn.post(at(1, 'replacement-request'), lost);
    const replaced = await laoChair.post(at(1, 'replacement'), {});
    assert.deepEqual([replaced.status, replaced.body.status], [200, 'replaced']);
    const [{ replacementId }] = replaced.body.requests;
    const numbers = (await vn.get(`${api}/certificate-register?book=GCN-2026`)).body.items[0];
    assert.deepEqual(
      [numbers.id, numbers.printedNumber, numbers.status],
      [replacementId, 'GCN-2026/000001', 'intended'],
    );
    assert.equal(numbers.replacesSerial, replaced.body.serial);
    const { notes } = (await vn.get(`${api}/certificate-register?book=CC-2026`)).body.items[1];
    assert.deepEqual([notes[0].kind, notes[0].reason, notes[0].replacedBy], ['replaced', 'lost', numbers.serial]);
    await app.get(Outbox).deliver();
    assert.equal(await verified(replacementId), 'valid');
    assert.equal(await compared(await bytesOf(replacementId)), 'valid');
    assert.equal(await verified(ids[1]!), 'replaced');
    assert.equal(await compared(bytes), 'replaced');
    const trainee = await app.as('trainee', { personId: replaced.body.personId });
    const own = (await trainee.get(`${api}/certificates`)).body.items;
    assert.deepEqual(own.map(({ status }: { status: string }) => status).sort(), ['replaced', 'valid']);
  });

  it('is issued anew with what is right where the error was the issuer\u2019s', async () => {
    const asking = { reasonClass: 'issuer_error', reason: 'The name is misspelt' };
    const vague = await vn.post(at(2, 'replacement-request'), asking);
    assert.deepEqual([vague.status, vague.body.errors[0].code], [422, 'certificate_request.correction_required']);
    await vn.post(at(2, 'replacement-request'), { ...asking, correction: 'Khamla instead of Kham 2' });
    const { personId } = (await vn.get(at(2))).body;
    await app
      .get(UnitOfWork)
      .run(() => app.get(Database).change('UPDATE person SET full_name_latin = ? WHERE id = ?', ['Khamla', personId]));
    const { body } = await chair.post(at(2, 'replacement'), {});
    const replacement = (await vn.get(`${api}/certificates/${body.requests[0].replacementId}`)).body;
    assert.deepEqual([body.fullNameLatin, replacement.fullNameLatin], ['Kham 2', 'Khamla']);
    assert.equal(replacement.title.vi, 'CHỨNG CHỈ');
    await app.get(Outbox).deliver();
    assert.deepEqual([await verified(replacement.id), await verified(ids[2]!)], ['valid', 'replaced']);
  });

  it('is issued anew whatever has become of the seat it was given for', async () => {
    const ours = { reasonClass: 'issuer_error', reason: 'The name is misspelt', correction: 'Khamphone' };
    await vn.post(at(8, 'replacement-request'), ours);
    const { personId } = (await vn.get(at(8))).body;
    await app.get(UnitOfWork).run(async () => {
      await app.get(Database).change("UPDATE enrolment SET status = 'ended' WHERE person_id = ?", [personId]);
      await app.get(Database).change("UPDATE person SET full_name_latin = 'Khamphone' WHERE id = ?", [personId]);
    });
    const { status, body } = await chair.post(at(8, 'replacement'), {});
    assert.equal(status, 200, JSON.stringify(body));
    const replacement = (await vn.get(`${api}/certificates/${body.requests[0].replacementId}`)).body;
    assert.deepEqual([replacement.fullNameLatin, replacement.personId], ['Khamphone', personId]);
    await app.get(Outbox).deliver();
    assert.equal(await verified(replacement.id), 'valid');
  });

  it('is replaced by what was read, and by nothing that it has become since', {
    skip: lacks('pdftotext'),
  }, async () => {
    const answering = await app.as('lao_co_chair');
    const page = `/certificates/${ids[9]}`;
    const asked = async (who: Client) => (await who.get(at(9, 'requests'))).body;
    const specimen = async () => {
      const { status, headers, raw } = await vn.get(at(9, 'replacement-specimen.pdf'));
      assert.deepEqual([status, headers['content-type']], [200, 'application/pdf']);
      return copiedText(raw);
    };
    assert.equal((await vn.get(at(9, 'replacement-specimen.pdf'))).status, 404);
    await vn.post(at(9, 'replacement-request'), lost);
    assert.match(await specimen(), /GIẤY CHỨNG NHẬN/);
    const attested = (await asked(chair)).contents;
    await vn.post(at(9, 'request-withdrawal'), {});
    await vn.post(at(9, 'replacement-request'), {
      reasonClass: 'issuer_error',
      reason: 'Misspelt',
      correction: 'Khamdy',
    });
    const first = await specimen();
    assert.ok(first.includes('Kham 9') && first.includes('0000-000000') && !first.includes('GIẤY CHỨNG NHẬN'), first);
    const { contents } = await asked(chair);
    assert.deepEqual([/^[0-9a-f]{64}$/.test(contents), contents === attested], [true, false]);
    assert.equal((await asked(vn)).contents, null);
    const { html } = await answering.page(`${page}/requests`);
    assert.match(html, new RegExp(`name="contents" value="${contents}"`));
    assert.match(html, new RegExp(`href="${page}/replacement-specimen.pdf"`));
    assert.equal((await answering.page(`${page}/replacement-specimen.pdf`)).headers['content-type'], 'application/pdf');
    const { personId } = (await vn.get(at(9))).body;
    await app
      .get(UnitOfWork)
      .run(() => app.get(Database).change("UPDATE person SET full_name_latin = 'Khamdy' WHERE id = ?", [personId]));
    const refused = await chair.post(at(9, 'replacement'), { contents });
    assert.deepEqual([refused.status, refused.body.code], [412, 'stale']);
    const onPage = await answering.submit(`${page}/replacement`, { contents });
    const now = (await asked(chair)).contents;
    assert.deepEqual([onPage.status, onPage.html.includes(`name="contents" value="${now}"`)], [412, true]);
    assert.match(await specimen(), /Khamdy/);
    const granted = await chair.post(at(9, 'replacement'), { contents: now });
    assert.equal(granted.status, 200, JSON.stringify(granted.body));
    assert.equal((await vn.get(at(9, 'replacement-specimen.pdf'))).status, 404);
    await app.get(Outbox).deliver();
    assert.equal(await verified(granted.body.requests[0].replacementId), 'valid');
  });

  it('is not replaced by what could not be read, because it was not fit', async () => {
    await vn.post(at(10, 'replacement-request'), {
      reasonClass: 'issuer_error',
      reason: 'Misspelt',
      correction: 'Khamsing',
    });
    const { personId } = (await vn.get(at(10))).body;
    const born = (day: string | null) =>
      app
        .get(UnitOfWork)
        .run(() => app.get(Database).change('UPDATE person SET birth_date = ? WHERE id = ?', [day, personId]));
    await born(null);
    const page = `/certificates/${ids[10]}`;
    const answering = await app.as('lao_co_chair');
    assert.match((await answering.page(`${page}/requests`)).html, /name="contents" value="none"/);
    const unfit = await chair.post(at(10, 'replacement'), { contents: null });
    assert.deepEqual([unfit.status, unfit.body.code], [409, 'certificate.birth_date_missing']);
    await born('1971-01-01');
    assert.equal((await answering.submit(`${page}/replacement`, { contents: 'none' })).status, 412);
    assert.equal((await chair.post(at(10, 'replacement'), { contents: null })).status, 412);
    assert.equal((await vn.post(at(10, 'request-withdrawal'), {})).body.requests[0].status, 'withdrawn');
  });

  it('is replaced by nothing that today\u2019s fonts cannot print, were it drawn years ago', async () => {
    const { payload, ...rest } = (await app.get(CertificatesRepository).find(ids[11]!))!;
    const old = { ...rest, payload: { ...payload, holder: { ...payload.holder, fullNameLatin: 'Kham 鑾' } } };
    for (const reasonClass of ['lost', 'damaged'] as const)
      await assert.rejects(app.get(ReplacementGrounds).gather({ reasonClass }, old as Certificate), {
        code: 'certificate.missing_glyphs',
        args: { name: old.payload.holder.fullNameLao, letters: '鑾' },
      });
  });

  it('has one open request at a time, withdrawn by whoever made it', async () => {
    const other = await app.as('vn_coordinator');
    await vn.post(at(3, 'replacement-request'), lost);
    const second = await other.post(at(3, 'revocation-request'), { reasonClass: 'other', reason: 'x y' });
    assert.deepEqual([second.status, second.body.code], [409, 'certificate_request.already_open']);
    assert.equal((await other.post(at(3, 'request-withdrawal'), {})).body.code, 'certificate_request.not_requester');
    assert.equal((await chair.post(at(3, 'revocation'), {})).body.code, 'certificate_request.none_open');
    assert.equal((await vn.post(at(3, 'request-withdrawal'), {})).body.requests[0].status, 'withdrawn');
    assert.equal((await chair.post(at(3, 'replacement'), {})).body.code, 'certificate_request.none_open');
  });

  it('is not replaced on a request that took the place of the one that was read', async () => {
    const asking = await app.as('vn_coordinator');
    const answering = await app.as('lao_co_chair');
    const read = (await asking.post(at(3, 'replacement-request'), lost)).body.requests[0].id;
    const page = await answering.page(`/certificates/${ids[3]}/requests`);
    assert.match(page.html, new RegExp(`name="requestId" value="${read}"`));
    await asking.post(at(3, 'request-withdrawal'), {});
    const other = { reasonClass: 'issuer_error', reason: 'Another one', correction: 'Another name' };
    const now = (await asking.post(at(3, 'replacement-request'), other)).body.requests[0].id;
    const refused = await chair.post(at(3, 'replacement'), { requestId: read });
    assert.deepEqual([refused.status, refused.body.code], [412, 'stale']);
    const onPage = await answering.submit(`/certificates/${ids[3]}/replacement`, { requestId: read });
    assert.equal(onPage.status, 412);
    assert.match(onPage.html, new RegExp(`name="requestId" value="${now}"`));
    assert.equal(await verified(ids[3]!), 'valid');
    await asking.post(at(3, 'request-withdrawal'), {});
  });

  it('stays as it is when the request is refused with a reason', async () => {
    await vn.post(at(4, 'replacement-request'), { reasonClass: 'damaged', reason: 'Wet' });
    assert.equal((await chair.post(at(4, 'request-refusal'), {})).status, 422);
    const { body } = await chair.post(at(4, 'request-refusal'), { reason: 'Still readable' });
    assert.deepEqual([body.status, body.requests[0].status], ['valid', 'refused']);
    assert.equal(await verified(ids[4]!), 'valid');
  });

  it('is answered to the one who asked, on their home page until they open the answer', async () => {
    const [asking, other, answering] = [
      await app.as('vn_coordinator'),
      await app.as('vn_coordinator'),
      await app.as('lao_co_chair'),
    ];
    const { serial } = (await asking.get(at(4))).body;
    const page = `/certificates/${ids[4]}/requests`;
    const refusal = async () => {
      await asking.post(at(4, 'revocation-request'), { reasonClass: 'other', reason: 'Asked twice' });
      await answering.post(at(4, 'request-refusal'), { reason: 'It holds' });
    };
    const words = {
      en: `Answer to your request: certificate ${serial} is not revoked`,
      vi: `Đề nghị của bạn đã được trả lời: không thu hồi chứng chỉ ${serial}`,
      lo: `ຄຳຮ້ອງຂອງທ່ານໄດ້ຮັບຄຳຕອບແລ້ວ: ບໍ່ຖອນຄືນໃບຢັ້ງຢືນ ${serial}`,
    };
    const isTold = async (who: Client, language: keyof typeof words) =>
      (await who.page(`/?lang=${language}`)).html.includes(words[language]);
    await refusal();
    for (const language of ['lo', 'vi', 'en'] as const) assert.equal(await isTold(asking, language), true, language);
    assert.deepEqual([await isTold(other, 'en'), await isTold(answering, 'en')], [false, false]);
    await other.page(page);
    assert.equal(await isTold(asking, 'en'), true);
    await asking.page(page);
    assert.equal(await isTold(asking, 'en'), false);
    await refusal();
    assert.equal(await isTold(asking, 'en'), true);
    await asking.get(at(4, 'requests'));
    assert.equal(await isTold(asking, 'en'), false);
  });

  it('says to those who may not ask that nothing was asked', async () => {
    const { html } = await (await app.as('lao_coordinator')).page(`/certificates/${ids[11]}/requests?lang=en`);
    assert.ok(html.includes('Nothing was ever asked about this certificate. VIOIT asks, a co-chair decides.'));
    assert.ok(!html.includes('revocation-request'));
  });

  it('is decided once by two rivals', async () => {
    await vn.post(at(5, 'replacement-request'), lost);
    const answers = await Promise.all([
      chair.post(at(5, 'replacement'), {}),
      laoChair.post(at(5, 'replacement'), {}),
      laoChair.post(at(5, 'request-refusal'), { reason: 'Still readable' }),
    ]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409]);
    await app.get(Outbox).deliver();
  });

  it('keeps what was asked and answered, not even we change it', async () => {
    const change = (sql: string) => app.get(UnitOfWork).run(() => app.get(Database).change(sql, [ids[4]!]));
    for (const set of ["reason = 'x'", "reason_class = 'lost'", "requested_by = 'x'", 'live_key = certificate_id'])
      await assert.rejects(change(`UPDATE certificate_request SET ${set} WHERE certificate_id = ?`), /answered/, set);
    for (const set of ["status = 'open'", "decision_reason = 'x'", 'decided_by = requested_by'])
      await assert.rejects(change(`UPDATE certificate_request SET ${set} WHERE certificate_id = ?`), /answered/, set);
    await assert.rejects(change('DELETE FROM certificate_request WHERE certificate_id = ?'), /answered/);
  });

  it('leaves a register that is sound after all of it', async () => {
    assert.equal((await app.get(RegisterCheck).verify()).fault, null);
  });

  it('waits in a list of requests for both sides, and for no trainee', async () => {
    await vn.post(at(6, 'replacement-request'), lost);
    const { body } = await laoChair.get(`${api}/certificate-requests?status=open`);
    assert.deepEqual(
      body.items.map(({ certificateId }: { certificateId: string }) => certificateId),
      [ids[6]],
    );
    assert.equal((await (await app.as('admin')).get(`${api}/certificate-requests`)).status, 403);
  });

  it('is asked about and answered on its pages, with the day by which', async () => {
    // The sign-ins of the others in a browser have run out since.
    const asking = await app.as('vn_coordinator');
    const answering = await app.as('lao_co_chair');
    const page = `/certificates/${ids[7]}`;
    assert.match((await asking.page(`${page}/requests`)).html, /revocation-request/);
    assert.equal((await asking.submit(`${page}/replacement-request`, { reasonClass: 'lost', reason: '' })).status, 422);
    const asked = await asking.submit(`${page}/replacement-request`, lost);
    assert.equal(asked.location, `${page}/requests`);
    assert.match((await answering.page('/')).html, new RegExp(`${page}/requests`));
    const { html } = await answering.page(`${page}/requests`);
    assert.match(html, new RegExp(`action="${page}/replacement"`));
    assert.match(html, /2026-04-02/);
    assert.doesNotMatch((await asking.page(`${page}/requests`)).html, new RegExp(`action="${page}/replacement"`));
    assert.equal((await answering.submit(`${page}/replacement`, {})).status, 303);
    assert.match((await asking.page(`${page}/requests`)).html, /VL-2026-0000\d\d/);
  });

  it('is found by whoever does not know of it, the late one marked', async () => {
    const reading = await app.as('lao_coordinator');
    const { html } = await reading.page('/certificate-requests?status=open');
    assert.match(html, new RegExp(`/certificates/${ids[6]}/requests`));
    assert.doesNotMatch(html, new RegExp(`/certificates/${ids[0]}/requests`));
    assert.doesNotMatch(html, /Overdue/);
    const revocations = (await reading.page('/certificate-requests?kind=revocation')).html;
    assert.match(revocations, new RegExp(ids[0]!));
    assert.doesNotMatch(revocations, new RegExp(ids[6]!));
    assert.match((await reading.page('/certificate-requests?q=kham 6')).html, new RegExp(ids[6]!));
    assert.doesNotMatch((await reading.page('/certificate-requests?q=kham 6')).html, new RegExp(ids[0]!));
    assert.match((await reading.page('/certificates')).html, /href="\/certificate-requests"/);
    app.clock.set('2026-04-03T02:00:00Z');
    const later = await app.as('lao_coordinator');
    assert.match((await later.page('/certificate-requests?status=open')).html, /Overdue/);
  });
});
