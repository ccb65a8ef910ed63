import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Configuration } from '#libs/platform';
import { FormBody } from './form-body.js';

/** A form that could not be sent because the sign-in had ended. */
export interface KeptForm {
  action: string;
  values: Readonly<Record<string, string | string[]>>;
}

const longest = 200_000;

const keyOf = ({ secretKey }: Configuration): Buffer =>
  Buffer.from(hkdfSync('sha256', secretKey, '', 'kept forms', 32));

/** Seals a form so that it can travel through the sign-in page in a hidden field; null when it is too long. */
export function sealForm(configuration: Configuration, { action, values }: KeptForm): string | null {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(configuration), nonce);
  const { _csrf, ...kept } = values;
  const text = JSON.stringify({ action, values: kept });
  if (text.length > longest) return null;
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** The form again; null for anything we did not seal ourselves. */
export function openForm(configuration: Configuration, sealed: string): KeptForm | null {
  try {
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', keyOf(configuration), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(-16));
    const text = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
    return JSON.parse(text) as KeptForm;
  } catch {
    return null;
  }
}

export const keptFormOf = (url: string, body: unknown): KeptForm | null =>
  body instanceof FormBody ? { action: url, values: body.values } : null;
