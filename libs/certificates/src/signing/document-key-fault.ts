import type { KeyObject, X509Certificate } from 'node:crypto';
import { maySignDocuments } from './self-signed.js';

const curves = ['prime256v1', 'secp384r1'];

/** Bits of an RSA key that still count as safe. */
const shortestRsa = 2048;

/** Why documents cannot be signed with this key, for the operator; null when they can. */
export function documentKeyFault(privateKey: KeyObject, certificate: X509Certificate, now: Date): string | null {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details = {} } = privateKey;
  if (type !== 'rsa' && type !== 'ec') return `is a key of the kind ${type}, not RSA or ECDSA`;
  if (type === 'rsa' && details.modulusLength! < shortestRsa)
    return `is an RSA key of ${details.modulusLength} bits, fewer than ${shortestRsa}`;
  if (type === 'ec' && !curves.includes(details.namedCurve!))
    return `is an ECDSA key on the curve ${details.namedCurve}, not P-256 or P-384`;
  if (now < certificate.validFromDate) return `its certificate is valid only from ${day(certificate.validFromDate)}`;
  if (now > certificate.validToDate) return `its certificate expired on ${day(certificate.validToDate)}`;
  if (!maySignDocuments(certificate.raw)) return 'its certificate is not for digital signatures';
  return null;
}

const day = (date: Date): string => date.toISOString().slice(0, 10);
