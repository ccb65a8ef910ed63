import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DataSource, type DataSourceOptions, QueryFailedError } from 'typeorm';
import type { Engine } from './columns.js';
import { migrations } from './migrations/index.js';
import { SnakeCaseNaming } from './naming.js';

export type EntityClass = new () => object;

/** A place to read committed data from and a place to write units to. */
export interface Connections {
  engine: Engine;
  reader: DataSource;
  writer: DataSource;
}

export const engineOfUrl = (url: string): Engine => (url.startsWith('sqlite:') ? 'sqlite' : 'mariadb');

const common = (entities: EntityClass[]) => ({
  entities,
  migrations,
  migrationsTransactionMode: 'none' as const,
  namingStrategy: new SnakeCaseNaming(),
  synchronize: false,
});

interface SqliteHandle {
  pragma(text: string): unknown;
}

/** How long SQLite waits for a lock while it opens and migrates, in milliseconds; the whole process waits with it. */
const busyTimeout = 5000;

function sqlite(url: string, entities: EntityClass[]): Connections {
  const database = url.slice('sqlite:'.length);
  mkdirSync(dirname(database), { recursive: true });
  const open = (queryOnly: boolean): DataSource =>
    new DataSource({
      type: 'better-sqlite3',
      database,
      ...common(entities),
      prepareDatabase: (handle: SqliteHandle) => {
        handle.pragma('journal_mode = WAL');
        handle.pragma('synchronous = FULL');
        handle.pragma('foreign_keys = ON');
        handle.pragma(`busy_timeout = ${busyTimeout}`);
        if (queryOnly) handle.pragma('query_only = ON');
      },
    } as DataSourceOptions);
  return { engine: 'sqlite', reader: open(true), writer: open(false) };
}

function mariadb(url: string, entities: EntityClass[]): Connections {
  const open = (): DataSource =>
    new DataSource({
      type: 'mariadb',
      url,
      ...common(entities),
      charset: 'utf8mb4',
      timezone: 'Z',
      dateStrings: ['DATE'],
      supportBigNumbers: true,
      connectTimeout: 5000,
      // A trace of the driver's own for every statement costs more than it tells.
      trace: false,
      poolSize: 10,
    });
  return { engine: 'mariadb', reader: open(), writer: open() };
}

export const connectionsFor = (url: string, entities: EntityClass[]): Connections =>
  engineOfUrl(url) === 'sqlite' ? sqlite(url, entities) : mariadb(url, entities);

const readOnly = 'SET SESSION TRANSACTION READ ONLY';

// Of every unit: said once a connection instead of before each.
const seesCommitted = 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED';

// Seconds. A unit that waits longer for a row is run again, and gives up before its caller does.
const shortWaits = 'SET SESSION innodb_lock_wait_timeout = 5';

interface MysqlPool {
  on(event: 'connection', listener: (connection: MysqlConnection) => void): void;
  query(sql: string, parameters: unknown[], done: (error: Error | null, rows: never[]) => void): void;
}

interface MysqlConnection {
  query(sql: string, done: () => void): void;
}

const poolOf = (source: DataSource): MysqlPool => (source.driver as unknown as { pool: MysqlPool }).pool;

/** Says `statement` first on every connection; one that breaks over it breaks again where somebody waits for it. */
async function greet(source: DataSource, statement: string): Promise<void> {
  poolOf(source).on('connection', (connection) => connection.query(statement, () => undefined));
  // The one connection that opening has made already.
  await source.query(statement);
}

/** Straight from MariaDB's pool: most requests ask for little, and TypeORM's way through it takes longer than the answer. */
async function straight<Row>(source: DataSource, sql: string, parameters: unknown[]): Promise<Row[]> {
  source.logger.logQuery(sql, parameters);
  try {
    return await new Promise((resolve, reject) => {
      poolOf(source).query(sql, parameters, (error, rows) => (error ? reject(error) : resolve(rows)));
    });
  } catch (error) {
    // Made here, it has the trace of who asked.
    throw new QueryFailedError(sql, parameters, error as Error);
  }
}

/** Committed rows as the engine gives them; throws as TypeORM does. */
export const committedRows = <Row>(
  { engine, reader }: Connections,
  sql: string,
  parameters: unknown[],
): Promise<Row[]> => (engine === 'sqlite' ? reader.query(sql, parameters) : straight(reader, sql, parameters));

/** One statement that MariaDB commits by itself. */
export const committedChange = async ({ writer }: Connections, sql: string, parameters: unknown[]): Promise<void> => {
  await straight(writer, sql, parameters);
};

/** Opens both; the reader can never write, on either engine. */
export async function openConnections({ engine, reader, writer }: Connections): Promise<void> {
  await writer.initialize();
  await reader.initialize();
  if (engine === 'sqlite') return;
  await greet(reader, readOnly);
  await greet(writer, seesCommitted);
  await greet(writer, shortWaits);
}
