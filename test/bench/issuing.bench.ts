import { cpus } from 'node:os';
import { keptOn } from './database-server.js';
import { median, print, timed } from './figures.js';
import type { Issued, IssuingServer, IssuingTask, Zipped } from './issuing-server.js';
import { ServerProcess } from './server-process.js';

const aClass = 1000;

const everyProcessor = `0-${cpus().length - 1}`;

const oneWorker = { DRAWING_THREADS: '1' };

/** How often a class is issued on one processor and on two, in turns: neighbours see the same machine. */
const rounds = 5;

class Institute {
  private constructor(private readonly server: ServerProcess<IssuingServer>) {}

  /** One that has drawn so many before; as many threads draw as it has processors. */
  static async start(
    processors: string,
    settings: Record<string, string> = {},
    before = 100,
    flags: readonly string[] = [],
  ): Promise<Institute> {
    const institute = new Institute(await ServerProcess.start('./issuing-server.js', settings, processors, flags));
    await institute.issue(before);
    return institute;
  }

  async prepare(count: number): Promise<void> {
    await this.let({ prepare: count });
  }

  /** So many more, or those that were prepared. */
  async issue(count = 0): Promise<Issued> {
    await this.prepare(count);
    return this.let<Issued>('issue');
  }

  zip(): Promise<Zipped> {
    return this.let('zip');
  }

  /** Milliseconds until somebody else has their list. */
  async ask(): Promise<number> {
    const { list, bearer } = this.server.told;
    const [taken] = await timed(1, () => this.server.ask(list, { authorization: `Bearer ${bearer}` }));
    return taken!;
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  private let<Answer>(task: IssuingTask): Promise<Answer> {
    return this.server.let(task);
  }
}

const percentile = (values: readonly number[], part: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * part)]!;

/** A class of a thousand, from its approval to its archive. */
export async function issuing(engine: string): Promise<void> {
  await twoProcessors(engine);
  await beside(engine);
  await tenTimes(engine);
}

/** In turns on one and on two: certificates a second, with the archive of the class. The database server shares them. */
async function twoProcessors(engine: string): Promise<void> {
  const processors = ['0', '0,1'] as const;
  const institutes = [
    await Institute.start(processors[0], {}, aClass),
    await Institute.start(processors[1], {}, aClass),
  ] as const;
  let isShared = true;
  const rates: [one: number, two: number][] = [];
  let last: Issued | undefined;
  for (let round = 0; round < rounds; round += 1) {
    const pair: [number, number] = [0, 0];
    for (const at of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      isShared &&= await keptOn(processors[at]);
      last = await institutes[at].issue(aClass);
      const { all } = await institutes[at].zip();
      // The archive has all that was issued so far; a class is its share.
      pair[at] = (1000 * aClass) / (last.milliseconds + all / (round + 2));
    }
    rates.push(pair);
  }
  for (const institute of institutes) await institute.stop();
  await keptOn(everyProcessor);
  const [one, two] = [median(rates.map(([rate]) => rate)), median(rates.map(([, rate]) => rate))];
  const { all, main } = last!.cpu;
  print({
    what: `${aClass} certificates drawn, signed, stored with their rows and zipped, ${engine}`,
    ours: `${two.toFixed(0)} a second on two processors; of ${(all / aClass).toFixed(2)} ms CPU each ${(main / aClass).toFixed(2)} by the thread that answers requests`,
    yardstick: `${one.toFixed(0)} a second on one${isShared ? '' : ', the database server on as many as it likes'}`,
    ratio: median(rates.map((pair) => pair[1] / pair[0])),
    aim: '≥ 1.6 ×',
  });
}

/** What others wait for while a class is issued by one worker, and its archive. */
async function beside(engine: string): Promise<void> {
  const institute = await Institute.start('0,1', oneWorker);
  const idle: number[] = [];
  while (idle.length < 300) idle.push(await institute.ask());
  await institute.prepare(aClass);
  let isOver = false;
  const waits: number[] = [];
  const asking = (async () => {
    while (!isOver) waits.push(await institute.ask());
  })();
  const issued = await institute.issue();
  isOver = true;
  await asking;
  const told = (values: number[]) =>
    `${percentile(values, 0.95).toFixed(1)} ms, median ${median(values).toFixed(1)} ms, ${values.length} asks`;
  print({
    what: `Another's request while ${aClass} are issued with one worker: p95, ${engine}`,
    ours: told(waits),
    yardstick: `idle: ${told(idle)}`,
    ratio: percentile(waits, 0.95) / percentile(idle, 0.95),
    aim: '≤ 2 ×',
  });
  print({
    what: `Event loop while ${aClass} are issued: late by, p99, ${engine}`,
    ours: `${issued.loop.toFixed(0)} ms`,
    yardstick: '50 ms',
    ratio: issued.loop / 50,
    aim: '≤ 1 ×',
  });
  const { first, all } = await institute.zip();
  print({
    what: `The archive of ${aClass + 100}: first byte, ${engine}`,
    ours: `${first.toFixed(0)} ms, all after ${all.toFixed(0)} ms`,
    yardstick: '300 ms',
    ratio: first / 300,
    aim: '≤ 1 ×',
  });
  await institute.stop();
}

/** What is kept in memory, with garbage gone before each look: how far a heap grows until it is collected is chance. */
async function tenTimes(engine: string): Promise<void> {
  const issued = async (count: number) => {
    const institute = await Institute.start('0,1', oneWorker, 100, ['--expose-gc']);
    const all = await institute.issue(count);
    await institute.stop();
    return all;
  };
  const [few, many] = [await issued(aClass), await issued(10 * aClass)];
  const compare = (what: string, grown: (issued: Issued) => number) =>
    print({
      what: `Memory, ${what}, while ${many.count} are issued, beside ${few.count}, ${engine}`,
      ours: `+${grown(many).toFixed(1)} MB`,
      yardstick: `+${grown(few).toFixed(1)} MB`,
      ratio: grown(many) / grown(few),
      aim: 'the same',
    });
  compare('alive on the heap of the thread that answers', ({ alive }) => alive);
  compare('of the whole process', ({ megabytes }) => megabytes);
}
