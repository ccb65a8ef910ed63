import { rmSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { openContext, readConfiguration } from '#libs/platform';
import { emptyDatabase, engine, type TestDatabase } from './engine.js';

/**
 * A database of a test's own, at the newest migration and without a row. Migrating takes longer than most tests do: on
 * SQLite a migrated file is copied; on MariaDB a database is emptied for the next test that asks, as long as its tables
 * are still what the migrations made of them.
 */
export function migratedDatabase(): Promise<TestDatabase> {
  return engine === 'mariadb' ? lent() : copied();
}

async function migrated(): Promise<TestDatabase> {
  const database = await emptyDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'migrating-'));
  const settings = { NODE_ENV: 'test', DATABASE_URL: database.url, DATA_DIR: dataDir };
  await (await openContext(readConfiguration(settings))).close();
  await rm(dataDir, { recursive: true });
  return database;
}

const fileOf = ({ url }: TestDatabase): string => url.slice('sqlite:'.length);

let original: Promise<TestDatabase> | undefined;

async function keptForTheProcess(): Promise<TestDatabase> {
  const database = await migrated();
  process.once('exit', () => rmSync(dirname(fileOf(database)), { recursive: true, force: true }));
  return database;
}

async function copied(): Promise<TestDatabase> {
  original ??= keptForTheProcess();
  const file = fileOf(await original);
  const database = await emptyDatabase();
  await copyFile(file, fileOf(database));
  return database;
}

interface Prepared {
  database: TestDatabase;
  /** What its tables and triggers were after the last migration. */
  shape: string;
}

const idle: Prepared[] = [];

// Whoever named a server of their own gets it back as it was; the one of `npm test` goes with all that is on it.
if (!process.env.TEST_DATABASES_STAY) {
  process.on('beforeExit', async () => {
    for (const { database } of idle.splice(0)) await database.drop();
  });
}

async function lent(): Promise<TestDatabase> {
  const prepared = idle.pop() ?? (await prepare());
  return { url: prepared.database.url, drop: () => takeBack(prepared) };
}

async function prepare(): Promise<Prepared> {
  const database = await migrated();
  const shape = await within(database, async (connection) => shapeOf(connection, await tablesOf(connection)));
  return { database, shape };
}

async function takeBack(prepared: Prepared): Promise<void> {
  const isAsMade = await within(prepared.database, async (connection) => {
    const tables = await tablesOf(connection);
    if ((await shapeOf(connection, tables)) !== prepared.shape) return false;
    await empty(connection, tables);
    return true;
  });
  if (isAsMade) idle.push(prepared);
  else await prepared.database.drop();
}

async function within<T>({ url }: TestDatabase, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await createConnection({ uri: url, multipleStatements: true });
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}

async function tablesOf(connection: Connection): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>('SHOW TABLES');
  return rows.map((row) => String(Object.values(row)[0]));
}

async function shapeOf(connection: Connection, tables: string[]): Promise<string> {
  const [shown] = await connection.query(tables.map((table) => `SHOW CREATE TABLE \`${table}\``).join(';'));
  const [triggers] = await connection.query(
    'SELECT trigger_name, event_object_table, event_manipulation, action_statement FROM information_schema.triggers WHERE trigger_schema = DATABASE() ORDER BY trigger_name',
  );
  return JSON.stringify([shown, triggers]);
}

/** What migrations write rows of: their own names, and the one row by which the catalogue's changes are counted. */
const written = ['migrations', 'catalogue_state'];

async function empty(connection: Connection, tables: string[]): Promise<void> {
  const own = tables.filter((table) => !written.includes(table));
  const [filled] = await connection.query<RowDataPacket[]>(
    own
      .map((table) => `SELECT '${table}' AS name FROM DUAL WHERE EXISTS (SELECT 1 FROM \`${table}\`)`)
      .join(' UNION ALL '),
  );
  await connection.query('SET FOREIGN_KEY_CHECKS = 0');
  // No trigger that keeps rows from being deleted stands in the way of this.
  for (const { name } of filled) await connection.query(`TRUNCATE TABLE \`${name}\``);
}
