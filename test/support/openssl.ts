// Keys and certificates as an institute gets them, made by openssl for one test and thrown away.
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selfSigned } from '../../libs/certificates/src/signing/self-signed.js';

export const password = 'ລະຫັດ-mật khẩu 7';

export type Openssl = (...args: string[]) => Buffer;

/** Works in a folder of its own. */
export function withOpenssl<T>(work: (openssl: Openssl, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'openssl-'));
  const openssl: Openssl = (...args) =>
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    return work(openssl, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export interface StoreOptions {
  /** Arguments of `openssl req -newkey`. */
  key?: readonly string[];
  /** More arguments of `openssl req -x509`: days, extensions. */
  certificate?: readonly string[];
  /** More arguments of `openssl pkcs12 -export`: how it is encrypted. */
  store?: readonly string[];
}

export const ecKey = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];

/** A PKCS#12 with one key and the certificate it vouches for itself with. */
export function keyStore({ key = ecKey, certificate = [], store = [] }: StoreOptions = {}): Buffer {
  return withOpenssl((openssl, folder) => {
    const made = ['-nodes', '-keyout', 'key.pem', '-out', 'certificate.pem', '-subj', '/O=Institute/CN=Test seal'];
    openssl('req', '-x509', '-newkey', ...key, '-days', '365', ...certificate, ...made);
    return exported(openssl, folder, ['-inkey', 'key.pem', '-in', 'certificate.pem', ...store]);
  });
}

/** A PKCS#12 whose certificate was issued by an authority, with the authority's certificate, and that one alone. */
export function issuedKeyStore(key: readonly string[] = ecKey): { store: Buffer; authority: string } {
  return withOpenssl((openssl, folder) => {
    const root = ['-nodes', '-keyout', 'root.key', '-out', 'root.pem', '-subj', '/CN=Test authority', '-days', '3650'];
    openssl('req', '-x509', '-newkey', ...ecKey, ...root);
    openssl(
      'req',
      '-newkey',
      ...key,
      '-nodes',
      '-keyout',
      'key.pem',
      '-out',
      'wish.pem',
      '-subj',
      '/CN=Test institute',
    );
    const from = ['-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial', '-days', '365'];
    openssl('x509', '-req', '-in', 'wish.pem', ...from, '-out', 'certificate.pem');
    const parts = ['-inkey', 'key.pem', '-in', 'certificate.pem', '-certfile', 'root.pem'];
    return {
      store: exported(openssl, folder, parts),
      authority: readFileSync(join(folder, 'root.pem'), 'utf8'),
    };
  });
}

/** A PKCS#12 whose certificate holds over all years in which tests play: openssl’s begin today. */
export function lastingKeyStore(): Buffer {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const [from, to] = ['2020-01-01', '2040-01-01'].map((day) => new Date(day));
  const certificate = new X509Certificate(selfSigned(privateKey, 'Test seal', from!, to!));
  return packedStore(`${privateKey.export({ format: 'pem', type: 'pkcs8' })}${certificate}`);
}

/** A PKCS#12 of a key and its certificate in one PEM. */
export function packedStore(pem: string): Buffer {
  return withOpenssl((openssl, folder) => {
    writeFileSync(join(folder, 'all.pem'), pem);
    return exported(openssl, folder, ['-in', 'all.pem']);
  });
}

function exported(openssl: Openssl, folder: string, args: readonly string[]): Buffer {
  openssl('pkcs12', '-export', ...args, '-passout', `pass:${password}`, '-out', 'store.p12');
  return readFileSync(join(folder, 'store.p12'));
}
