import { randomBytes } from 'node:crypto';
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
  const clock = new DemoClock();
  const context = await openConsole(configuration, clock);
  try {
    if (!(await context.get(AccountsService).isEmpty())) return 0;
    console.log('An empty database: filling it with invented people, runs and certificates …');
    const password = configuration.demoPassword ?? randomBytes(9).toString('base64url');
    const accounts = await tellStory(context, clock, password);
    console.log(`\nDemo accounts, all with the password ${password}\n`);
    for (const { email, role } of accounts) console.log(`  ${email.padEnd(34)} ${role}`);
    console.log('');
    return 0;
  } finally {
    await context.close();
  }
}
