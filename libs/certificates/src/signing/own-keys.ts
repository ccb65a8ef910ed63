import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Configuration, ConfigurationError } from '#libs/platform';
import { documentKeyFault } from './document-key-fault.js';
import { keptSecret } from './key-files.js';
import { readPkcs12, UnfitPkcs12 } from './pkcs12.js';
import { UnreadableMethod, WrongPassword } from './pkcs12-decryption.js';
import { selfSigned } from './self-signed.js';

/** A key of ours that documents are signed with, and the certificates that say whose it is, its own first. */
export interface OwnDocumentKey {
  readonly privateKey: KeyObject;
  readonly certificates: readonly X509Certificate[];
  readonly isDevelopment: boolean;
}

/** A key of ours that statements are signed with: Ed25519. */
export interface OwnStatementKey {
  readonly privateKey: KeyObject;
  readonly isDevelopment: boolean;
}

export const developmentName = 'Mittaphap development key - no legal effect';

type KeySettings = Pick<Configuration, 'documentKey' | 'statementKey' | 'environment' | 'dataDir'>;

/** The key of the settings, or in development one that is made once. Throws ConfigurationError for one that is unfit. */
export function openDocumentKey(configuration: KeySettings, now: Date): OwnDocumentKey {
  const { documentKey, environment } = configuration;
  if (!documentKey) return developmentDocumentKey(configuration, now);
  const { setting } = documentKey;
  const { privateKey, certificates } = readNamed(documentKey);
  const fault = documentKeyFault(privateKey, certificates[0]!, now);
  if (fault) throw new ConfigurationError(`${setting}: ${fault}`);
  const isDevelopment = certificates[0]!.subject === `CN=${developmentName}`;
  if (isDevelopment && environment === 'production')
    throw new ConfigurationError(`${setting}: is a development key, production needs the institute’s own`);
  return { privateKey, certificates, isDevelopment };
}

function readNamed({ setting, value, password }: NonNullable<Configuration['documentKey']>) {
  const refuse = (why: string) => new ConfigurationError(`${setting}: ${why}`);
  let bytes: Buffer;
  try {
    bytes = setting === 'SIGNING_KEY_FILE' ? readFileSync(value) : Buffer.from(value, 'base64');
  } catch (error) {
    throw refuse(`cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  try {
    return readPkcs12(bytes, password);
  } catch (error) {
    if (error instanceof WrongPassword)
      throw new ConfigurationError(`SIGNING_KEY_PASSWORD: does not open the key of ${setting}`);
    if (error instanceof UnfitPkcs12) throw refuse(error.message);
    if (error instanceof UnreadableMethod) throw refuse(`is encrypted with ${error.method}; ${rewriting}`);
    // Whatever a broken file makes of its readers: their words may quote it.
    throw refuse('is not a sound PKCS#12 file');
  }
}

const rewriting =
  'write it anew: openssl pkcs12 -legacy -in old.p12 -nodes -out all.pem, then openssl pkcs12 -export -in all.pem -out new.p12, and delete all.pem';

/** The Ed25519 key of the settings, or in development one that is made once. */
export function openStatementKey({ statementKey, dataDir }: KeySettings): OwnStatementKey {
  if (statementKey) return { privateKey: readStatementKey(statementKey), isDevelopment: false };
  const pem = keptSecret(join(dataDir, 'keys'), 'development-statement-key.pem', () =>
    pemOf(generateKeyPairSync('ed25519').privateKey),
  );
  return { privateKey: createPrivateKey(pem), isDevelopment: true };
}

function readStatementKey(value: string): KeyObject {
  let key: KeyObject;
  try {
    key = value.includes('-----BEGIN')
      ? createPrivateKey(value)
      : createPrivateKey({ key: Buffer.from(value, 'base64'), format: 'der', type: 'pkcs8' });
  } catch {
    throw new ConfigurationError('STATEMENT_KEY: is not a private key as PKCS#8 (PEM, or DER in base64)');
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new ConfigurationError('STATEMENT_KEY: is not an Ed25519 key');
  return key;
}

function developmentDocumentKey({ dataDir }: KeySettings, now: Date): OwnDocumentKey {
  const pem = keptSecret(join(dataDir, 'keys'), 'development-document-key.pem', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const year = now.getUTCFullYear();
    const validity = [Date.UTC(year - 1, 0), Date.UTC(year + 20, 0)].map((time) => new Date(time));
    const certificate = selfSigned(privateKey, developmentName, validity[0]!, validity[1]!);
    return `${pemOf(privateKey)}${new X509Certificate(certificate).toString()}`;
  });
  return { privateKey: createPrivateKey(pem), certificates: [new X509Certificate(pem)], isDevelopment: true };
}

const pemOf = (key: KeyObject): string => String(key.export({ format: 'pem', type: 'pkcs8' }));

/** The public half. */
export const publicPem = (key: KeyObject): string =>
  String(createPublicKey(key).export({ format: 'pem', type: 'spki' }));

/** The public half in DER (SPKI). */
export const publicBytes = (key: KeyObject): Buffer => createPublicKey(key).export({ format: 'der', type: 'spki' });
