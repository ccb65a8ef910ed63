import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import {
  compactVerify,
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  decodeProtectedHeader,
  importJWK,
  type JWK,
  jwtVerify,
} from 'jose';
import { RevocationLists } from '#libs/certificates';
import { EnrolmentLookup } from '#libs/nominations';
import { Outbox } from '#libs/platform';
import { aDecision, aHeldRun } from '../support/a-held-run.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { readByPage, statementKeys, withdraw } from '../support/scan.js';
import { statementsOf } from '../support/statements.js';

let app: TestApp;
let vn: Client;
let trainee: Client;
let personId: string;
let ids: string[];
let codes: string[];
let addresses: string[];

const names = ['ທ້າວ ບຸນມີ ສີສະຫວັດ', 'ນາງ ຄຳຫຼ້າ', 'ສົມພອນ'];

before(async () => {
  app = await startApp();
  const held = await aHeldRun(app, [{ fullName: names[0]!, fullNameLatin: 'Bounmy SISAVATH' }, ...names.slice(1)]);
  vn = await app.as('vn_coordinator');
  const chair = await app.as('vn_co_chair');
  const path = '/api/v1/certificate-batches';
  const { body: batch } = await vn.post(`/api/v1/runs/${held.run.id}/certificate-batches`, aDecision(held.enrolments));
  await chair.post(`${path}/${batch.id}/approval`);
  await app.get(Outbox).deliver();
  const { body } = await vn.get('/api/v1/certificates?sort=registerNumber');
  ids = body.items.map(({ id }: { id: string }) => id);
  const details = await Promise.all(ids.map(async (id) => (await vn.get(`/api/v1/certificates/${id}`)).body));
  codes = details.map(({ code }) => code);
  addresses = details.map(({ verificationUrl }) => verificationUrl);
  ({ personId } = await app.get(EnrolmentLookup).get(held.enrolments[0]!.id));
  trainee = await app.as('trainee', { personId });
});
after(() => app.close());

/** The published keys as a library of others takes them. */
async function publishedKeys(): Promise<JWK[]> {
  const { body } = await app.public.get('/api/v1/signing-keys');
  return body.items.map(({ jwk }: { jwk: JWK }) => jwk);
}

describe('a certificate issued today', () => {
  it('carries what it says behind the address in its QR code', async () => {
    const keys = await statementKeys(app);
    for (const [index, address] of addresses.entries()) {
      assert.ok(address.startsWith(`http://localhost/verify/${codes[index]}#`) && address.length <= 600, address);
      const { verdict, statement } = (await readByPage(address, keys))!;
      assert.equal(verdict, 'signed');
      const { body } = await app.public.get(`/api/v1/verifications/${codes[index]}`);
      const { texts, from, to, issuedOn, units } = statement!;
      assert.deepEqual(
        [texts.serial, texts.fullNameLao, texts.decision, from, to, issuedOn, units],
        [body.serial, body.fullName, body.decisionNumber, body.from, body.to, body.date, body.units],
      );
    }
  });

  it('is looked up by its address as before', async () => {
    const { status, raw } = await app.public.get(new URL(addresses[0]!).pathname);
    assert.equal(status, 200);
    assert.ok(raw.toString().includes(names[0]!));
    for (const [language, words] of [
      ['en', 'Development key: no legal effect'],
      ['vi', 'không có giá trị pháp lý'],
      ['lo', 'ບໍ່ມີຜົນທາງກົດໝາຍ'],
    ] as const) {
      const { html } = await app.public.page(`${new URL(addresses[0]!).pathname}?lang=${language}`);
      assert.ok(html.includes(words), words);
    }
  });
});

