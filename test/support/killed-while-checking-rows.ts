import 'reflect-metadata';
import { DatasetChecks } from '#libs/outputs';
import { JobsService, readConfiguration } from '#libs/platform';
import { TestClock } from './clock.js';
import { openOutputs } from './row-checks.js';

/*
 * A programme that checks the file of rows that waits, and ends as if its plug were pulled: when the thread has begun to
 * write rows, or when all are written and about to appear.
 */
const [moment = ''] = process.argv.slice(2);
const die = async () => process.kill(process.pid, 'SIGKILL');
Object.assign(JobsService.prototype, moment === 'begun' ? { resume: die } : { finish: die });
const context = await openOutputs(readConfiguration(process.env), new TestClock());
await context.get(DatasetChecks).deliver();
