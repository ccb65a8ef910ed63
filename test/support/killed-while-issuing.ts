import 'reflect-metadata';
import { ApprovalService, BatchLists } from '#libs/certificates';
import { readConfiguration } from '#libs/platform';
import { coChair, openCertificates } from './certificates.js';
import { TestClock } from './clock.js';

/*
 * A programme that at this hour approves the batch named by its argument, or goes on with it, says so, and works until
 * the batch is issued or its plug is pulled.
 */
const [batchId = '', at = ''] = process.argv.slice(2);
const clock = new TestClock();
clock.set(at);
const context = await openCertificates(readConfiguration(process.env), clock);
const status = async () => (await context.get(BatchLists).get(coChair, batchId)).batch.status;
process.stdout.write('at work\n');
if ((await status()) === 'prepared') await context.get(ApprovalService).approve(coChair, batchId);
while ((await status()) !== 'issued') await new Promise((resolve) => setTimeout(resolve, 50));
process.stdout.write('issued\n');
process.exit(0);