describe('the list of certificates that no longer hold', () => {
  const path = '/verify/revocations';
  const ask = (headers = {}) => app.public.get(path, headers);
  const read = async (raw: Buffer) => {
    const verified = await compactVerify(raw.toString(), createLocalJWKSet({ keys: await publishedKeys() }));
    assert.deepEqual([verified.protectedHeader.alg, verified.protectedHeader.typ], ['EdDSA', 'mittaphap-revocations']);
    return JSON.parse(new TextDecoder().decode(verified.payload));
  };
  const nameOf = (code: string) =>
    createHash('sha256').update(`mittaphap-revocation\0${code}`).digest().subarray(0, 12).toString('base64url');

  it('is signed, dated, for everybody, and knows of a revocation at the next request', async () => {
    app.clock.set('2026-03-26T02:10:00Z');
    const empty = await ask();
    assert.equal(empty.status, 200);
    assert.deepEqual(
      [empty.headers['cache-control'], empty.headers['content-type'], empty.headers['set-cookie']],
      ['public, no-cache', 'application/jose', undefined],
    );
    assert.deepEqual(await read(empty.raw), { issuedAt: '2026-03-26T02:10:00.000Z', revoked: [], replaced: [] });
    const etag = String(empty.headers.etag);
    assert.equal((await ask({ 'if-none-match': etag })).status, 304);

    await withdraw(app, codes[1]!, 'revoked');
    const after = await ask({ 'if-none-match': etag });
    assert.equal(after.status, 200);
    assert.deepEqual((await read(after.raw)).revoked, [nameOf(codes[1]!)]);
    await withdraw(app, codes[2]!, 'replaced');
    const { revoked, replaced } = await read((await ask()).raw);
    assert.deepEqual([revoked, replaced], [[nameOf(codes[1]!)], [nameOf(codes[2]!)]]);
  });

  it('names nobody and no number', async () => {
    const list = JSON.stringify(await read((await ask()).raw));
    for (const secret of [...codes, ...names, 'VL-', ...ids]) assert.ok(!list.includes(secret), secret);
  });

  it('is dated anew every hour, and is otherwise what the caller has', async () => {
    app.clock.set('2026-03-26T04:00:00Z');
    const etag = String((await ask()).headers.etag);
    app.clock.set('2026-03-26T04:59:00Z');
    assert.equal((await ask({ 'if-none-match': etag })).status, 304);
    app.clock.set('2026-03-26T05:00:00Z');
    const anew = await ask({ 'if-none-match': etag });
    assert.deepEqual([anew.status, (await read(anew.raw)).issuedAt], [200, '2026-03-26T05:00:00.000Z']);
  });

  it('costs one statement', async () => {
    assert.equal(await statementsOf(app, () => app.get(RevocationLists).current()), 1);
  });

  it('is not asked for without end', async () => {
    const answers = await Promise.all(Array.from({ length: 70 }, () => ask({ 'x-forwarded-for': '10.0.0.9' })));
    assert.ok(answers.some(({ status, headers }) => status === 429 && headers['retry-after']));
    app.clock.set('2026-03-26T06:00:00Z');
  });
});

describe('the page that reads certificates without a network', () => {
  it('is the same for everybody, may be installed, and may use the camera', async () => {
    for (const file of ['', '/words', '/worker.js', '/app.webmanifest']) {
      const signedIn = await vn.page(`/verify/scan${file}`);
      const anyone = await app.public.get(`/verify/scan${file}`);
      assert.deepEqual([signedIn.status, anyone.status], [200, 200], file);
      assert.equal(signedIn.html, anyone.raw.toString(), file);
    }
    const page = await app.public.get('/verify/scan');
    assert.equal(page.headers['permissions-policy'], 'camera=(self), microphone=(), geolocation=()');
    assert.match(String((await app.public.get('/verify')).headers['permissions-policy']), /^camera=\(\),/);
    const [key] = await statementKeys(app);
    assert.ok(page.raw.toString().includes(key!.kid) && page.raw.toString().includes(key!.x));

    const manifest = JSON.parse((await app.public.get('/verify/scan/app.webmanifest')).raw.toString());
    assert.deepEqual([manifest.start_url, manifest.scope, manifest.display], ['/verify/scan', '/verify', 'standalone']);
    const { headers, raw } = await app.public.get('/verify/scan/worker.js');
    assert.equal(headers['service-worker-allowed'], '/verify');
    const { files, later } = JSON.parse(/self\.shell = (.*);/.exec(raw.toString())![1]!);
    for (const file of [...files, ...later]) assert.equal((await app.public.get(file)).status, 200, file);
  });
});

