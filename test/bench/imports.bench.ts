import { createHash } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { type Actor, newId, operatorActor } from '#libs/kernel';
import { ImportsService } from '#libs/nominations';
import { Audit, AuditEvent, Database, Outbox, Spreadsheets, Storage, UnitOfWork } from '#libs/platform';
import { startApp, type TestApp } from '../support/app.js';
import { openRun } from '../support/nominations.js';
import { statementsOf } from '../support/statements.js';
import { organisation } from '../support/training.js';
import { median, print } from './figures.js';

const sheetOf = (app: TestApp, count: number, salt: string): Promise<Buffer> =>
  app.get(Spreadsheets).writeWorkbook({
    language: 'en',
    sheets: [
      {
        name: 'List',
        columns: ['Full name', 'Sex', 'Date of birth', 'Identity number', 'Position', 'Telephone'].map((header) => ({
          header,
        })),
        rows: Array.from({ length: count }, (_, at) => [
          `ສົມ${salt} ວົງສາ ${at} ${createHash('sha1').update(`${salt}${at}`).digest('hex').slice(0, 6)}`,
          at % 2 ? 'ຍິງ' : 'Nam',
          `${String(1 + (at % 28)).padStart(2, '0')}/0${1 + (at % 9)}/19${60 + (at % 40)}`,
          `P${salt}${String(at).padStart(7, '0')}`,
          'ວິຊາການ',
          `020 ${String(at).padStart(8, '0')}`,
        ]),
      },
    ],
  });

interface Cost {
  seconds: number;
  cpu: number;
  megabytes: number;
  lag: number;
}

async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  global.gc?.();
  const base = process.memoryUsage().rss;
  let peak = base;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const lag = monitorEventLoopDelay({ resolution: 5 });
  lag.enable();
  const start = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  lag.disable();
  clearInterval(watch);
  return {
    seconds: (performance.now() - start) / 1000,
    cpu: (user + system) / 1_000_000,
    megabytes: (peak - base) / 1024 / 1024,
    lag: lag.percentile(99) / 1_000_000,
  };
}

/** A list of people from upload to drafts, beside reading the same file and inserting as many bare rows. */
export async function imports(engine: string): Promise<void> {
  const app = await startApp();
  const ministry = await organisation(app, 'ONE');
  let most = 0;
  const statements: number[] = [];
  for (const count of [100, 1000, 10_000]) {
    const run = await openRun(app, { capacity: 20 });
    const bytes = await sheetOf(app, count, String(count));
    const ours = await costOf(async () => {
      await importList(app, await checkedList(app, run.id, ministry.id, bytes), count);
    });
    const bare = await costOf(async () => {
      const table = await app.get(Spreadsheets).readTable(bytes);
      await rawRows(app, table.rows.length);
    });
    most = ours.cpu;
    if (count === 100) continue;
    statements.push(await statementsOfImport(app, ministry.id, count));
    print({
      what: `Import of ${count.toLocaleString('en')} people from a workbook, ${engine}`,
      ours: `${ours.seconds.toFixed(1)} s, ${ours.cpu.toFixed(1)} s CPU, +${ours.megabytes.toFixed(0)} MB at the peak, loop p99 ${ours.lag.toFixed(0)} ms`,
      yardstick: `the same file read, and as many rows of person, nomination and audit in batches of 500: ${bare.cpu.toFixed(1)} s CPU`,
      ratio: ours.cpu / bare.cpu,
      aim: '≤ 60 s, ≤ 300 MB',
    });
    await otherWrites(app, ministry.id, count, engine);
  }
  const few = await costOfAThousand(app, ministry.id);
  print({
    what: `Import of 10,000 rows beside 1,000 in a house that knows as many people, ${engine}`,
    ours: `${most.toFixed(1)} s CPU`,
    yardstick: `${few.toFixed(1)} s CPU, the median of three`,
    ratio: most / few,
    aim: 'linear: 10',
  });
  const [of1000, of10000] = statements as [number, number];
  const per500 = (of10000 - of1000) / 18;
  print({
    what: `Statements of an import, reads and the outbox among them, ${engine}`,
    ours: `${of10000} of 10,000 rows: ${(of10000 / 20).toFixed(1)} per 500; ${of1000} of 1,000`,
    yardstick: `${(of1000 - 2 * per500).toFixed(0)} however few the rows, and so many more with every 500`,
    ratio: per500,
    aim: '≤ 5 per 500 rows',
  });
  await app.close();
}

