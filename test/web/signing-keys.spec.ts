import assert from 'node:assert/strict';
import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { createLocalJWKSet, type JWK } from 'jose';
import { startApp, type TestApp } from '../support/app.js';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

interface PublicKey {
  id: string;
  keyId: string;
  fingerprint: string;
  issuer: string | null;
  isDevelopment: boolean;
  retiredAt: string | null;
  certificates: string[];
  publicKey: string;
  jwk: JWK;
}

describe('the published keys', () => {
  let app: TestApp;
  let document: PublicKey;
  let statement: PublicKey;
  before(async () => {
    app = await startApp();
    const { status, body } = await app.public.get('/api/v1/signing-keys');
    assert.equal(status, 200);
    document = body.items.find(({ purpose }: { purpose: string }) => purpose === 'document');
    statement = body.items.find(({ purpose }: { purpose: string }) => purpose === 'statement');
    assert.equal(body.items.length, 2);
  });
  after(() => app.close());

  it('are told over REST as other programs take them', () => {
    const certificate = new X509Certificate(document.certificates[0]);
    assert.equal(sha256(certificate.raw), document.fingerprint);
    const spki = createPublicKey({ key: document.jwk as Record<string, string>, format: 'jwk' }).export({
      format: 'der',
      type: 'spki',
    });
    assert.equal(sha256(spki), document.keyId);
    assert.deepEqual(document.jwk.x5c, [certificate.raw.toString('base64')]);
    assert.deepEqual([document.issuer, document.isDevelopment, document.retiredAt], [null, true, null]);
    assert.deepEqual([statement.jwk.crv, statement.jwk.alg], ['Ed25519', 'EdDSA']);
    assert.ok(createLocalJWKSet({ keys: [document.jwk, statement.jwk] }));
  });

  it('lie where their `kid` leads, and all together where programs look for them', async () => {
    const set = await app.public.get('/.well-known/jwks.json');
    assert.deepEqual([set.status, set.headers['content-type']], [200, 'application/jwk-set+json']);
    const { keys } = JSON.parse(set.raw.toString());
    assert.equal(keys.length, 2);
    for (const key of [document, statement]) {
      assert.equal(key.jwk.kid, `http://localhost/signing-keys/${key.id}/key.jwk`);
      const { status, headers, raw } = await app.public.get(new URL(key.jwk.kid!).pathname);
      assert.deepEqual([status, headers['content-type']], [200, 'application/jwk+json']);
      // A wallet is a page of somebody else.
      assert.equal(headers['access-control-allow-origin'], '*');
      assert.deepEqual(JSON.parse(raw.toString()), key.jwk);
      assert.deepEqual(
        keys.find(({ kid }: JWK) => kid === key.jwk.kid),
        key.jwk,
      );
    }
  });

  it('say nothing of their private halves', () => {
    for (const { jwk, ...key } of [document, statement]) {
      assert.equal(jwk.d, undefined);
      assert.doesNotMatch(JSON.stringify(key), /PRIVATE/);
    }
  });

  it('are shown on a page in three languages, with what they are worth', async () => {
    const worth = {
      en: ['no legal effect', 'depends on the certificate authority'],
      vi: ['không có giá trị pháp lý', 'phụ thuộc vào tổ chức chứng thực'],
      lo: ['ບໍ່ມີຜົນທາງກົດໝາຍ', 'ຂຶ້ນກັບອົງການຮັບຮອງ'],
    };
    for (const [language, words] of Object.entries(worth)) {
      const { status, html } = await app.public.page(`/signing-keys?lang=${language}`);
      assert.equal(status, 200);
      for (const word of words) assert.ok(html.includes(word), word);
      assert.ok(html.includes(document.keyId.slice(0, 4).toUpperCase()));
    }
    assert.match((await app.public.page('/verify')).html, /href="\/signing-keys"/);
  });

  it('are downloaded to check with', async () => {
    const pem = await app.public.get(`/signing-keys/${document.id}/key.pem`);
    assert.equal(pem.headers['content-type'], 'application/x-pem-file');
    assert.equal(pem.raw.toString(), document.certificates.join(''));
    const cer = await app.public.get(`/signing-keys/${document.id}/certificate.cer`);
    assert.equal(sha256(cer.raw), document.fingerprint);
    assert.match(String(cer.headers['content-disposition']), /^attachment; filename="mittaphap-[0-9a-f]{16}\.cer"/);
    assert.equal((await app.public.get(`/signing-keys/${statement.id}/key.pem`)).raw.toString(), statement.publicKey);
    assert.equal((await app.public.get(`/signing-keys/${statement.id}/certificate.cer`)).status, 404);
  });
});
