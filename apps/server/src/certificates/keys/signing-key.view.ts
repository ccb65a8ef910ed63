import { z } from 'zod';
import { keyPurposes, publicJwk, publishedKey, type SigningKey } from '#libs/certificates';

const instant = z.iso.datetime();

/** The public half of a key that was ever signed with. */
export const signingKeySchema = z.object({
  id: z.string(),
  /** `document`: the signatures in PDF files. `statement`: QR codes, lists of revocations, credentials. */
  purpose: z.enum(keyPurposes),
  /** SHA-256 of the public key (SPKI, DER). */
  keyId: z.string(),
  /** SHA-256 of the certificate (DER); the key’s own where it has none. */
  fingerprint: z.string(),
  algorithm: z.string(),
  subject: z.string().nullable(),
  /** Null for a key without a certificate, and for one that vouches for itself. */
  issuer: z.string().nullable(),
  validFrom: instant.nullable(),
  validTo: instant.nullable(),
  /** Made by a development server: what is signed with it has no legal effect. */
  isDevelopment: z.boolean(),
  firstUsedAt: instant,
  /** Null for the one that signs now. */
  retiredAt: instant.nullable(),
  /** PEM, the key’s own first. */
  certificates: z.array(z.string()),
  /** PEM (SPKI). */
  publicKey: z.string(),
  /** RFC 7517. Its `kid` is its own address; all of them are at `/.well-known/jwks.json`. */
  jwk: z.object({
    kty: z.string(),
    kid: z.string(),
    use: z.literal('sig'),
    alg: z.string().optional(),
    crv: z.string().optional(),
    x: z.string().optional(),
    y: z.string().optional(),
    n: z.string().optional(),
    e: z.string().optional(),
    x5c: z.array(z.string()).optional(),
  }),
});

export const signingKeysSchema = z.object({ items: z.array(signingKeySchema) });

export function signingKeyResource(key: SigningKey, publicUrl: string): z.output<typeof signingKeySchema> {
  const { issuer, certificates, publicKey } = publishedKey(key);
  return {
    id: key.id,
    purpose: key.purpose,
    keyId: key.keyId,
    fingerprint: key.fingerprint,
    algorithm: key.algorithm,
    subject: key.subject,
    issuer,
    validFrom: key.validFrom?.toISOString() ?? null,
    validTo: key.validTo?.toISOString() ?? null,
    isDevelopment: key.isDevelopment,
    firstUsedAt: key.firstUsedAt.toISOString(),
    retiredAt: key.retiredAt?.toISOString() ?? null,
    certificates,
    publicKey,
    jwk: publicJwk(key, publicUrl) as z.output<typeof signingKeySchema>['jwk'],
  };
}
