import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createConnection, type RowDataPacket } from 'mysql2/promise';

/**
 * Keeps the database server under test on some processors, named as `taskset` does: a machine of one has no other for
 * it. False where it cannot be: it runs elsewhere. SQLite is no server.
 */
export async function keptOn(processors: string): Promise<boolean> {
  const url = process.env.TEST_MARIADB_URL;
  if (process.env.TEST_ENGINE !== 'mariadb' || !url) return true;
  const connection = await createConnection(url);
  try {
    const [[row]] = await connection.query<RowDataPacket[]>('SELECT @@pid_file AS file');
    execFileSync('taskset', ['-acp', processors, readFileSync(row!.file, 'utf8').trim()], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    await connection.end();
  }
}
