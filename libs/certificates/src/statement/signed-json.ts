import type { StatementKey } from '../signing/index.js';

const encoded = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url');

/** A JWS in the compact form, EdDSA by the key of statements. */
export function signedJson(key: StatementKey, header: Readonly<Record<string, unknown>>, payload: object): string {
  const signed = `${encoded({ alg: 'EdDSA', kid: key.kid, ...header })}.${encoded(payload)}`;
  return `${signed}.${key.sign(Buffer.from(signed)).toString('base64url')}`;
}
