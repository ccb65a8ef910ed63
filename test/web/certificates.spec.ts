import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { unzipSync } from 'fflate';
import { EnrolmentLookup } from '#libs/nominations';
import { CONFIGURATION, type Configuration, Database, Outbox } from '#libs/platform';
import { aDecision, aHeldRun, type HeldRun } from '../support/a-held-run.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

let app: TestApp;
let held: HeldRun;
let vn: Client;
let chair: Client;
before(async () => {
  app = await startApp();
  held = await aHeldRun(app, [
    { fullName: 'ທ້າວ ບຸນມີ ສີສະຫວັດ', fullNameLatin: 'Bounmy SISAVATH' },
    { fullName: 'ນາງ ຄຳຫຼ້າ', fullNameLatin: 'Khamla' },
    { fullName: 'ສົມພອນ', attended: false, delivered: false, passed: false },
  ]);
  vn = await app.as('vn_coordinator');
  chair = await app.as('vn_co_chair');
});
after(() => app.close());

const api = '/api/v1';
const prepare = (enrolments = held.enrolments.slice(0, 1)) =>
  vn.post(`${api}/runs/${held.run.id}/certificate-batches`, aDecision(enrolments));

describe('certificates over REST', () => {
  let batchId: string;
  let certificateId: string;
  let code: string;
  let pdf: Buffer;

  it('says of everybody what is missing', async () => {
    const { status, body } = await vn.get(`${api}/runs/${held.run.id}/certificate-eligibility`);
    assert.equal(status, 200);
    assert.deepEqual(
      body.items.map((one: { isEligible: boolean; unmet: { code: string }[] }) => [
        one.isEligible,
        one.unmet.map((condition) => condition.code).join(' '),
      ]),
      [
        [true, ''],
        [true, ''],
        [false, 'attendance output_missing assessment_failed'],
      ],
    );
    const nominator = await app.as('nominator', { organisationId: held.organisation.id });
    assert.equal((await nominator.get(`${api}/runs/${held.run.id}/certificate-eligibility`)).status, 403);
    assert.equal((await app.public.get(`${api}/runs/${held.run.id}/certificate-eligibility`)).status, 401);
  });

  it('prepares a batch, and names the fields of a wrong one in the caller’s language', async () => {
    const wrong = await vn.post(
      `${api}/runs/${held.run.id}/certificate-batches`,
      { ...aDecision([]), decisionNumber: '', colour: 'red' },
      { 'accept-language': 'vi' },
    );
    assert.equal(wrong.status, 422);
    assert.deepEqual(wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort(), [
      '/colour',
      '/decisionNumber',
      '/enrolmentIds',
    ]);
    assert.ok(wrong.body.errors.some(({ message }: { message: string }) => message === 'Hãy chọn ít nhất một người.'));
    const { status, body, headers } = await prepare();
    assert.equal(status, 201);
    assert.equal(headers.location, `${api}/certificate-batches/${body.id}`);
    assert.equal(body.status, 'prepared');
    assert.equal(body.entries.length, 1);
    batchId = body.id;
    assert.equal((await chair.get(`${api}/certificate-batches`)).body.items[0].people, 1);
  });

  it('refuses with 409 in the caller’s language who is not eligible or on a list already', async () => {
    const lao = { 'accept-language': 'lo' };
    const twice = await vn.post(
      `${api}/runs/${held.run.id}/certificate-batches`,
      aDecision(held.enrolments.slice(0, 1)),
      lao,
    );
    assert.deepEqual([twice.status, twice.body.code], [409, 'certificate_batch.already_listed']);
    assert.equal(twice.body.detail, 'ທ້າວ ບຸນມີ ສີສະຫວັດ ຢູ່ໃນບັນຊີຂອງຂໍ້ຕົກລົງອື່ນແລ້ວ.');
    const unfit = await vn.post(
      `${api}/runs/${held.run.id}/certificate-batches`,
      aDecision(held.enrolments.slice(2)),
      lao,
    );
    assert.deepEqual([unfit.status, unfit.body.code], [409, 'certificate_batch.not_eligible']);
  });

  it('goes back, needs If-Match to be handed in again, and is approved with 202', async () => {
    const path = `${api}/certificate-batches/${batchId}`;
    assert.equal((await vn.post(`${path}/approval`)).status, 403);
    assert.equal((await chair.post(`${path}/return`, {})).status, 422);
    const returned = await chair.post(`${path}/return`, { reason: 'Sai số quyết định' });
    assert.equal(returned.body.status, 'returned');
    const again = aDecision(held.enrolments.slice(0, 1), '16/QĐ-VIOIT');
    assert.equal((await vn.post(`${path}/preparation`, again)).status, 428);
    assert.equal((await vn.post(`${path}/preparation`, again, { 'if-match': '"1"' })).status, 412);
    const { headers } = await vn.get(path);
    const handedIn = await vn.post(`${path}/preparation`, again, { 'if-match': String(headers.etag) });
    assert.equal(handedIn.body.decisionNumber, '16/QĐ-VIOIT');
    const approved = await chair.post(`${path}/approval`, {}, { 'idempotency-key': 'approve-1' });
    assert.equal(approved.status, 202);
    assert.equal(approved.headers.location, `${api}/jobs/${approved.body.jobId}`);
    const repeated = await chair.post(`${path}/approval`, {}, { 'idempotency-key': 'approve-1' });
    assert.deepEqual([repeated.status, repeated.body.jobId], [202, approved.body.jobId]);
    const second = await chair.post(`${path}/approval`);
    assert.deepEqual([second.status, second.body.code], [409, 'certificate_batch.wrong_status']);
    await app.get(Outbox).deliver();
    const job = await chair.get(String(approved.headers.location));
    assert.deepEqual([job.body.status, job.body.progress, job.body.total], ['done', 1, 1]);
    assert.equal((await vn.get(String(approved.headers.location))).status, 404);
    const { body } = await vn.get(path);
    assert.equal(body.status, 'issued');
    certificateId = body.entries[0].certificateId;
  });

  it('gives the document as a file that browsers only download', async () => {
    const { status, headers, raw } = await vn.get(`${api}/certificates/${certificateId}/document.pdf`);
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'application/pdf');
    assert.match(String(headers['content-disposition']), /^attachment; filename="VL-2026-000001\.pdf"/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    pdf = raw;
    const { body } = await vn.get(`${api}/certificates/${certificateId}`);
    assert.equal(sha256(pdf), body.sha256);
    code = body.code;
    assert.ok(body.verificationUrl.startsWith(`http://localhost/verify/${code}#`), body.verificationUrl);
  });

  it('is not drawn or recorded for those who ask for the headers alone', async () => {
    const count = async () =>
      (await app.get(Database).rows("SELECT id FROM audit_event WHERE action LIKE '%downloaded'")).length;
    const before = await count();
    for (const path of [
      `/certificates/${certificateId}/document.pdf`,
      `/certificates/${certificateId}/credential`,
      '/certificates/certificates.zip',
      `/certificate-batches/${batchId}/print.pdf`,
    ])
      for (const url of [path, api + path]) {
        const headers = url === path ? { cookie: vn.cookies } : {};
        const { status, headers: told, raw } = await vn.send({ method: 'HEAD', url, headers });
        assert.deepEqual([status, told.allow, raw.length], [405, 'GET', 0], url);
        assert.equal((await app.public.send({ method: 'HEAD', url })).status, url === path ? 303 : 401, url);
      }
    assert.equal(await count(), before);
    assert.equal((await app.public.send({ method: 'HEAD', url: '/.well-known/jwks.json' })).status, 200);
  });

  it('shows certificates to each role as far as the matrix says', async () => {
    const enrolment = await app.get(EnrolmentLookup).get(held.enrolments[0]!.id);
    const other = await app.get(EnrolmentLookup).get(held.enrolments[1]!.id);
    const stranger = await aHeldRun(app, ['ຄົນອື່ນ']);
    const path = `${api}/certificates/${certificateId}`;
    const table: [who: string, client: Client, list: number, get: number, download: number, birthDate: boolean][] = [
      ['its nominator', await app.as('nominator', { organisationId: held.organisation.id }), 1, 200, 200, true],
      [
        'another nominator',
        await app.as('nominator', { organisationId: stranger.organisation.id }),
        0,
        404,
        404,
        false,
      ],
      ['IICE', await app.as('lao_coordinator'), 1, 200, 200, true],
      ['VIOIT', vn, 1, 200, 200, true],
      ['a co-chair', chair, 1, 200, 200, true],
      ['the trainee', await app.as('trainee', { personId: enrolment.personId }), 1, 200, 200, true],
      ['another trainee', await app.as('trainee', { personId: other.personId }), 0, 404, 404, false],
      ['an auditor', await app.as('auditor'), 1, 200, 200, false],
      ['an instructor of another run', await app.as('instructor', { personId: other.personId }), 0, 404, 403, false],
      ['an administrator', await app.as('admin'), -1, 403, 403, false],
      ['a consumer', await app.as('consumer'), -1, 403, 403, false],
    ];
    for (const [who, client, count, get, download, birthDate] of table) {
      const list = await client.get(`${api}/certificates`);
      assert.equal(list.status === 403 ? -1 : list.body.items.length, count, `${who} lists`);
      if (count === 1) assert.equal(list.body.items[0].birthDate !== null, birthDate, `${who}, birth date in the list`);
      const one = await client.get(path);
      assert.equal(one.status, get, `${who} reads`);
      if (get === 200) {
        assert.equal(one.body.birthDate !== null, birthDate, `${who}, birth date`);
        assert.equal(one.body.position !== null, birthDate, `${who}, position`);
      }
      assert.equal((await client.get(`${path}/document.pdf`)).status, download, `${who} downloads`);
    }
    const register = await vn.get(`${api}/certificate-register`);
    assert.deepEqual(
      register.body.items.map(({ registerNumber }: { registerNumber: number }) => registerNumber),
      [1],
    );
    const trainee = await app.as('trainee', { personId: enrolment.personId });
    assert.equal((await trainee.get(`${api}/certificate-register`)).status, 403);
  });

  it('tells anyone who holds the code exactly what the contract names', async () => {
    const { status, body } = await app.public.get(`${api}/verifications/${code.toLowerCase().replaceAll('-', '')}`);
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body).sort(), [
      'course',
      'date',
      'decisionNumber',
      'from',
      'fullName',
      'fullNameLatin',
      'issuingBodies',
      'registerNumber',
      'serial',
      'status',
      'title',
      'to',
      'units',
    ]);
    assert.equal(body.status, 'valid');
    assert.equal(body.fullName, 'ທ້າວ ບຸນມີ ສີສະຫວັດ');
    assert.deepEqual([body.from, body.to, body.units], ['2026-03-09', '2026-03-20', 4]);
    assert.deepEqual([body.serial, body.decisionNumber, body.date], ['VL-2026-000001', '16/QĐ-VIOIT', '2026-03-25']);
    const unknown = await app.public.get(`${api}/verifications/AAAAA-BBBBB-CCCCC-DDDDD-EEEEE`);
    assert.equal(unknown.status, 404);
  });

  it('compares a file byte for byte and keeps nothing of it', async () => {
    const files = async () => {
      const { dataDir } = app.get<Configuration>(CONFIGURATION as never);
      return (await readdir(join(dataDir, 'files'), { recursive: true })).filter((name) => name.length > 10).length;
    };
    const before = await files();
    const send = (content: Buffer | string, name = 'c.pdf') =>
      app.public.upload(`${api}/verifications`, { name, type: 'application/pdf', content });
    assert.deepEqual([(await send(pdf)).body.status, (await send(pdf)).status], ['valid', 200]);
    const altered = await send(Buffer.concat([pdf, Buffer.from('%')]));
    assert.equal(altered.body.status, 'altered');
    assert.equal(altered.body.certificate.serial, 'VL-2026-000001');
    assert.deepEqual((await send('%PDF-1.4 of others')).body, { status: 'unknown', certificate: null });
    assert.deepEqual((await send('a picture', 'c.jpg')).body, { status: 'unknown', certificate: null });
    assert.equal((await send(Buffer.alloc(11 * 1024 * 1024))).status, 413);
    assert.equal((await app.public.post(`${api}/verifications`, {})).status, 415);
    assert.equal(await files(), before);
  });
});

