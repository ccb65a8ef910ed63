import { createHash, type KeyObject } from 'node:crypto';
import { newId } from '#libs/kernel';
import { type OwnDocumentKey, type OwnStatementKey, publicBytes, publicPem } from './own-keys.js';
import { type KeyPurpose, SigningKey } from './signing-key.entity.js';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The SHA-256 of the public half, in hexadecimal digits: what a key is called. */
export const keyIdOf = (key: KeyObject): string => sha256(publicBytes(key));

/** What the table says of a key, as if it were used for the first time now. */
export function describedDocumentKey(
  { privateKey, certificates, isDevelopment }: OwnDocumentKey,
  at: Date,
): SigningKey {
  const [own] = certificates;
  return described('document', privateKey, at, {
    fingerprint: sha256(own!.raw),
    publicPem: certificates.map(String).join(''),
    subject: nameIn(own!.subject),
    validFrom: own!.validFromDate,
    validTo: own!.validToDate,
    isDevelopment,
  });
}

export function describedStatementKey({ privateKey, isDevelopment }: OwnStatementKey, at: Date): SigningKey {
  return described('statement', privateKey, at, {
    fingerprint: keyIdOf(privateKey),
    publicPem: publicPem(privateKey),
    subject: null,
    validFrom: null,
    validTo: null,
    isDevelopment,
  });
}

type Particulars = Pick<
  SigningKey,
  'fingerprint' | 'publicPem' | 'subject' | 'validFrom' | 'validTo' | 'isDevelopment'
>;

const described = (purpose: KeyPurpose, key: KeyObject, firstUsedAt: Date, particulars: Particulars): SigningKey =>
  Object.assign(new SigningKey(), {
    id: newId(),
    purpose,
    keyId: keyIdOf(key),
    algorithm: algorithmOf(key),
    firstUsedAt,
    retiredAt: null,
    version: 1,
    ...particulars,
  });

const curveNames: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384' };

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
  if (asymmetricKeyType === 'ec') return `ECDSA ${curveNames[asymmetricKeyDetails!.namedCurve!]}`;
  return asymmetricKeyType === 'rsa' ? `RSA ${asymmetricKeyDetails!.modulusLength}` : 'Ed25519';
}

/** Node gives a name a line for each part of it. */
export const nameIn = (distinguished: string): string => distinguished.replaceAll('\n', ', ');
