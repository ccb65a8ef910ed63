import 'reflect-metadata';
import { engine } from '../support/engine.js';
import { attendance } from './attendance.bench.js';
import { calendarMonth } from './calendar.bench.js';
import { catalogue } from './catalogue.bench.js';
import { certificates } from './certificates.bench.js';
import { datasetImport } from './dataset.bench.js';
import { imports } from './imports.bench.js';
import { issuing } from './issuing.bench.js';
import { confirmations, nominationList, selections } from './nominations.bench.js';
import { rowQueries } from './rows.bench.js';
import { served } from './served.bench.js';
import { startUp } from './start-up.bench.js';

type Benches = Record<string, () => Promise<void>>;

const onSqlite: Benches = {
  'start-up': startUp,
  certificates,
  issuing: () => issuing('SQLite'),
  served: () => served('SQLite'),
  nominations: () => nominationList('SQLite', '4'),
  confirmations: () => confirmations('SQLite'),
  imports: () => imports('SQLite'),
  dataset: () => datasetImport(1_000_000, 'SQLite'),
  rows: () => rowQueries(1_000_000),
  selections: () => selections('SQLite'),
  attendance: () => attendance('SQLite'),
  calendar: () => calendarMonth('SQLite'),
  catalogue: () => catalogue('SQLite'),
};

const onMariadb: Benches = {
  nominations: () => nominationList('MariaDB', '6'),
  confirmations: () => confirmations('MariaDB'),
  imports: () => imports('MariaDB'),
  issuing: () => issuing('MariaDB'),
  served: () => served('MariaDB'),
  selections: () => selections('MariaDB'),
  attendance: () => attendance('MariaDB'),
  calendar: () => calendarMonth('MariaDB'),
  catalogue: () => catalogue('MariaDB'),
};

const chosen = process.argv.slice(2);
const stranger = chosen.find((name) => !(name in onSqlite));
if (stranger !== undefined) throw new Error(`No benchmark ${stranger}; there are ${Object.keys(onSqlite).join(', ')}`);
for (const [name, bench] of Object.entries(engine === 'sqlite' ? onSqlite : onMariadb))
  if (chosen.length === 0 || chosen.includes(name)) await bench();
process.exit(0);
