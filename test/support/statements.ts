import { AsyncLocalStorage } from 'node:async_hooks';
import { Database, UnitOfWork } from '#libs/platform';
import type { Finder } from './training.js';

const counting = new AsyncLocalStorage<{ count: number }>();

/**
 * How many statements reach the database while `work` reads, whatever way they are written. Those of others who look
 * for what is due meanwhile do not count, unless all are asked for: what the outbox delivers, it does by itself.
 */
export const statementsOf = (
  found: Finder,
  work: () => Promise<unknown>,
  whose: 'own' | 'all' = 'own',
): Promise<number> => statementsOn(found.get(Database).read.connection, work, whose);

/** The same of its units: what they read counts as what they write. */
export async function writesOf(found: Finder, work: () => Promise<unknown>): Promise<number> {
  const writer = await found.get(UnitOfWork).run(async () => found.get(Database).write.connection);
  return statementsOn(writer, work, 'own');
}

async function statementsOn(
  source: Database['read']['connection'],
  work: () => Promise<unknown>,
  whose: 'own' | 'all',
): Promise<number> {
  const { logger } = source;
  const counted = { count: 0 };
  const quiet = () => undefined;
  source.logger = {
    logQuery: () => {
      if (whose === 'all' || counting.getStore() === counted) counted.count += 1;
    },
    logQueryError: quiet,
    logQuerySlow: quiet,
    logSchemaBuild: quiet,
    logMigration: quiet,
    log: quiet,
  };
  try {
    await counting.run(counted, work);
  } finally {
    source.logger = logger;
  }
  if (counted.count === 0) throw new Error('No statement was seen');
  return counted.count;
}
