import 'reflect-metadata';
import { ApprovalService } from '#libs/certificates';
import { Database, readConfiguration } from '#libs/platform';
import { coChair, openCertificates } from './certificates.js';
import { TestClock } from './clock.js';

/*
 * A programme that approves the batch named by its argument and ends as if its plug were pulled, once some of the
 * documents are stored and others are not.
 */
const [batchId = ''] = process.argv.slice(2);
const clock = new TestClock();
clock.set('2026-03-25T02:00:00Z');
const context = await openCertificates(readConfiguration(process.env), clock);
await context.get(ApprovalService).approve(coChair, batchId);
const database = context.get(Database);
for (;;) {
  const rows = await database.rows("SELECT id FROM certificate WHERE status = 'valid'");
  if (rows.length >= 3) process.kill(process.pid, 'SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 1));
}
