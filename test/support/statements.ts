import { Database } from '#libs/platform';
import type { Finder } from './training.js';

/** How many statements reach the database while `work` reads, whatever way they are written. */
export async function statementsOf(found: Finder, work: () => Promise<unknown>): Promise<number> {
  const source = found.get(Database).read.connection;
  const { logger } = source;
  let count = 0;
  const quiet = () => undefined;
  source.logger = {
    logQuery: () => {
      count += 1;
    },
    logQueryError: quiet,
    logQuerySlow: quiet,
    logSchemaBuild: quiet,
    logMigration: quiet,
    log: quiet,
  };
  try {
    await work();
  } finally {
    source.logger = logger;
  }
  if (count === 0) throw new Error('No statement was seen');
  return count;
}