describe('the credential of a certificate', () => {
  const path = () => `/api/v1/certificates/${ids[0]}/credential`;

  it('is checked by an independent library against the published keys', async () => {
    const { status, headers, raw } = await trainee.get(path());
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'application/vc+jwt');
    assert.match(String(headers['content-disposition']), /^attachment; filename="[\w-]+\.jwt"/);
    const keys = createLocalJWKSet({ keys: await publishedKeys() });
    const { payload, protectedHeader } = await jwtVerify(raw.toString(), keys, { issuer: 'http://localhost' });
    assert.deepEqual([protectedHeader.alg, protectedHeader.typ], ['EdDSA', 'JWT']);
    assert.equal(payload.jti, payload.id);
    const [front, body, signature] = raw.toString().split('.');
    const forged = Buffer.from(JSON.stringify({ ...payload, name: 'Doctor' })).toString('base64url');
    assert.notEqual(forged, body);
    await assert.rejects(jwtVerify(`${front}.${forged}.${signature}`, keys));
    assert.equal((await trainee.get(path())).raw.toString(), raw.toString());
  });

  it('says where its key lies, and checks with the keys as libraries fetch them', async () => {
    const token = (await trainee.get(path())).raw.toString();
    const fetched = async (url: string) => {
      const { status, raw } = await app.public.get(new URL(url).pathname);
      return new Response(new Uint8Array(raw), { status });
    };
    const remote = createRemoteJWKSet(new URL('http://localhost/.well-known/jwks.json'), { [customFetch]: fetched });
    assert.equal((await jwtVerify(token, remote)).payload.iss, 'http://localhost');
    const { kid } = decodeProtectedHeader(token);
    assert.match(kid!, /^http:\/\/localhost\/signing-keys\/[0-9a-f-]{36}\/key\.jwk$/);
    const jwk = (await (await fetched(kid!)).json()) as JWK;
    assert.equal((await jwtVerify(token, await importJWK(jwk))).payload.iss, 'http://localhost');
  });

  it('has the structure that Open Badges 3.0 asks for', async () => {
    const { raw } = await vn.get(path());
    assert.ok(!('d' in (decodeProtectedHeader(raw.toString()).jwk ?? {})));
    const credential = JSON.parse(Buffer.from(raw.toString().split('.')[1]!, 'base64url').toString());
    const [v2, openBadges] = credential['@context'];
    assert.equal(v2, 'https://www.w3.org/ns/credentials/v2');
    assert.match(openBadges, /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context-3\.0\.\d\.json$/);
    assert.ok(credential.type.includes('VerifiableCredential') && credential.type.includes('AchievementCredential'));
    const { issuer, credentialSubject: subject, credentialStatus: standing } = credential;
    assert.deepEqual(issuer.type, ['Profile']);
    for (const address of [credential.id, issuer.id, subject.achievement.id, standing.id, standing.type])
      new URL(address);
    for (const instant of [credential.validFrom, subject.activityStartDate, subject.activityEndDate])
      assert.match(instant, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/);
    assert.equal(credential.nbf, Date.parse(credential.validFrom) / 1000);
    assert.equal(credential.iss, issuer.id);
    assert.deepEqual(subject.type, ['AchievementSubject']);
    assert.deepEqual(subject.achievement.type, ['Achievement']);
    for (const text of [credential.name, subject.achievement.name, subject.achievement.description])
      assert.ok(typeof text === 'string' && text.length > 3, text);
    assert.ok(subject.achievement.criteria.narrative.includes('practical output'));
    assert.deepEqual(
      subject.identifier.map(({ type, hashed, identityHash, identityType }: Record<string, unknown>) => [
        type,
        hashed,
        identityHash,
        identityType,
      ]),
      [
        ['IdentityObject', false, names[0], 'name'],
        ['IdentityObject', false, 'Bounmy SISAVATH', 'name'],
      ],
    );
    assert.equal((await app.public.get(new URL(standing.id).pathname)).body.status, 'valid');
  });

  it('tells nothing of the holder but the name', async () => {
    const { body } = await vn.get(`/api/v1/certificates/${ids[0]}`);
    const { raw } = await vn.get(path());
    const credential = Buffer.from(raw.toString().split('.')[1]!, 'base64url').toString();
    for (const secret of [body.birthDate, ...Object.values(body.position), ...Object.values(body.organisation)])
      assert.ok(!secret || !credential.includes(String(secret)), String(secret));
    assert.ok(!/email|birth|phone|position/i.test(credential));
  });

  it('is made of a certificate that holds, for those who may download it', async () => {
    await withdraw(app, codes[2]!, 'replaced');
    const withdrawn = await vn.get(`/api/v1/certificates/${ids[2]}/credential`);
    assert.deepEqual([withdrawn.status, withdrawn.body.code], [409, 'certificate.no_longer_holds']);
    assert.equal((await trainee.get(`/api/v1/certificates/${ids[2]}/credential`)).status, 404);
    // Days later by the clock of the list: signed in anew.
    const [own, other] = [await app.as('trainee', { personId }), await app.as('vn_coordinator')];
    const page = await own.page(`/certificates/${ids[0]}?lang=en`);
    assert.ok(page.html.includes(`href="/certificates/${ids[0]}/credential"`), page.html);
    assert.ok(!(await other.page(`/certificates/${ids[2]}?lang=en`)).html.includes('/credential"'));
    const file = await own.page(`/certificates/${ids[0]}/credential`);
    assert.equal(file.headers['content-type'], 'application/vc+jwt');
  });
});
