import { monitorEventLoopDelay } from 'node:perf_hooks';
import { ApprovalService, BatchesService, batchFields, CertificateArchives } from '#libs/certificates';
import { Outbox } from '#libs/platform';
import { aDecision } from '../support/a-held-run.js';
import { aLargeClass } from '../support/a-large-class.js';
import { startApp, type TestApp } from '../support/app.js';
import { coChair } from '../support/certificates.js';
import { vnCoordinator } from '../support/training.js';
import { serveMeasured } from './server-process.js';

const aClass = 1000;

export interface IssuingServer {
  /** A list that somebody else reads meanwhile. */
  list: string;
  bearer: string;
}

export type IssuingTask = { prepare: number } | 'issue' | 'zip';

/** What became of all that was prepared, from the approval of the first class to the last document with its row. */
export interface Issued {
  count: number;
  /** Wall time, without that of the approvals. */
  milliseconds: number;
  /** CPU milliseconds of all threads, and of the one that answers requests. */
  cpu: { all: number; main: number };
  /** Growth of the process at its highest; where the programme may collect garbage, with that gone. */
  megabytes: number;
  /** The same of what is alive on the heap of the thread that answers requests. */
  alive: number;
  /** Milliseconds that the event loop was late, of the worst hundredth. */
  loop: number;
}

/** Milliseconds to the first byte of the archive of all there is, and to its last. */
export interface Zipped {
  first: number;
  all: number;
}

/** Bytes of the process, and those in use on this thread's heap. */
function memory(): { process: number; alive: number } {
  global.gc?.();
  return { process: process.memoryUsage.rss(), alive: process.memoryUsage().heapUsed };
}

const total = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1000;

class Classes {
  private prepared: { id: string; count: number }[] = [];

  constructor(private readonly app: TestApp) {}

  async prepare(count: number): Promise<object> {
    for (let left = count; left > 0; left -= aClass) {
      const { run, enrolments } = await aLargeClass(this.app, Math.min(aClass, left));
      const decision = batchFields.parse(aDecision(enrolments));
      const { id } = await this.app.get(BatchesService).prepare(vnCoordinator, run.id, decision);
      this.prepared.push({ id, count: enrolments.length });
    }
    return {};
  }

  async issue(): Promise<Issued> {
    const classes = this.prepared.splice(0);
    const base = memory();
    const most = { ...base };
    const watch = setInterval(
      () => {
        const now = memory();
        most.process = Math.max(most.process, now.process);
        most.alive = Math.max(most.alive, now.alive);
      },
      global.gc ? 150 : 50,
    );
    const lag = monitorEventLoopDelay({ resolution: 5 });
    lag.enable();
    let milliseconds = 0;
    const cpu = { all: 0, main: 0 };
    for (const { id } of classes) {
      await this.app.get(ApprovalService).approve(coChair, id);
      const [start, all, main] = [performance.now(), process.cpuUsage(), process.threadCpuUsage()];
      // The drawing has begun with the commit.
      await this.app.get(Outbox).deliver();
      milliseconds += performance.now() - start;
      cpu.all += total(process.cpuUsage(all));
      cpu.main += total(process.threadCpuUsage(main));
    }
    lag.disable();
    clearInterval(watch);
    const count = classes.reduce((sum, one) => sum + one.count, 0);
    const [megabytes, alive] = [most.process - base.process, most.alive - base.alive].map((bytes) => bytes / 1024 ** 2);
    return { count, milliseconds, cpu, megabytes: megabytes!, alive: alive!, loop: lag.percentile(99) / 1e6 };
  }

  async zip(): Promise<Zipped> {
    const start = performance.now();
    const { stream } = await this.app.get(CertificateArchives).zip(coChair, {});
    let first = 0;
    for await (const _ of stream) first ||= performance.now() - start;
    return { first, all: performance.now() - start };
  }
}

await serveMeasured(async (settings: Record<string, string>) => {
  const app = await startApp(settings);
  await app.nest.listen(0, '127.0.0.1');
  const { bearer } = await app.as('vn_coordinator');
  const list = `${await app.nest.getUrl()}/api/v1/runs?pageSize=50&total=false`;
  const classes = new Classes(app);
  const told: IssuingServer = { list, bearer };
  const work = async (task: IssuingTask): Promise<object> => {
    if (task === 'issue') return classes.issue();
    return task === 'zip' ? classes.zip() : classes.prepare(task.prepare);
  };
  return { told, work, close: app.close };
});
