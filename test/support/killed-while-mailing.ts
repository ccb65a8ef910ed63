import 'reflect-metadata';
import { MailDispatch, readConfiguration } from '#libs/platform';
import { TestClock } from './clock.js';
import { openPlatform } from './mails.js';

/*
 * A programme that sends what is due at the instant named by its argument, until its plug is pulled: by whoever started it, while the mail server keeps it
 * waiting for an answer.
 */
const [now = ''] = process.argv.slice(2);
const clock = new TestClock();
clock.set(now);
const context = await openPlatform(readConfiguration(process.env), clock);
await context.get(MailDispatch).deliver();
await context.close();
