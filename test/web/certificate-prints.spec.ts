import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { newId } from '#libs/kernel';
import { Database, jsonOfRaw, Outbox, UnitOfWork } from '#libs/platform';
import { aDecision, aHeldRun, type HeldRun } from '../support/a-held-run.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { withPdfFile } from '../support/pdf-glyphs.js';
import { facts, structuralFaults } from '../support/pdf-tools.js';
import { lacks } from '../support/tools.js';

const api = '/api/v1';
const prints = `${api}/certificates/print.pdf`;

const on = (program: string, args: (path: string) => string[], pdf: Buffer) =>
  withPdfFile(pdf, (path) =>
    execFileSync(program, args(path), { maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'pipe'] }),
  );
const textOf = (pdf: Buffer, page = 1) =>
  on('pdftotext', (path) => ['-raw', '-f', `${page}`, '-l', `${page}`, path, '-'], pdf).toString();
const pictureOf = (pdf: Buffer, page = 1) =>
  createHash('sha256')
    .update(on('pdftoppm', (path) => ['-r', '40', '-f', `${page}`, '-l', `${page}`, path], pdf))
    .digest('hex');

describe('certificates to print', { skip: lacks('pdftotext', 'qpdf') }, () => {
  let app: TestApp;
  let vn: Client;
  let chair: Client;
  let first: HeldRun;
  let second: HeldRun;
  let batches: string[];
  before(async () => {
    app = await startApp();
    first = await aHeldRun(app, ['ບຸນມີ', 'ຄຳຫຼ້າ', 'ສົມພອນ', 'ແກ້ວມະນີ']);
    second = await aHeldRun(app, ['ດາລາ', 'ພອນສະຫວັນ']);
    // Signed in when the clock has come to stand.
    [vn, chair] = [await app.as('vn_coordinator'), await app.as('vn_co_chair')];
    const designs = (await vn.get(`${api}/certificate-designs`)).body.items;
    const trilingual = designs.find(({ code }: { code: string }) => code === 'trilingual').id;
    batches = [
      await issued(first, aDecision(first.enrolments, '21/QĐ-VIOIT')),
      await issued(second, { ...aDecision(second.enrolments, '22/QĐ-VIOIT'), designId: trilingual }),
    ];
  });
  after(() => app.close());

  async function issued({ run }: HeldRun, decision: object): Promise<string> {
    const { body } = await vn.post(`${api}/runs/${run.id}/certificate-batches`, decision);
    assert.equal((await chair.post(`${api}/certificate-batches/${body.id}/approval`, {})).status, 202);
    await app.get(Outbox).deliver();
    return body.id;
  }

  interface Listed {
    id: string;
    serial: string;
    status: string;
  }
  const certificates = async (): Promise<Listed[]> =>
    (await vn.get(`${api}/certificates?sort=registerNumber`)).body.items;
  const document = async ({ id }: { id: string }): Promise<Buffer> =>
    (await vn.get(`${api}/certificates/${id}/document.pdf`)).raw;
  async function printed(path = prints, who = vn): Promise<Buffer> {
    const { status, headers, raw } = await who.get(path);
    assert.deepEqual([status, headers['content-type']], [200, 'application/pdf'], String(raw).slice(0, 500));
    assert.match(String(headers['content-disposition']), /^inline; filename="certificates-print\.pdf"/);
    return raw;
  }

  /** One page for each of these, which looks and reads as its stored document. */
  async function shows(pdf: Buffer, expected: readonly { id: string }[]): Promise<void> {
    assert.equal(facts(pdf).Pages, String(expected.length));
    for (const [index, one] of expected.entries()) {
      const stored = await document(one);
      assert.equal(textOf(pdf, index + 1), textOf(stored), `page ${index + 1}`);
      assert.equal(pictureOf(pdf, index + 1), pictureOf(stored), `page ${index + 1}`);
    }
  }

  it('are one file of the choice, in the order of the register, each page as its document', async () => {
    const all = await certificates();
    assert.equal(all.length, 6);
    const pdf = await printed();
    assert.equal(structuralFaults(pdf), '');
    await shows(pdf, all);
    assert.ok(!pdf.toString('latin1').includes('/Sig'));
    await shows(await printed(`${prints}?runId=${second.run.id}`), all.slice(4));
    await shows(await printed(`${prints}?q=${encodeURIComponent('ສົມພອນ')}`), all.slice(2, 3));
    await shows(await printed(`${api}/certificate-batches/${batches[1]}/print.pdf`), all.slice(4));
    const page = await chair.page(`/certificate-batches/${batches[0]}/print.pdf?paper=plain&offsetX=&offsetY=`);
    assert.equal(page.headers['content-type'], 'application/pdf');
  });

  it('leave out on printed paper what stands there, and move as far as was asked', async () => {
    const batch = `${api}/certificate-batches/${batches[0]}/print.pdf`;
    const [plain, onPaper] = [await printed(batch), await printed(`${batch}?paper=printed`)];
    const [{ serial }] = (await certificates()) as [Listed];
    assert.ok(textOf(plain).includes('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'));
    assert.ok(!textOf(onPaper).includes('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'));
    assert.ok(textOf(onPaper).includes('ບຸນມີ') && textOf(onPaper).includes(serial));
    assert.equal(structuralFaults(onPaper), '');
    const moved = await printed(`${batch}?paper=printed&offsetX=5&offsetY=-2.5`);
    assert.notEqual(pictureOf(moved), pictureOf(onPaper));
    assert.equal(pictureOf(await printed(`${batch}?paper=printed&offsetX=5&offsetY=-2,5`)), pictureOf(moved));
    // What is left empty is as the design says.
    assert.equal(pictureOf(await printed(`${batch}?paper=printed&offsetX=&offsetY=%20`)), pictureOf(onPaper));
    for (const wrong of ['paper=pink', 'offsetX=31', 'offsetY=down', 'colour=red', 'designId=none'])
      assert.equal((await vn.get(`${batch}?${wrong}`)).status, 422, wrong);
  });

  it('are those that one may download and no others, and who printed what is written down', async () => {
    const all = await certificates();
    const nominator = await app.as('nominator', { organisationId: second.organisation.id });
    await shows(await printed(prints, nominator), all.slice(4));
    const lao = { 'accept-language': 'lo' };
    const foreign = await nominator.get(`${prints}?batchId=${batches[0]}`, lao);
    assert.deepEqual([foreign.status, foreign.body.code], [409, 'certificate.none_to_print']);
    assert.match(foreign.body.detail, /ໃຫ້ທ່ານພິມ/);
    assert.equal((await nominator.get(`${api}/certificate-batches/${batches[0]}/print.pdf`)).status, 403);
    const recorded = await app
      .get(Database)
      .rows<{ details: string }>("SELECT details FROM audit_event WHERE action = 'certificate.print_file_downloaded'");
    const told = recorded.map(({ details }) => jsonOfRaw<{ first: string }>(details));
    const own = told.findLast(({ first }) => first === all[4]!.serial);
    assert.deepEqual(own, {
      paper: 'plain',
      certificates: 2,
      first: all[4]!.serial,
      last: all[5]!.serial,
    });
  });

  it('leave out what was revoked or replaced, and keep an attestation as it was granted', async () => {
    const [lost, revoked] = (await certificates()) as [Listed, Listed];
    const take = async ({ id }: Listed, noun: string, fields: object) => {
      assert.equal((await vn.post(`${api}/certificates/${id}/${noun}-request`, fields)).status, 200);
      assert.equal((await chair.post(`${api}/certificates/${id}/${noun}`, {})).status, 200);
    };
    await take(lost, 'replacement', { reasonClass: 'lost', reason: 'Left in a taxi' });
    await take(revoked, 'revocation', { reasonClass: 'false_documents', reason: 'Forged letter' });
    app.clock.advance(60_000);
    const retired = await activateOtherAttestation();
    await app.get(Outbox).deliver();
    const granted = (await certificates()).at(-1)!;
    const drawn = textOf(await document(granted));
    assert.ok(drawn.includes('GIẤY CHỨNG NHẬN') && !drawn.includes('MỘT TIÊU ĐỀ KHÁC'), drawn);
    assert.notEqual((await vn.get(retired)).body.usedAt, null);
    const exchange = app
      .get(UnitOfWork)
      .run(() =>
        app.get(Database).change('UPDATE certificate SET design_version_id = NULL WHERE id = ?', [granted.id]),
      );
    await assert.rejects(exchange, /designed/);
    const valid = (await certificates()).filter(({ status }) => status === 'valid');
    assert.equal(valid.length, 5);
    await shows(await printed(), valid);
    await shows(await printed(`${prints}?status=valid&runId=${first.run.id}`), [...valid.slice(0, 2), granted]);
    assert.equal((await vn.get(`${prints}?status=replaced`)).status, 409);
  });

  it('come on printed paper one design at a time, for each has paper of its own', async () => {
    const batch = `/certificate-batches/${batches[0]}`;
    const { status, body } = await vn.get(`${api}${batch}/print.pdf?paper=printed`, { 'accept-language': 'vi' });
    assert.deepEqual([status, body.code], [409, 'certificate.several_designs']);
    assert.deepEqual(
      body.errors.map(({ pointer }: { pointer: string }) => pointer),
      ['/designId'],
    );
    assert.match(body.errors[0].message, /mỗi lần hãy in một mẫu/);
    const { items } = (await vn.get(`${api}/certificate-designs`)).body;
    const [standard, attestation] = ['standard', 'attestation'].map(
      (code) => items.find((design: { code: string }) => design.code === code).id,
    );
    const offer = (await vn.get(`${api}${batch}/print`)).body;
    assert.deepEqual([offer.certificates, offer.most], [3, 1000]);
    assert.deepEqual(
      offer.designs.map((design: { id: string; certificates: number }) => [design.id, design.certificates]),
      [
        [standard, 2],
        [attestation, 1],
      ],
    );
    assert.equal(offer.designs[0].name.vi, items.find(({ id }: { id: string }) => id === standard).name.vi);
    assert.deepEqual((await vn.get(`${api}/certificates/print?batchId=${batches[0]}`)).body, offer);
    assert.equal((await vn.get(`${api}/certificate-batches/${newId()}/print`)).status, 404);
    for (const noun of ['print', 'certificates.zip'])
      assert.equal(
        (await vn.get(`${api}${batch}/${noun}?status=valid`)).status,
        422,
        `${noun} of a decision takes no filter`,
      );
    const sheets = async (designId: string) =>
      facts(await printed(`${api}${batch}/print.pdf?paper=printed&designId=${designId}`)).Pages;
    assert.deepEqual([await sheets(standard), await sheets(attestation)], ['2', '1']);
    assert.equal((await vn.get(`${prints}?designId=${newId()}`)).body.code, 'certificate.none_to_print');
    const page = await vn.page(`${batch}/print?lang=en`);
    assert.ok(page.html.includes('3 certificates of this decision are valid.'));
    assert.ok(page.html.includes(`<option value="${standard}">Bilingual certificate (2)</option>`), page.html);
    assert.ok(page.html.includes(`<option value="${attestation}">Attestation (1)</option>`));
    const refused = await vn.page(`${batch}/print.pdf?paper=printed&designId=&offsetX=2&lang=en`);
    assert.equal(refused.status, 409);
    assert.match(refused.html, /href="#print-designId"[^>]*>Design: These certificates have different designs\./);
    assert.match(refused.html, /value="printed" checked/);
    assert.match(refused.html, /name="offsetX"[^>]* value="2"/);
  });

  it('show the form again, as it was filled in, when something in it is wrong', async () => {
    const query = `runId=${first.run.id}&paper=printed&offsetX=-40&offsetY=abc`;
    const { status, html } = await vn.page(`/certificates/print.pdf?${query}&lang=en`);
    assert.equal(status, 422);
    assert.match(html, /<a href="#print-offsetX"[^>]*>To the right \(mm\): At least -30\.<\/a>/);
    assert.match(html, /name="offsetX"[^>]* value="-40"[^>]*aria-invalid="true"/);
    assert.match(html, /name="offsetY"[^>]* value="abc"[^>]*aria-invalid="true"/);
    assert.ok(html.includes(`<input type="hidden" name="runId" value="${first.run.id}">`));
    const none = await vn.page('/certificates/print.pdf?status=replaced&lang=en');
    assert.equal(none.status, 409);
    assert.ok(
      none.html.includes('There is no valid certificate among these') && !none.html.includes('<form method="get"'),
    );
    assert.ok(none.html.includes('href="/certificates?status&#x3D;replaced"'));
  });

  /** From now on attestations are headed otherwise; answers where the version is that was active. */
  async function activateOtherAttestation(): Promise<string> {
    const designs = (await vn.get(`${api}/certificate-designs`)).body.items;
    const { id, activeVersion } = designs.find(({ code }: { code: string }) => code === 'attestation');
    const draft = await vn.post(`${api}/certificate-designs/${id}/versions`, {});
    const path = `${api}/certificate-designs/${id}/versions/${draft.body.id}`;
    const edited = await vn.patch(
      path,
      { texts: { vi: { blocks: { state: 'MỘT TIÊU ĐỀ KHÁC' } } } },
      {
        'if-match': String(draft.headers.etag ?? `"${draft.body.version}"`),
      },
    );
    assert.equal(edited.status, 200, JSON.stringify(edited.body));
    assert.equal((await vn.post(`${path}/proposal`, {})).status, 200);
    assert.equal((await chair.post(`${path}/activation`, {})).status, 200);
    return `${api}/certificate-designs/${id}/versions/${activeVersion.id}`;
  }

  it('are offered with the choice of paper on the pages, in three languages', async () => {
    const words = { lo: 'ເຈ້ຍທີ່ພິມໄວ້ກ່ອນ', vi: 'Phôi in sẵn', en: 'Pre-printed paper' };
    const [batch, list] = [`/certificate-batches/${batches[1]}/print`, `/certificates/print?runId=${second.run.id}`];
    assert.ok((await vn.page(`/certificate-batches/${batches[1]}`)).html.includes(`href="${batch}"`));
    assert.ok(
      (await vn.page(`/certificates?runId=${second.run.id}`)).html.includes(`href="${list.replace('=', '&#x3D;')}"`),
    );
    for (const [language, word] of Object.entries(words)) {
      const { html } = await vn.page(`${batch}?lang=${language}`);
      assert.ok(html.includes(`action="${batch}.pdf"`) && html.includes(word), language);
      assert.ok(!html.includes('name="designId"'), 'they have one design');
      const chosen = await vn.page(`${list}&lang=${language}`);
      assert.ok(chosen.html.includes('action="/certificates/print.pdf"') && chosen.html.includes(word), language);
      assert.ok(chosen.html.includes(`<input type="hidden" name="runId" value="${second.run.id}">`), language);
    }
    assert.ok((await vn.page(`${list}&lang=en`)).html.includes('2 valid certificates are chosen, on all pages'));
    for (const nothing of ['status=replaced', 'status=revoked', 'q=nobody'])
      assert.ok(!(await vn.page(`/certificates?${nothing}`)).html.includes('/certificates/print?'), nothing);
    const { body } = await vn.get(`${api}/certificate-batches/${batches[1]}`);
    assert.deepEqual([body.design.name.en, body.design.number], ['Trilingual certificate', 1]);
    const { html } = await vn.page(`/certificate-batches/${batches[1]}?lang=en`);
    assert.ok(html.includes('Trilingual certificate, version 1'));
    assert.ok(html.includes(`/certificates/designs/${body.design.designId}/versions/${body.design.versionId}`));
  });

  it('are refused when they are more than somebody prints at a time', async () => {
    const columns =
      'batch_id, enrolment_id, person_id, run_id, organisation_id, payload, search_key, status, allocated_at, ' +
      'storage_key, sha256, size, issued_at, version';
    await app.get(UnitOfWork).run(async () => {
      for (let number = 1; number <= 1000; number++)
        await app.get(Database).change(
          `INSERT INTO certificate (id, serial, register_number, code, ${columns})
            SELECT ?, ?, ?, ?, ${columns} FROM certificate WHERE serial = 'VL-2026-000003'`,
          [newId(), `COPY-${number}`, 1000 + number, `COPY-${number}`],
        );
    });
    const { status, body } = await vn.get(prints, { 'accept-language': 'vi' });
    assert.deepEqual([status, body.code], [409, 'certificate.too_many_to_print']);
    assert.match(body.detail, /^Đã chọn hơn 1\.?000 chứng chỉ/);
    assert.deepEqual((await vn.get(`${api}/certificates/print`)).body, { certificates: 1001, most: 1000, designs: [] });
  });

  it('are waited for so many at once by one account', async () => {
    const one = `${prints}?runId=${second.run.id}`;
    const answers = await Promise.all(Array.from({ length: 4 }, () => vn.get(one, { 'accept-language': 'lo' })));
    const refused = answers.filter(({ status }) => status !== 200);
    assert.deepEqual(
      refused.map(({ status, body }) => [status, body.code]),
      [
        [429, 'too_many_at_once'],
        [429, 'too_many_at_once'],
      ],
    );
    assert.match(refused[0]!.body.detail, /^ທ່ານມີ 2 ໄຟລ໌/);
    assert.equal((await vn.get(one)).status, 200);
  });
});
