import 'reflect-metadata';
import { ConfigurationError, readConfiguration } from '#libs/platform';

async function start(): Promise<void> {
  const configuration = readConfiguration(process.env);
  // The server takes seconds to load where the machine is slow: a wrong setting is told before.
  const { serve } = await import('./serve.js');
  await serve(configuration);
}

start().catch((error: unknown) => {
  // A wrong setting is told in one line; anything else with its stack.
  console.error(error instanceof ConfigurationError ? `Configuration: ${error.message}` : error);
  process.exit(1);
});
