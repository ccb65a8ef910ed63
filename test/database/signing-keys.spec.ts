import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, verify, X509Certificate } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type SigningKey, SigningKeys } from '#libs/certificates';
import { type Configuration, ConfigurationError, Database, UnitOfWork } from '#libs/platform';
import { buildServer } from '../../apps/server/src/server.js';
import { openCertificates, startCertificates } from '../support/certificates.js';
import { engine } from '../support/engine.js';
import { lastingKeyStore, password } from '../support/openssl.js';
import type { TestContext } from '../support/platform.js';
import { lacks } from '../support/tools.js';

describe('the keys of an installation', () => {
  let context: TestContext;
  before(async () => {
    context = await startCertificates();
  });
  after(() => context.close());

  const trail = () =>
    context
      .get(Database)
      .rows<{ action: string }>("SELECT action FROM audit_event WHERE noun = 'signing_key' ORDER BY id");
  const actions = async () => (await trail()).map(({ action }) => action.replace('signing_key.', ''));

  /** What comes up with other settings on the same database. */
  async function startedAgain<T>(
    more: Partial<Configuration>,
    work: (keys: SigningKeys) => T | Promise<T>,
  ): Promise<T> {
    const again = await openCertificates({ ...context.configuration, ...more }, context.clock);
    try {
      return await work(again.get(SigningKeys));
    } finally {
      await again.close();
    }
  }
  /** To this database; SQLite has none that anybody else could count. */
  const connections = async () =>
    engine === 'sqlite'
      ? 0
      : (await context.get(Database).rows('SELECT id FROM information_schema.processlist WHERE db = DATABASE()'))
          .length;

  const current = (keys: SigningKey[]) =>
    keys.filter(({ retiredAt }) => !retiredAt).map(({ purpose, algorithm }) => `${purpose} ${algorithm}`);

  it('are written down at the first start, each with its mark', async () => {
    const keys = await context.get(SigningKeys).published();
    assert.deepEqual(current(keys).sort(), ['document ECDSA P-256', 'statement Ed25519']);
    assert.ok(keys.every(({ isDevelopment, keyId }) => isDevelopment && /^[0-9a-f]{64}$/.test(keyId)));
    assert.deepEqual(await actions(), ['introduced', 'introduced']);
    const document = keys.find(({ purpose }) => purpose === 'document')!;
    assert.equal(new X509Certificate(document.publicPem).subject, document.subject);
    assert.equal(context.get(SigningKeys).documentSigner().id, document.id);
  });

  it('sign statements that the published key proves', async () => {
    const statements = context.get(SigningKeys).statementKey();
    const signature = statements.sign(Buffer.from('said'));
    const keys = await context.get(SigningKeys).published();
    const { publicPem } = keys.find(({ keyId }) => keyId === statements.keyId)!;
    assert.ok(verify(null, Buffer.from('said'), createPublicKey(publicPem), signature));
    assert.ok(!verify(null, Buffer.from('Said'), createPublicKey(publicPem), signature));
  });

  it('are the same after another start', async () => {
    const before = await context.get(SigningKeys).published();
    await startedAgain({}, async (keys) => assert.deepEqual(await keys.published(), before));
    assert.equal((await trail()).length, 2);
  });

  it('give way to others and stay published', { skip: lacks('openssl') }, async () => {
    const value = lastingKeyStore().toString('base64');
    const ed25519 = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' });
    const other = {
      documentKey: { setting: 'SIGNING_KEY', value, password } as const,
      statementKey: String(ed25519),
    };
    context.clock.set('2026-12-01T00:00:00Z');
    await startedAgain(other, async (keys) => {
      const published = await keys.published();
      assert.deepEqual(current(published).sort(), ['document ECDSA P-256', 'statement Ed25519']);
      assert.equal(published.length, 4);
      const [own] = published.filter(({ purpose, retiredAt }) => purpose === 'document' && !retiredAt);
      assert.deepEqual([own!.subject, own!.isDevelopment], ['CN=Test seal', false]);
      assert.ok(published.every(({ retiredAt, isDevelopment }) => Boolean(retiredAt) === isDevelopment));
    });
    await startedAgain({}, async (keys) => {
      assert.deepEqual(current(await keys.published()).sort(), ['document ECDSA P-256', 'statement Ed25519']);
    });
    const [retired, introduced, resumed] = ['retired', 'introduced', 'resumed'];
    const swap = (what: string) => [retired, what, retired, what];
    assert.deepEqual(await actions(), ['introduced', 'introduced', ...swap(introduced!), ...swap(resumed!)]);
  });

  it('are written down once when two processes start with them', async () => {
    const statementKey = String(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }));
    const ids = await Promise.all(
      [1, 2, 3].map(() => startedAgain({ statementKey }, (keys) => keys.statementKey().keyId)),
    );
    assert.equal(new Set(ids).size, 1);
    const keys = await context.get(SigningKeys).published();
    assert.equal(keys.filter(({ keyId }) => keyId === ids[0]).length, 1);
    assert.deepEqual(current(keys).length, 2);
  });

  it('sign nothing once their certificate has expired', async () => {
    const now = context.clock.now();
    context.clock.set('2060-01-01T00:00:00Z');
    assert.throws(() => context.get(SigningKeys).documentSigner(), { code: 'signing.certificate_expired' });
    context.clock.set(now.toISOString());
  });

  it('start nothing once their certificate has expired, and leave no connection open', {
    skip: lacks('openssl'),
  }, async () => {
    const now = context.clock.now();
    context.clock.set('2060-01-01T00:00:00Z');
    const documentKey = { setting: 'SIGNING_KEY', value: lastingKeyStore().toString('base64'), password } as const;
    const before = await connections();
    for (const start of [openCertificates, buildServer])
      await assert.rejects(start({ ...context.configuration, documentKey }, context.clock), ConfigurationError);
    // The server hears a little later that they are gone.
    for (let round = 0; (await connections()) > before && round < 50; round += 1) await pause(100);
    assert.equal(await connections(), before);
    context.clock.set(now.toISOString());
  });

  it('cannot be changed or taken away, also not by a mistake of ours', async () => {
    const change = (sql: string) => context.get(UnitOfWork).run(() => context.get(Database).change(sql, []));
    for (const sql of [
      "UPDATE signing_key SET public_pem = 'another'",
      'UPDATE signing_key SET is_development = 0',
      'UPDATE signing_key SET valid_to = NULL',
      'DELETE FROM signing_key',
    ])
      await assert.rejects(change(sql), /signing_key is published/, sql);
  });
});
