import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import Database from 'better-sqlite3';
import { parse } from 'csv-parse';
import { DatasetChecks, DatasetRows, DatasetTables, OutputsService, tableFields } from '#libs/outputs';
import { Storage } from '#libs/platform';
import { startApp, type TestApp } from '../support/app.js';
import { describedOutput, runIn, traineeOf } from '../support/outputs.js';
import { print } from './figures.js';

const gates = ['lao_bao_densavan', 'nam_can_nam_kan', 'cau_treo_nam_phao', 'cha_lo_na_phao', 'bo_y_phoukeua'];
const goods = ['ໄມ້ແປຮູບ', 'ກາເຟ', 'ຝຸ່ນປຸຍ', 'xi măng', 'sắt thép', 'điện'];
const numbered = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name}${at}`);

/** Thirty columns as customs statistics have them: a key, codes, names, texts, counts, amounts, dates. */
const schema = {
  fields: [
    { name: 'id', constraints: { pattern: 'R-\\d+' } },
    { name: 'gate', codeList: gates.map((value) => ({ value })) },
    ...['good', 'hs_code', 'exporter', 'importer', 'note', 'lorry', 'port', 'country'].map((name) => ({ name })),
    ...numbered('count', 8).map((name) => ({ name, type: 'integer', constraints: { minimum: 0 } })),
    ...numbered('amount', 7).map((name) => ({ name, type: 'number' })),
    ...['declared', 'arrived', 'left_on'].map((name) => ({ name, type: 'date' })),
    { name: 'year', type: 'year' },
    { name: 'checked', type: 'boolean' },
  ],
  primaryKey: ['id'],
};

function lineOf(at: number): string {
  const day = String(1 + (at % 28)).padStart(2, '0');
  return [
    `R-${at}`,
    gates[at % gates.length],
    goods[at % goods.length],
    1000 + (at % 7000),
    `Exporter ${at % 50_000} Sole Co.`,
    `Công ty TNHH số ${at % 30_000}`,
    at % 10 ? '' : `"xe ${at}, chờ kiểm tra"`,
    `51C-${at}`,
    `Port ${at % 1634}`,
    'Viet Nam',
    ...numbered('', 8).map((_, each) => (at * (each + 1)) % 100_003),
    ...numbered('', 7).map((_, each) => (((at * (each + 3)) % 99_991) / 100).toFixed(2)),
    `2025-03-${day}`,
    `${day}/04/2025`,
    `2025-05-${day}`,
    2000 + (at % 26),
    at % 2 ? 'true' : 'false',
  ].join(',');
}

function* csvOf(rows: number): Generator<string> {
  yield `${schema.fields.map(({ name }) => name).join(',')}\n`;
  for (let done = 0; done < rows; done += 1000)
    yield `${Array.from({ length: Math.min(1000, rows - done) }, (_, each) => lineOf(done + each)).join('\n')}\n`;
}

/** A large file of rows from upload to rows that can be queried, beside reading it and inserting its bare texts. */
export async function datasetImport(rows: number, engine: string): Promise<void> {
  const app = await startApp();
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const path = join(folder, 'rows.csv');
  await pipeline(Readable.from(csvOf(rows)), createWriteStream(path));
  const ours = await costOf(() => importRows(app, path, rows));
  const bare = await costOf(() => bareRows(path, join(folder, 'bare.db')));
  print({
    what: `Import of ${rows.toLocaleString('en')} rows × ${schema.fields.length} columns from CSV, ${engine}`,
    ours: `${ours.seconds.toFixed(0)} s, ${ours.cpu.toFixed(0)} s CPU, +${ours.megabytes.toFixed(0)} MB at the peak, loop p99 ${ours.lag.toFixed(0)} ms, the longest ${ours.longest.toFixed(0)} ms`,
    yardstick: `the same file read by csv-parse and inserted as texts: ${bare.seconds.toFixed(0)} s, ${bare.cpu.toFixed(0)} s CPU`,
    ratio: ours.cpu / bare.cpu,
    aim: '≤ 300 s, ≤ 500 MB',
  });
  await rm(folder, { recursive: true });
  await app.close();
}

async function importRows(app: TestApp, path: string, rows: number): Promise<void> {
  const run = await runIn(app, 'running');
  const { actor } = await traineeOf(app, run, 'ສົມພອນ ວົງສາ');
  const { id } = await app.get(OutputsService).draft(actor, run.id, describedOutput({ kind: 'dataset' }));
  const fields = tableFields.parse({ name: 'lorries', title: { lo: 'ລົດ', vi: 'Xe', en: 'Lorries' }, schema });
  const table = await app.get(DatasetTables).declare(actor, id, fields);
  const stored = await app.get(Storage).put(createReadStream(path), app.get(DatasetRows).limit);
  await app.get(DatasetRows).send(actor, id, table.id, { name: 'rows.csv', stored });
  await app.get(DatasetChecks).deliver();
  const { rowCount, report } = await app.get(DatasetTables).get(actor, id, table.id);
  if (rowCount !== rows) throw new Error(`${rowCount} of ${rows} rows: ${JSON.stringify(report)}`);
}

async function bareRows(path: string, target: string): Promise<void> {
  const database = new Database(target);
  const columns = schema.fields.map(({ name }) => name);
  database.pragma('journal_mode = OFF');
  database.pragma('synchronous = OFF');
  database.exec(`CREATE TABLE bare (${columns.map((name) => `${name} TEXT`).join(', ')}); BEGIN`);
  const insert = database.prepare(`INSERT INTO bare VALUES (${columns.map(() => '?').join(', ')})`);
  const parser = createReadStream(path).pipe(parse());
  for await (const record of parser) insert.run(record);
  database.exec('COMMIT');
  database.close();
}

interface Cost {
  seconds: number;
  cpu: number;
  megabytes: number;
  /** Milliseconds others waited for their turn: 99 of 100 no longer than this, and the longest. */
  lag: number;
  longest: number;
}

async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const base = process.memoryUsage().rss;
  let peak = base;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
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
    longest: lag.max / 1_000_000,
  };
}
