import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

export type Engine = 'sqlite' | 'mariadb';

/** The engine this run of the tests is about; `npm test` runs every file that needs a database once on each. */
export const engine: Engine = process.env.TEST_ENGINE === 'mariadb' ? 'mariadb' : 'sqlite';

/** An empty database of a test's own: what DATABASE_URL would say, and how to be rid of it. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/**
 * Creates an empty database on this run's engine.
 * The URL is `sqlite:/path/file.db` or `mysql://user:password@host:port/database`.
 */
export function emptyDatabase(): Promise<TestDatabase> {
  return engine === 'mariadb' ? onMariadb() : onSqlite();
}

async function onSqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'sqlite-'));
  return {
    url: `sqlite:${join(folder, 'test.db')}`,
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}

async function onMariadb(): Promise<TestDatabase> {
  const server = process.env.TEST_MARIADB_URL;
  if (!server) throw new Error('TEST_ENGINE=mariadb needs TEST_MARIADB_URL; `npm test` starts a server and sets both.');
  const name = `app_${randomUUID().replaceAll('-', '')}`;
  await run(server, `CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(server, `DROP DATABASE IF EXISTS ${name}`) };
}

async function run(server: string, statement: string): Promise<void> {
  const connection = await createConnection(server);
  try {
    await connection.query(statement);
  } finally {
    await connection.end();
  }
}
