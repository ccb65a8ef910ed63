import 'reflect-metadata';
import { readConfiguration, Storage, UnitOfWork } from '#libs/platform';
import { TestClock } from './clock.js';
import { openPlatform } from './mails.js';

/*
 * A programme that forgets the file named by its argument and ends as if its plug were pulled, once that is committed
 * and before the file is gone.
 */
const [key = ''] = process.argv.slice(2);
const context = await openPlatform(readConfiguration(process.env), new TestClock());
const storage = context.get(Storage);
storage.discard = async () => {
  process.kill(process.pid, 'SIGKILL');
};
await context.get(UnitOfWork).run(() => storage.forget(key));
await new Promise((resolve) => setTimeout(resolve, 60_000));
