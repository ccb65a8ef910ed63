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
import { startUp } from './start-up.bench.js';

if (engine === 'sqlite') {
  await startUp();
  await certificates();
  await issuing('SQLite');
  await nominationList('SQLite', '4');
  await confirmations('SQLite');
  await imports('SQLite');
  await datasetImport(1_000_000, 'SQLite');
  await rowQueries(1_000_000);
  await selections('SQLite');
  await attendance('SQLite');
  await calendarMonth('SQLite');
  await catalogue('SQLite');
} else {
  await nominationList('MariaDB', '6');
  await confirmations('MariaDB');
  await imports('MariaDB');
  await issuing('MariaDB');
  await selections('MariaDB');
  await attendance('MariaDB');
  await calendarMonth('MariaDB');
  await catalogue('MariaDB');
}
process.exit(0);