/** Whoever is known already is compared with: a list in a house that knows many costs more than in an empty one. */
async function costOfAThousand(app: TestApp, organisationId: string): Promise<number> {
  const costs: number[] = [];
  for (const salt of ['x', 'y', 'z']) {
    const run = await openRun(app, { capacity: 20 });
    const bytes = await sheetOf(app, 1000, salt);
    const { cpu } = await costOf(async () =>
      importList(app, await checkedList(app, run.id, organisationId, bytes), 1000),
    );
    costs.push(cpu);
  }
  return median(costs);
}

interface Checked {
  id: string;
  actor: Actor;
}

async function checkedList(app: TestApp, runId: string, organisationId: string, bytes: Buffer): Promise<Checked> {
  const actor = { ...operatorActor, accountId: newId() };
  const stored = await app.get(Storage).put(Readable.from([bytes]), 50_000_000);
  const how = { language: 'en' as const, isDirect: false };
  const { id } = await app.get(ImportsService).begin(actor, runId, organisationId, { name: 'list.xlsx', stored }, how);
  await app.get(Outbox).deliver();
  return { id, actor };
}

async function importList(app: TestApp, { id, actor }: Checked, count: number): Promise<void> {
  await app.get(ImportsService).start(actor, id, { choices: [], skipFaulty: false });
  await app.get(Outbox).deliver();
  const { counts } = await app.get(ImportsService).get(actor, { id });
  if (counts.imported !== count) throw new Error(`${counts.imported} of ${count} imported`);
}

async function another(app: TestApp, organisationId: string, count: number, salt: string): Promise<Checked> {
  const run = await openRun(app, { capacity: 20 });
  return checkedList(app, run.id, organisationId, await sheetOf(app, count, `${salt}${count}`));
}

/** From the wish to import to its end, on another run. */
async function statementsOfImport(app: TestApp, organisationId: string, count: number): Promise<number> {
  const { id, actor } = await another(app, organisationId, count, 's');
  await app.get(ImportsService).start(actor, id, { choices: [], skipFaulty: false });
  const writer = await app.get(UnitOfWork).run(async () => app.get(Database).write.connection);
  const found = { get: () => ({ read: { connection: writer } }) } as unknown as TestApp;
  let reads = 0;
  const deliver = () => app.get(Outbox).deliver();
  const writes = await statementsOf(
    found,
    async () => {
      reads = await statementsOf(app, deliver, 'all');
    },
    'all',
  );
  return reads + writes;
}

/** A small unit of somebody else, again and again while the rows are imported, beside the same on its own. */
async function otherWrites(app: TestApp, organisationId: string, count: number, engine: string): Promise<void> {
  const entry = { action: 'bench.done', noun: 'bench', subjectId: newId() };
  const write = async () => {
    await pause(5);
    const start = performance.now();
    await app.get(UnitOfWork).run(() => app.get(Audit).record(operatorActor, entry));
    return performance.now() - start;
  };
  const checked = await another(app, organisationId, count, 'w');
  const alone: number[] = [];
  for (let round = 0; round < 200; round += 1) alone.push(await write());
  const beside: number[] = [];
  let isOver = false;
  const writing = (async () => {
    while (!isOver) beside.push(await write());
  })();
  await importList(app, checked, count);
  isOver = true;
  await writing;
  print({
    what: `Another's write while ${count.toLocaleString('en')} rows are imported, ${engine}`,
    ours: `median ${median(beside).toFixed(1)} ms; the longest of ${beside.length} ${Math.max(...beside).toFixed(0)} ms`,
    yardstick: `the same on its own: median ${median(alone).toFixed(1)} ms, the longest ${Math.max(...alone).toFixed(0)} ms`,
    ratio: median(beside) / median(alone),
  });
}

async function rawRows(app: TestApp, count: number): Promise<void> {
  const database = app.get(Database);
  const at = new Date();
  for (let done = 0; done < count; done += 500) {
    const size = Math.min(500, count - done);
    const events = () =>
      Array.from({ length: size }, () =>
        Object.assign(new AuditEvent(), {
          id: newId(),
          at,
          actorKind: 'bench',
          accountId: null,
          action: 'bench.done',
          noun: 'bench',
          subjectId: newId(),
          reason: null,
          details: {},
        }),
      );
    // As many rows as an import writes: people, links, drafts, and two entries of the trail.
    await app.get(UnitOfWork).run(async () => {
      for (let table = 0; table < 5; table += 1) await database.insertAll(events());
    });
  }
}
