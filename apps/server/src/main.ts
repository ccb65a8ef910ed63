import { AccountsService } from '#libs/people';
import { ConfigurationError, readConfiguration } from '#libs/platform';
import 'reflect-metadata';
import { buildServer } from './server.js';
import { welcome } from './welcome.js';

async function start(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const app = await buildServer(configuration);
  if (configuration.environment === 'production') await app.get(AccountsService).assertNoDemoAccounts();
  app.enableShutdownHooks();
  await app.listen(configuration.port, configuration.host);
  await welcome(app, configuration);
}

start().catch((error: unknown) => {
  // A wrong setting is told in one line; anything else with its stack.
  console.error(error instanceof ConfigurationError ? `Configuration: ${error.message}` : error);
  process.exit(1);
});
