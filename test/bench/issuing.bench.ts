import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { ApprovalService, BatchesService, CertificateArchives, IssuingService } from '#libs/certificates';
import { aDecision } from '../support/a-held-run.js';
import { aLargeClass } from '../support/a-large-class.js';
import { startApp, type TestApp } from '../support/app.js';
import { coChair } from '../support/certificates.js';
import { vnCoordinator } from '../support/training.js';
import { median, print } from './figures.js';

const perBatch = 500;

interface Approved {
  batchId: string;
  jobId: string;
}

/** Decisions over so many people, approved and waiting to be drawn. */
async function approved(app: TestApp, count: number): Promise<Approved[]> {
  const batches: Approved[] = [];
  for (let done = 0; done < count; done += perBatch) {
    const { run, enrolments } = await aLargeClass(app, Math.min(perBatch, count - done));
    const { id } = await app.get(BatchesService).prepare(vnCoordinator, run.id, aDecision(enrolments));
    batches.push({ batchId: id, jobId: (await app.get(ApprovalService).approve(coChair, id)).jobId! });
  }
  return batches;
}

async function issue(app: TestApp, batches: readonly Approved[]): Promise<void> {
  for (const batch of batches) await app.get(IssuingService).issue(batch);
}

const percentile = (values: readonly number[], part: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * part)]!;

/** Everything into one archive: milliseconds to its first byte, and to its last. */
async function zip(app: TestApp): Promise<{ first: number; all: number }> {
  const start = performance.now();
  const { stream } = await app.get(CertificateArchives).zip(coChair, {});
  let first = 0;
  for await (const _ of stream) first ||= performance.now() - start;
  return { first, all: performance.now() - start };
}

/** Seconds from approved to zipped, on the processors this process was given. */
async function rate(count: number): Promise<number> {
  const app = await startApp();
  await issue(app, await approved(app, 20));
  const batches = await approved(app, count);
  const start = performance.now();
  await issue(app, batches);
  await zip(app);
  const seconds = (performance.now() - start) / 1000;
  await app.close();
  return count / seconds;
}

function rateOn(processors: string): number {
  const args = ['-c', processors, process.execPath, fileURLToPath(import.meta.url)];
  const { stdout, stderr } = spawnSync('taskset', args, { encoding: 'utf8', env: process.env });
  const found = /rate (\d+(\.\d+)?)/.exec(stdout);
  if (!found) throw new Error(`${stdout}${stderr}`);
  return Number(found[1]);
}

/** Growth of memory while so many are issued, in MB, and what the loop and others had to wait. */
async function beside(app: TestApp, count: number, ask: () => Promise<unknown>) {
  const batches = await approved(app, count);
  global.gc?.();
  const base = process.memoryUsage().rss;
  let peak = base;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  const lag = monitorEventLoopDelay({ resolution: 5 });
  lag.enable();
  let isOver = false;
  const waits: number[] = [];
  const asking = (async () => {
    while (!isOver) {
      const start = performance.now();
      await ask();
      waits.push(performance.now() - start);
    }
  })();
  const start = performance.now();
  await issue(app, batches);
  const seconds = (performance.now() - start) / 1000;
  isOver = true;
  await asking;
  lag.disable();
  clearInterval(watch);
  return { seconds, waits, megabytes: (peak - base) / 1024 / 1024, lag: lag.percentile(99) / 1e6 };
}

/** A class of a thousand, from its approval to its archive. */
export async function issuing(engine: string): Promise<void> {
  const count = 1000;
  const two = rateOn('0,1');
  const one = rateOn('0');
  print({
    what: `${count} certificates drawn, signed, stored with their rows and zipped, ${engine}`,
    ours: `${two.toFixed(0)} a second on two processors`,
    yardstick: `${one.toFixed(0)} a second on one`,
    ratio: two / one,
    aim: '≥ 1.6 ×',
  });
  const app = await startApp();
  await app.nest.listen(0, '127.0.0.1');
  const reader = await app.as('vn_coordinator');
  const url = `${await app.nest.getUrl()}/api/v1/runs?pageSize=50&total=false`;
  const headers = { authorization: `Bearer ${reader.bearer}` };
  const ask = async () => (await fetch(url, { headers })).text();
  await issue(app, await approved(app, 100));
  const idle: number[] = [];
  for (let round = 0; round < 300; round += 1) {
    const start = performance.now();
    await ask();
    idle.push(performance.now() - start);
  }
  const few = await beside(app, count, ask);
  print({
    what: `Another's request while ${count} are issued with one worker: p95, ${engine}`,
    ours: `${percentile(few.waits, 0.95).toFixed(1)} ms, median ${median(few.waits).toFixed(1)} ms; loop p99 ${few.lag.toFixed(0)} ms (aim ≤ 50)`,
    yardstick: `idle: ${percentile(idle, 0.95).toFixed(1)} ms, median ${median(idle).toFixed(1)} ms`,
    ratio: percentile(few.waits, 0.95) / percentile(idle, 0.95),
    aim: '≤ 2 ×',
  });
  const { first, all } = await zip(app);
  console.log(
    `The archive of ${count + 100}: first byte after ${first.toFixed(0)} ms (aim ≤ 300), all after ${all.toFixed(0)} ms\n`,
  );
  const many = await beside(app, 10 * count, ask);
  print({
    what: `Memory while ${10 * count} are issued, beside ${count}, ${engine}`,
    ours: `+${many.megabytes.toFixed(0)} MB, ${(many.seconds / 10).toFixed(1)} s a thousand`,
    yardstick: `+${few.megabytes.toFixed(0)} MB, ${few.seconds.toFixed(1)} s a thousand`,
    ratio: many.megabytes / few.megabytes,
    aim: 'the same',
  });
  await app.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(`rate ${(await rate(1000)).toFixed(1)}`);
