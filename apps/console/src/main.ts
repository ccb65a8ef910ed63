import 'reflect-metadata';
import { type Configuration, ConfigurationError, readConfiguration, withoutValues } from '#libs/platform';
import { createAdmin } from './create-admin.js';
import { migrate } from './migrate.js';
import { seedDemo } from './seed-demo.js';
import { verifyCertificates } from './verify-certificates.js';
import { verifyRegister } from './verify-register.js';

/** Answers the exit code. */
type Command = (configuration: Configuration, args: readonly string[]) => Promise<number>;

const commands: Record<string, { run: Command; usage: string }> = {
  migrate: { run: migrate, usage: 'bring the database to the newest migration' },
  'seed-demo': { run: seedDemo, usage: 'fill an empty development database with invented data' },
  'create-admin': { run: createAdmin, usage: 'create-admin <e-mail> <name>: open the first account' },
  'verify-certificates': { run: verifyCertificates, usage: 'compare every stored certificate with its SHA-256' },
  'verify-register': { run: verifyRegister, usage: 'follow the chain of the register and name the first bad line' },
};

function usage(): number {
  console.error('Usage: npm run console -- <command>');
  for (const [name, { usage: words }] of Object.entries(commands)) console.error(`  ${name.padEnd(20)} ${words}`);
  return 2;
}

async function main([name = '', ...args]: string[]): Promise<number> {
  const command = commands[name];
  if (!command) return usage();
  try {
    return await command.run(readConfiguration(process.env), args);
  } catch (error) {
    console.error(error instanceof ConfigurationError ? `Configuration: ${error.message}` : withoutValues(error));
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