describe('the pages of certificates', () => {
  it('show who is not eligible with every reason, and keep what was typed when a decision is refused', async () => {
    const path = `/runs/${held.run.id}/certificates`;
    const { status, html } = await vn.page(`${path}?lang=en`);
    assert.equal(status, 200, html);
    for (const words of [
      'Attendance: 0 of 4 units; at least 80% are needed, that is 4 units.',
      'Not an author of an accepted output of the kind “Practical report”.',
      'The assessment was not passed.',
    ])
      assert.ok(html.includes(words), words);
    const refused = await vn.submit(path, { decisionNumber: 'KEEP-ME', 'signatory.nameVi': 'Trần Văn Bình' });
    assert.equal(refused.status, 422);
    assert.ok(refused.html.includes('value="KEEP-ME"') && refused.html.includes('value="Trần Văn Bình"'));
    assert.ok(refused.html.includes('Choose at least one person.'));
  });

  it('take a batch from preparation to the trainee’s download', async () => {
    const held2 = await aHeldRun(app, [{ fullName: 'ແກ້ວມະນີ', fullNameLatin: 'Keomany' }]);
    const { enrolmentIds, issuePlace, signatory, ...rest } = aDecision(held2.enrolments, '20/QĐ-VIOIT');
    const flat = (name: string, fields: object) =>
      Object.fromEntries(Object.entries(fields).map(([key, value]) => [`${name}.${key}`, String(value)]));
    const fields = {
      ...rest,
      ...flat('issuePlace', issuePlace),
      ...flat('signatory', signatory),
      enrolmentIds,
    };
    const prepared = await vn.submit(`/runs/${held2.run.id}/certificates`, fields);
    assert.equal(prepared.status, 303, prepared.html);
    const path = prepared.location;
    assert.match(path, /^\/certificate-batches\//);

    const seenByPreparer = await vn.page(`${path}?lang=en`);
    assert.ok(seenByPreparer.html.includes('You prepared this decision. Another person approves it'));
    assert.ok(!seenByPreparer.html.includes(`${path}/approval`));
    assert.ok((await chair.page('/?lang=en')).html.includes('Approve decision 20/QĐ-VIOIT'));
    const specimen = await chair.page(`${path}/specimens/${enrolmentIds[0]}`);
    assert.equal(specimen.headers['content-type'], 'application/pdf');

    const returned = await chair.submit(`${path}/return`, { reason: 'Kiểm tra lại' });
    assert.equal(returned.status, 303, returned.html);
    assert.ok((await vn.page('/?lang=en')).html.includes('Decision 20/QĐ-VIOIT of run'));
    const form = await vn.page(`${path}/preparation`);
    const version = /name="version" value="(\d+)"/.exec(form.html)?.[1] ?? '';
    assert.equal((await vn.submit(`${path}/preparation`, { ...fields, version })).status, 303);
    assert.equal((await chair.submit(`${path}/approval`, {})).status, 303);
    await app.get(Outbox).deliver();

    const enrolment = await app.get(EnrolmentLookup).get(held2.enrolments[0]!.id);
    const trainee = await app.as('trainee', { personId: enrolment.personId });
    assert.ok((await trainee.page('/?lang=en')).html.includes('Your certificate is ready'));
    const { html } = await trainee.page('/certificates?lang=lo');
    const download = /href="(\/certificates\/[^"]+\/document\.pdf)"/.exec(html)?.[1] ?? '';
    assert.ok(html.includes('ດາວໂຫຼດໃບຢັ້ງຢືນ (PDF)'));
    const file = await trainee.page(download);
    assert.equal(file.status, 200);
    assert.equal(file.headers['content-type'], 'application/pdf');
    assert.ok(!(await trainee.page('/?lang=en')).html.includes('Your certificate is ready'));
    assert.equal((await trainee.page('/certificates/register')).status, 403);
    const register = await vn.page('/certificates/register?lang=vi');
    assert.ok(register.html.includes('VL-2026-000002') && register.html.includes('Sổ gốc cấp chứng chỉ'));
  });

  it('give the documents of a decision or of any choice in one archive, as they were stored', async () => {
    const [first, second] = (await vn.get(`${api}/certificates?sort=registerNumber`)).body.items;
    const held1 = `${first.serial} Bounmy SISAVATH.pdf`;
    const held2 = `${second.serial} Keomany.pdf`;
    const archive = async (who: Client, path: string) => {
      const { status, headers, raw } = await who.get(path);
      assert.deepEqual([status, headers['content-type']], [200, 'application/zip'], String(raw));
      assert.equal(Number(headers['content-length']), raw.length);
      return unzipSync(raw);
    };
    const all = await archive(vn, `${api}/certificates/certificates.zip`);
    assert.deepEqual(Object.keys(all), [held1, held2]);
    for (const [{ id }, name] of [
      [first, held1],
      [second, held2],
    ] as const)
      assert.deepEqual(Buffer.from(all[name]!), (await vn.get(`${api}/certificates/${id}/document.pdf`)).raw);
    const ofBatch = `/certificate-batches/${second.batchId}/certificates.zip`;
    assert.ok((await vn.page(`/certificate-batches/${second.batchId}?lang=en`)).html.includes(`href="${ofBatch}"`));
    for (const path of [api + ofBatch, `${api}/certificates/certificates.zip?q=keo`])
      assert.deepEqual(Object.keys(await archive(chair, path)), [held2]);
    for (const path of [ofBatch, '/certificates/certificates.zip'])
      assert.equal((await chair.page(path)).headers['content-type'], 'application/zip');
    const nominator = await app.as('nominator', { organisationId: held.organisation.id });
    assert.deepEqual(Object.keys(await archive(nominator, `${api}/certificates/certificates.zip`)), [held1]);
    const others = await nominator.get(`${api}/certificates/certificates.zip?batchId=${second.batchId}`);
    assert.deepEqual([others.status, others.body.code], [409, 'certificate.none_to_archive']);
    assert.equal((await vn.get(`${api}/certificates/certificates.zip?colour=red`)).status, 422);
  });

  it('verify a certificate for anyone, by code and by file, without a script', async () => {
    const code = (await vn.get(`${api}/certificates`)).body.items[0].id;
    const detail = (await vn.get(`${api}/certificates/${code}`)).body;
    const typed = await app.public.page(`/verify?code=${detail.code.toLowerCase()}`);
    assert.deepEqual([typed.status, typed.location], [303, `/verify/${detail.code.toLowerCase()}`]);
    const words = { lo: 'ໃຊ້ໄດ້', vi: 'Có giá trị', en: 'Valid' };
    for (const language of ['lo', 'vi', 'en'] as const) {
      const { status, html, headers } = await app.public.page(`/verify/${detail.code}?lang=${language}`);
      assert.equal(status, 200);
      assert.equal(headers['x-robots-tag'], 'noindex');
      for (const word of Object.values(words)) assert.ok(html.includes(word), `${word} in ${language}`);
      assert.ok(html.includes(detail.serial) && html.includes(detail.fullName));
      for (const hidden of [detail.birthDate, 'ວິຊາການ', detail.sha256]) assert.ok(!html.includes(hidden), hidden);
    }
    const unknown = await app.public.page('/verify/AAAAA-BBBBB-CCCCC-DDDDD-EEEEE');
    assert.equal(unknown.status, 404);
    assert.ok(unknown.html.includes('No certificate has this code'));
    const { raw } = await vn.get(`${api}/certificates/${detail.id}/document.pdf`);
    const file = { name: 'my.pdf', type: 'application/pdf', content: raw };
    const same = await app.public.submitFile('/verify', file);
    assert.equal(same.status, 200);
    assert.ok(same.html.includes('Byte for byte the document that was issued, and it holds.'));
    const changed = await app.public.submitFile('/verify', {
      ...file,
      content: Buffer.concat([raw, Buffer.from('x')]),
    });
    assert.ok(changed.html.includes('Altered') && changed.html.includes(`/verify/${detail.code}`));
    const isOfDevelopment = ({ html }: { html: string }) => html.includes('Development key: no legal effect');
    assert.deepEqual([isOfDevelopment(same), isOfDevelopment(changed)], [true, false]);
    const none = await app.public.submitFile('/verify', { name: '', type: 'application/octet-stream', content: '' });
    assert.equal(none.status, 422);
    assert.ok(none.html.includes('Choose a file.'));
  });

  it('do not let one address guess on and on', async () => {
    const answers: number[] = [];
    for (let round = 0; round < 62; round += 1)
      answers.push((await app.public.get(`${api}/verifications/AAAAA-BBBBB-CCCCC-DDDDD-EEEEE`)).status);
    assert.equal(answers.at(-1), 429);
    assert.ok(answers.filter((status) => status === 404).length >= 50);
  });
});
