import { SigningKeys } from '#libs/certificates';
import { CONFIGURATION, type Configuration, Database, UnitOfWork } from '#libs/platform';
import { carriedKey } from '../../apps/server/src/certificates/scan-shell.js';
import type { Finder } from './training.js';

/** A script of the page that reads certificates without a network: what a browser runs, run here. */
const script = (name: string) => import(new URL(`../../apps/server/src/browser/scan/${name}.js`, import.meta.url).href);

export interface PublishedKey {
  keyId: string;
  kid: string;
  x: string;
  isDevelopment: boolean;
}

export interface Reading {
  verdict: 'signed' | 'altered' | 'unknownKey';
  isDevelopment?: boolean;
  statement?: {
    kind: string;
    from: string;
    to: string;
    issuedOn: string;
    units: number;
    texts: Record<'serial' | 'fullNameLao' | 'fullNameLatin' | 'courseLao' | 'courseVietnamese' | 'decision', string>;
    shortened: Set<string>;
  };
}

/** What the page makes of the text of a QR code; null for one without a statement. */
export async function readByPage(text: string, keys: PublishedKey[]): Promise<Reading | null> {
  const { readText, check } = await script('statement');
  const scanned = readText(text);
  return scanned?.statement ? check(scanned.code, scanned.statement, keys) : null;
}

/** As the page carries them. */
export async function statementKeys(found: Finder): Promise<PublishedKey[]> {
  const keys = await found.get(SigningKeys).published();
  return keys
    .filter(({ purpose }) => purpose === 'statement')
    .map((key) => carriedKey(key, found.get<Configuration>(CONFIGURATION as never).publicUrl));
}

/** The certificate with this code no longer holds. */
export const withdraw = (found: Finder, code: string, status: 'revoked' | 'replaced'): Promise<unknown> =>
  found
    .get(UnitOfWork)
    .run(() =>
      found
        .get(Database)
        .change('UPDATE certificate SET status = ?, live_key = NULL, version = version + 1 WHERE code = ?', [
          status,
          code,
        ]),
    );
