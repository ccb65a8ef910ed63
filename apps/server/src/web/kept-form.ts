import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Configuration } from '#libs/platform';
import { FormBody } from './form-body.js';

/** A form that could not be sent because the sign-in had ended. */
export interface KeptForm {
  action: string;
  values: Readonly<Record<string, string | string[]>>;
}

/** Bytes of a form as JSON; sealed it must still fit a hidden field of the sign-in form. */
const longest = 250_000;

/** Milliseconds a kept form waits for its sign-in. */
const keptFor = 24 * 3_600_000;

interface Sealed extends KeptForm {
  /** Milliseconds since 1970. */
  until: number;
}

const keyOf = ({ secretKey }: Configuration): Buffer =>
  Buffer.from(hkdfSync('sha256', secretKey, '', 'kept forms', 32));

/** Passwords are typed again: they would come back in the source of a page. */
const isKept = ([name]: [string, unknown]): boolean => name !== '_csrf' && !/password/i.test(name);

/** Seals a form so that it can travel through the sign-in page in a hidden field; null when it is too long. */
export function sealForm(configuration: Configuration, { action, values }: KeptForm, now: Date): string | null {
  const kept: Sealed = {
    action,
    values: Object.fromEntries(Object.entries(values).filter(isKept)),
    until: now.getTime() + keptFor,
  };
  const text = Buffer.from(JSON.stringify(kept));
  if (text.length > longest) return null;
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(configuration), nonce);
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** The form again; null for anything we did not seal ourselves within the last day. */
export function openForm(configuration: Configuration, sealed: string, now: Date): KeptForm | null {
  try {
    const bytes = Buffer.from(sealed, 'base64url');
    // Without a length named, node:crypto takes a tag of four bytes too.
    const decipher = createDecipheriv('aes-256-gcm', keyOf(configuration), bytes.subarray(0, 12), {
      authTagLength: 16,
    });
    decipher.setAuthTag(bytes.subarray(-16));
    const text = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
    const { action, values, until } = JSON.parse(text) as Sealed;
    return now.getTime() < until ? { action, values } : null;
  } catch {
    return null;
  }
}

export const keptFormOf = (url: string, body: unknown): KeptForm | null =>
  body instanceof FormBody ? { action: url, values: body.values } : null;
