import { createHash } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { newId, operatorActor } from '#libs/kernel';
import { ImportsService } from '#libs/nominations';
import { AuditEvent, Database, Outbox, Spreadsheets, Storage, UnitOfWork } from '#libs/platform';
import { startApp, type TestApp } from '../support/app.js';
import { openRun } from '../support/nominations.js';
import { statementsOf } from '../support/statements.js';
import { organisation } from '../support/training.js';
import { print } from './figures.js';

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
  const seconds: number[] = [];
  for (const count of [100, 1000, 10_000]) {
    const run = await openRun(app, { capacity: 20 });
    const bytes = await sheetOf(app, count, String(count));
    const actor = { ...operatorActor, accountId: newId() };
    const imports = app.get(ImportsService);
    const done = () => app.get(Outbox).deliver();
    const ours = await costOf(async () => {
      const stored = await app.get(Storage).put(Readable.from([bytes]), 50_000_000);
      const how = { language: 'en' as const, isDirect: false };
      const { id } = await imports.begin(actor, run.id, ministry.id, { name: 'list.xlsx', stored }, how);
      await done();
      await imports.start(actor, id, { choices: [], skipFaulty: false });
      await done();
      const { counts } = await imports.get(actor, { id });
      if (counts.imported !== count) throw new Error(`${counts.imported} of ${count} imported`);
    });
    const bare = await costOf(async () => {
      const table = await app.get(Spreadsheets).readTable(bytes);
      await rawRows(app, table.rows.length);
    });
    seconds.push(ours.seconds);
    if (count === 100) continue;
    const per = await statementsPer500(app, ministry.id, count);
    print({
      what: `Import of ${count.toLocaleString('en')} people from a workbook, ${engine}`,
      ours: `${ours.seconds.toFixed(1)} s, ${ours.cpu.toFixed(1)} s CPU, +${ours.megabytes.toFixed(0)} MB at the peak, loop p99 ${ours.lag.toFixed(0)} ms, ${per} statements per 500 rows while importing`,
      yardstick: `the same file read, and as many rows of person, nomination and audit in batches of 500: ${bare.cpu.toFixed(1)} s CPU`,
      ratio: ours.cpu / bare.cpu,
      aim: '≤ 60 s, ≤ 300 MB, ≤ 5 statements',
    });
  }
  print({
    what: `Import of 10,000 rows beside 1,000, ${engine}`,
    ours: `${seconds[2]!.toFixed(1)} s`,
    yardstick: `${seconds[1]!.toFixed(1)} s`,
    ratio: seconds[2]! / seconds[1]!,
    aim: 'linear: 10',
  });
  await app.close();
}

/** Statements of the importing unit alone, on another run. */
async function statementsPer500(app: TestApp, organisationId: string, count: number): Promise<string> {
  const run = await openRun(app, { capacity: 20 });
  const bytes = await sheetOf(app, count, `s${count}`);
  const actor = { ...operatorActor, accountId: newId() };
  const stored = await app.get(Storage).put(Readable.from([bytes]), 50_000_000);
  const imports = app.get(ImportsService);
  const how = { language: 'en' as const, isDirect: false };
  const { id } = await imports.begin(actor, run.id, organisationId, { name: 'list.xlsx', stored }, how);
  await app.get(Outbox).deliver();
  await imports.start(actor, id, { choices: [], skipFaulty: false });
  const writer = await app.get(UnitOfWork).run(async () => app.get(Database).write.connection);
  const found = { get: () => ({ read: { connection: writer } }) } as unknown as TestApp;
  const statements = await statementsOf(found, () => app.get(Outbox).deliver());
  return ((statements * 500) / count).toFixed(1);
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
