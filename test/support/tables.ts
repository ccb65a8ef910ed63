import { Database } from '#libs/platform';
import type { Finder } from './training.js';

/** How many rows each table has. */
export async function rowsOfAllTables(found: Finder): Promise<Record<string, number>> {
  const database = found.get(Database);
  const counts: Record<string, number> = {};
  for (const { tableName } of database.read.connection.entityMetadatas) {
    const [row] = await database.rows<{ total: number }>(`SELECT COUNT(*) AS total FROM ${tableName}`);
    counts[tableName] = Number(row!.total);
  }
  return counts;
}
