import type { Configuration } from '#libs/platform';
import { openConsole } from './context.js';

/** Opening the database brings it up to date; this says so. */
export async function migrate(configuration: Configuration): Promise<number> {
  const context = await openConsole(configuration);
  await context.close();
  console.log('The database is at the newest migration.');
  return 0;
}
