import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { ImportsService } from '#libs/nominations';
import { Audit, Database, JobsService, readConfiguration } from '#libs/platform';
import { TestClock } from './clock.js';
import { openNominations } from './imports.js';

/*
 * A programme that imports the checked list named by its arguments and ends as if its plug were pulled: when all is
 * prepared, amid the writing, or as soon as others see it written.
 */
const [importId = '', sender = '', moment = ''] = process.argv.slice(2);
const die = async () => process.kill(process.pid, 'SIGKILL');
const context = await openNominations(readConfiguration(process.env), new TestClock());
if (moment === 'prepared') Object.assign(context.get(JobsService), { progress: die });
if (moment === 'writing') Object.assign(context.get(Audit), { recordAll: die });
await context.get(ImportsService).start(JSON.parse(sender), importId, { choices: [], skipFaulty: false });
for (;;) {
  const rows = await context.get(Database).rows('SELECT n.id FROM nomination n LIMIT 1');
  if (rows.length > 0) await die();
  await pause(1);
}
