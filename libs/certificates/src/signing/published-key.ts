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
}

export function publishedKey({ purpose, publicPem }: SigningKey): PublishedKey {
  const publicKey = String(createPublicKey(publicPem).export({ format: 'pem', type: 'spki' }));
  if (purpose === 'statement') return { issuer: null, certificates: [], publicKey };
  const certificates = certificatesIn(publicPem);
  const own = new X509Certificate(certificates[0]!);
  return { issuer: own.verify(own.publicKey) ? null : nameIn(own.issuer), certificates, publicKey };
}

/** RFC 7517, with the certificates in it. */
export type PublicJwk = Record<string, unknown> & { kid: string };

/** What is signed with the key names this address of its JWK as `kid` (Open Badges 3.0, 8.2: a URI that leads to it). */
export function publicJwk({ id, purpose, publicPem }: SigningKey, publicUrl: string): PublicJwk {
  const key = createPublicKey(publicPem).export({ format: 'jwk' });
  const jwk = { ...key, kid: jwkAddress(publicUrl, id), use: 'sig' };
  if (purpose === 'statement') return { ...jwk, alg: 'EdDSA' };
  const x5c = certificatesIn(publicPem).map((pem) => new X509Certificate(pem).raw.toString('base64'));
  return { ...jwk, x5c };
}

export const jwkAddress = (publicUrl: string, id: string): string => `${publicUrl}/signing-keys/${id}/key.jwk`;

const certificatesIn = (pem: string): string[] => pem.match(/-----BEGIN[\s\S]+?-----END CERTIFICATE-----\n/g) ?? [];
