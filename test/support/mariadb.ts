import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A MariaDB server of a test's own, for tests that stop it or pull its plug. */
export interface PrivateMariadb {
  /** mysql://app:app@127.0.0.1:PORT, without a database; the user may create those called `app…`. */
  url: string;
  /** Starts it again after `stop` or `kill`, on the same port with the same data. */
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  remove(): Promise<void>;
}

/** Starts a server in a temporary directory, in about two seconds; `remove` it in an after hook. */
export async function startMariadb(): Promise<PrivateMariadb> {
  const script = pathToFileURL(join(process.cwd(), 'scripts/mariadb.mjs')).href;
  const { privateMariadb } = (await import(script)) as { privateMariadb(folder: string): Promise<PrivateMariadb> };
  return privateMariadb(await mkdtemp(join(tmpdir(), 'mariadb-')));
}
