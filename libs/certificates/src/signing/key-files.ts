import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A secret made once under `folder` and kept over restarts, for our own eyes only. Of two processes that make it at once
 * the slower takes what the quicker made.
 */
export function keptSecret(folder: string, name: string, make: () => string): string {
  const file = join(folder, name);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return firstWritten(file, join(folder, `.${randomUUID()}`), make());
  }
}

/** The file appears under its name only when it is whole. */
function firstWritten(file: string, draft: string, secret: string): string {
  writeFileSync(draft, secret, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readFileSync(file, 'utf8');
  } finally {
    unlinkSync(draft);
  }
}
