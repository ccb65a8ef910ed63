import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AccountsService } from '#libs/people';
import type { Configuration } from '#libs/platform';
import { openConsole } from './context.js';
import { DemoClock } from './demo/demo-clock.js';
import { tellStory } from './demo/story.js';

/** Fills an empty development database. One that has accounts is left as it is. */
export async function seedDemo(configuration: Configuration, args: readonly string[]): Promise<number> {
  if (configuration.environment === 'production' || !configuration.demo) {
    if (args.includes('--if-wanted')) return 0;
    console.error('DEMO: demo data is for development only.');
    return 1;
  }
  if (existsSync(markOf(configuration))) return sayHalfTold(configuration, args);
  const clock = new DemoClock();
  const context = await openConsole(configuration, clock);
  try {
    if (!(await context.get(AccountsService).isEmpty())) return 0;
    console.log('An empty database: filling it with invented people, runs and certificates …');
    const password = configuration.demoPassword ?? randomBytes(9).toString('base64url');
    await writeFile(markOf(configuration), '');
    const accounts = await tellStory(context, clock, password);
    await rm(markOf(configuration));
    console.log(`\nDemo accounts, all with the password ${password}\n`);
    for (const { email, role } of accounts) console.log(`  ${email.padEnd(34)} ${role}`);
    console.log('');
    return 0;
  } finally {
    await context.close();
  }
}

/** A file that lies beside the data while the story is being told: what is there after all was told in part. */
const markOf = ({ dataDir }: Configuration): string => join(dataDir, 'demo-unfinished');

function sayHalfTold(configuration: Configuration, args: readonly string[]): number {
  console.error('The demo data is incomplete: its filling was interrupted. Some accounts and runs are missing.');
  console.error(`To begin anew, stop the server, empty the database and remove ${markOf(configuration)}.`);
  if (configuration.databaseUrl.startsWith('sqlite:'))
    console.error(`The database is ${configuration.databaseUrl.slice('sqlite:'.length)} and the files named after it.`);
  return args.includes('--if-wanted') ? 0 : 1;
}
