import { createPublicKey, X509Certificate } from 'node:crypto';
import { nameIn } from './described-key.js';
import type { SigningKey } from './signing-key.entity.js';

/** A key as others take it to check with. */
export interface PublishedKey {
  /** Whom the certificate was issued by; null for a key without one, and for one that vouches for itself. */
  issuer: string | null;
  /** PEM, the key's own first. */
  certificates: string[];
  /** PEM (SPKI). */
  publicKey: string;
  /** RFC 7517, with the certificates in it. */
  jwk: Record<string, unknown> & { kid: string };
}

export function publishedKey({ keyId, purpose, publicPem }: SigningKey): PublishedKey {
  const key = createPublicKey(publicPem);
  const jwk = { ...key.export({ format: 'jwk' }), kid: keyId, use: 'sig' };
  const publicKey = String(key.export({ format: 'pem', type: 'spki' }));
  if (purpose === 'statement') return { issuer: null, certificates: [], publicKey, jwk: { ...jwk, alg: 'EdDSA' } };
  const certificates = publicPem.match(/-----BEGIN[\s\S]+?-----END CERTIFICATE-----\n/g) ?? [];
  const [own, ...above] = certificates.map((pem) => new X509Certificate(pem));
  return {
    issuer: own!.verify(own!.publicKey) ? null : nameIn(own!.issuer),
    certificates,
    publicKey,
    jwk: { ...jwk, x5c: [own!, ...above].map(({ raw }) => raw.toString('base64')) },
  };
}
