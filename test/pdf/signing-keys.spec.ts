import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { ConfigurationError } from '#libs/platform';
import { openDocumentKey, openStatementKey } from '../../libs/certificates/src/signing/own-keys.js';
import { issuedKeyStore, keyStore, packedStore, password, type StoreOptions } from '../support/openssl.js';
import { lacks } from '../support/tools.js';

const folder = mkdtempSync(join(tmpdir(), 'keys-'));
after(() => rmSync(folder, { recursive: true }));

type Settings = Parameters<typeof openDocumentKey>[0];

const settings = (more: Partial<Settings> = {}): Settings => ({
  ...{ environment: 'production', dataDir: folder, documentKey: null, statementKey: null },
  ...more,
});
const named = (store: Buffer, secret = password): Settings =>
  settings({ documentKey: { setting: 'SIGNING_KEY', value: store.toString('base64'), password: secret } });
const open = (from: Settings, now = new Date()) => openDocumentKey(from, now);

/** What the operator is told. */
function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof ConfigurationError, String(error));
    return error.message;
  }
  return assert.fail('was taken');
}

describe('the key that documents are signed with', { skip: lacks('openssl') }, () => {
  const tripleDes = ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'];
  const taken: Record<string, StoreOptions> = {
    'ECDSA on P-256, as openssl writes it today': {},
    'ECDSA on P-384': { key: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384'] },
    'RSA of 2048 bits': { key: ['rsa:2048'] },
    'in Triple DES, as older tools write it': { store: tripleDes },
    'in AES-128 under SHA-384': { store: ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha384'] },
    'for signing alone': { certificate: ['-addext', 'keyUsage=critical,nonRepudiation'] },
  };
  for (const [what, options] of Object.entries(taken)) {
    it(`is read: ${what}`, () => {
      const { privateKey, certificates, isDevelopment } = open(named(keyStore(options)));
      assert.deepEqual(
        certificates.map(({ subject }) => subject),
        ['O=Institute\nCN=Test seal'],
      );
      assert.ok(certificates[0]!.checkPrivateKey(privateKey));
      assert.equal(isDevelopment, false);
    });
  }

  it('brings the certificates above its own, its own first', () => {
    const { certificates } = open(named(issuedKeyStore().store));
    assert.deepEqual(
      certificates.map(({ subject }) => subject),
      ['CN=Test institute', 'CN=Test authority'],
    );
  });

  it('is read from a file too', () => {
    const file = join(folder, 'institute.p12');
    writeFileSync(file, keyStore());
    const from = (value: string) => settings({ documentKey: { setting: 'SIGNING_KEY_FILE', value, password } });
    assert.equal(open(from(file)).certificates.length, 1);
    assert.equal(
      refusal(() => open(from(join(folder, 'none.p12')))),
      'SIGNING_KEY_FILE: cannot be read (ENOENT)',
    );
  });

  it('is refused with its setting and the reason, and never with its secrets', () => {
    const year = (number: number) => new Date(`${number}-01-01T00:00:00Z`);
    const good = keyStore();
    const noKey = keyStore({ store: ['-nokeys'] });
    const rc2 = keyStore({ store: ['-legacy'] });
    const cases: [() => unknown, RegExp][] = [
      [() => open(named(good, 'a guess')), /^SIGNING_KEY_PASSWORD: does not open the key of SIGNING_KEY$/],
      [() => open(named(good, '')), /^SIGNING_KEY_PASSWORD: /],
      [() => open(named(Buffer.from('not a store at all'))), /^SIGNING_KEY: is not a PKCS#12 file$/],
      [() => open(named(good.subarray(0, good.length - 20))), /^SIGNING_KEY: is not a /],
      [() => open(named(noKey)), /^SIGNING_KEY: holds 0 private keys, not one$/],
      [() => open(named(rc2)), /^SIGNING_KEY: is encrypted with RC2 \(40 bits\); write it anew: openssl pkcs12 /],
      [() => open(named(good), year(2020)), /^SIGNING_KEY: its certificate is valid only from \d{4}-\d\d-\d\d$/],
      [() => open(named(good), year(2090)), /^SIGNING_KEY: its certificate expired on \d{4}-\d\d-\d\d$/],
      [
        () => open(named(keyStore({ key: ['rsa:1024'] }))),
        /^SIGNING_KEY: is an RSA key of 1024 bits, fewer than 2048$/,
      ],
      [
        () => open(named(keyStore({ key: ['ec', '-pkeyopt', 'ec_paramgen_curve:secp256k1'] }))),
        /^SIGNING_KEY: is an ECDSA key on the curve secp256k1, not P-256 or P-384$/,
      ],
      [
        () => open(named(keyStore({ key: ['ed25519'] }))),
        /^SIGNING_KEY: is a key of the kind ed25519, not RSA or ECDSA$/,
      ],
      [
        () => open(named(keyStore({ certificate: ['-addext', 'keyUsage=critical,keyCertSign'] }))),
        /^SIGNING_KEY: its certificate is not for digital signatures$/,
      ],
    ];
    for (const [work, expected] of cases) {
      const told = refusal(work);
      assert.match(told, expected);
      assert.ok(!told.includes(password) && !told.includes(good.toString('base64').slice(0, 40)));
    }
  });

  it('that is damaged anywhere is refused in plain words', () => {
    const good = keyStore();
    for (let at = 0; at < good.length; at += 37) {
      const damaged = Buffer.from(good);
      damaged[at]! ^= 0x55;
      assert.match(
        refusal(() => open(named(damaged))),
        /^SIGNING_KEY(_PASSWORD)?: /,
        `byte ${at}`,
      );
    }
  });
});

describe('the development key', () => {
  const own = settings({ environment: 'development', dataDir: join(folder, 'development') });

  it('is made once, says what it is, and is for our own eyes', () => {
    const first = open(own, new Date('2026-03-02T02:00:00Z'));
    assert.equal(first.isDevelopment, true);
    assert.match(first.certificates[0]!.subject, /development key - no legal effect/);
    const again = open(own, new Date('2027-03-02T02:00:00Z'));
    assert.equal(again.certificates[0]!.fingerprint256, first.certificates[0]!.fingerprint256);
    assert.ok(openStatementKey(own).privateKey.equals(openStatementKey(own).privateKey));
    const keys = join(own.dataDir, 'keys');
    assert.deepEqual(readdirSync(keys).sort(), ['development-document-key.pem', 'development-statement-key.pem']);
    for (const name of readdirSync(keys)) assert.equal(statSync(join(keys, name)).mode & 0o777, 0o600, name);
  });

  it('does not pass for the institute’s in production', { skip: lacks('openssl') }, () => {
    const pem = readFileSync(join(own.dataDir, 'keys', 'development-document-key.pem'), 'utf8');
    const store = packedStore(pem);
    assert.equal(open({ ...named(store), environment: 'test' }).isDevelopment, true);
    assert.match(
      refusal(() => open(named(store))),
      /^SIGNING_KEY: is a development key/,
    );
  });
});

describe('the key that statements are signed with', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const opened = (statementKey: string) => openStatementKey(settings({ statementKey }));

  it('is read as PEM and as DER in base64', () => {
    const der = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    for (const written of [String(privateKey.export({ format: 'pem', type: 'pkcs8' })), der])
      assert.ok(opened(written).privateKey.equals(privateKey));
  });

  it('is refused when it is none', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const other = rsa.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    assert.equal(
      refusal(() => opened(other)),
      'STATEMENT_KEY: is not an Ed25519 key',
    );
    assert.match(
      refusal(() => opened('bm90IGEga2V5')),
      /^STATEMENT_KEY: is not a private key as PKCS#8/,
    );
  });
});
