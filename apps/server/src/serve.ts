import { AccountsService } from '#libs/people';
import type { Configuration } from '#libs/platform';
import { buildServer } from './server.js';
import { welcome } from './welcome.js';

/** Serves pages and API until the process is told to end. */
export async function serve(configuration: Configuration): Promise<void> {
  const app = await buildServer(configuration);
  if (configuration.environment === 'production') await app.get(AccountsService).assertNoDemoAccounts();
  app.enableShutdownHooks();
  await app.listen(configuration.port, configuration.host);
  await welcome(app, configuration);
}
