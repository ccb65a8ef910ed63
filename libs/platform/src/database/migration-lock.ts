import { setTimeout as pause } from 'node:timers/promises';
import { DataSource, type DataSourceOptions } from 'typeorm';

/** Milliseconds. */
const patience = 120_000;
const askAgain = 50;

const isBusy = (error: unknown): boolean => (error as { code?: string }).code === 'SQLITE_BUSY';

/**
 * Runs `work` while no other process of this database does. SQLite has no lock of that kind, but the write lock of a
 * second, empty file beside it is one, and goes away by itself when the process that holds it dies.
 */
export async function lockedBeside<T>(database: string, work: () => Promise<T>): Promise<T> {
  const options = { type: 'better-sqlite3', database: `${database}.migrating`, timeout: 0 };
  const lock = await new DataSource(options as DataSourceOptions).initialize();
  try {
    await begin(lock);
    return await work();
  } finally {
    await lock.destroy();
  }
}

/** Asks again and again, and not within SQLite, which would hold up the whole process. */
async function begin(lock: DataSource): Promise<void> {
  for (const until = Date.now() + patience; ; await pause(askAgain)) {
    try {
      await lock.query('BEGIN EXCLUSIVE');
      return;
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (Date.now() > until) throw new Error('Another process has been migrating this database for two minutes');
    }
  }
}
