// `npm test [-- FILTER… --engine=sqlite|mariadb --phase=NAME]`: every suite, on both databases and in a browser.
// A filter is a part of a file's path: `npm test -- web/runs`. The last line is always "N passed, N failed".
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { endWithParent, install, root } from './install.mjs';
import { mariadbVersion, privateMariadb } from './mariadb.mjs';
import { endAll, failuresAgain, runPhases, seconds } from './test-files.mjs';
import { provide, tool } from './test-tools.mjs';

const pdfTools = ['pdftotext', 'mutool', 'qpdf', 'hb-shape', 'zbarimg', 'openssl'];
// The long ones first: the last to begin should be short.
const onDatabase = ['test/journeys', 'test/web', 'test/database'];

// `needs`: without these the whole phase is left out. `uses`: single tests skip themselves (test/support/tools.ts).
const phases = {
  unit: { folders: ['libs', 'apps'] },
  architecture: { folders: ['test/architecture'] },
  pdf: { folders: ['test/pdf'], uses: pdfTools },
  browser: { folders: ['test/browser'], engine: 'sqlite', needs: ['chromium'], uses: pdfTools },
  sqlite: { folders: onDatabase, engine: 'sqlite', uses: pdfTools },
  mariadb: { folders: onDatabase, engine: 'mariadb', needs: ['mariadbd', 'mariadb-install-db'], uses: pdfTools },
};

// Tests of power cuts cut that of servers of their own: this one never waits for the disk.
const unhurt = [
  '--innodb-flush-log-at-trx-commit=0',
  '--skip-innodb-doublewrite',
  '--loose-innodb-flush-method=nosync',
  '--loose-innodb-file-per-table=OFF',
];

const { filters, options } = readArguments(process.argv.slice(2));
const isCi = /^(1|true)$/i.test(process.env.CI ?? '');
const started = performance.now();
const total = { passed: 0, failed: 0, skipped: 0 };
const wholeFailures = [];

endWithParent();
const temporary = mkdtempSync(join(tmpdir(), 'mittaphap-test-'));
process.on('exit', () => {
  endAll();
  rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
});
for (const [signal, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 })) {
  process.on(signal, () => process.exit(128 + number));
}

const plan = Object.entries(phases)
  .filter(
    ([name, { engine }]) =>
      (!options.phase || options.phase === name) && (!options.engine || !engine || options.engine === engine),
  )
  .map(([name, phase]) => ({ name, ...phase, files: phase.folders.flatMap(specsUnder).filter(isWanted) }))
  .filter(({ files }) => files.length > 0);

await run();
const failures = [...wholeFailures, failuresAgain()].filter(Boolean);
if (failures.length > 0) console.log(`\nWhat failed, once more:\n${failures.join('\n')}\n`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

async function run() {
  if (plan.length === 0) {
    console.log('No test file matches.');
    return;
  }
  install();
  const missing = provide([...new Set(plan.flatMap(({ needs = [], uses = [] }) => [...needs, ...uses]))]);
  if (isCi) for (const name of missing) failWhole(`${name} is missing, and with CI=true nothing is left out.`);

  const needsServer =
    plan.some(({ name }) => name === 'mariadb') && !missing.some((name) => name.startsWith('mariadb'));
  // Both take a while and neither needs the other.
  const starting = needsServer ? startMariadb() : undefined;
  starting?.catch(() => {});
  if (!(await build('tests'))) failWhole('the compiler found errors: see above.');

  const possible = plan.filter((phase) => !isLeftOut(phase, missing));
  const phases = possible.map(({ name, files, engine }) => ({
    name,
    files,
    env: environment(missing, engine, starting),
  }));
  for (const { env } of phases) env.catch(() => {});
  console.log('');
  await runPhases(phases, endPhase);
  await (await starting?.catch(() => undefined))?.remove();
  console.log(`\nAll in ${seconds(performance.now() - started)}.`);
}

function isLeftOut({ name, files, needs = [] }, missing) {
  const lacking = needs.filter((tool) => missing.includes(tool));
  if (lacking.length === 0) return false;
  console.log(`\n${name}: left out, ${files.length} files: needs ${lacking.join(', ')}`);
  total.skipped += files.length;
  return true;
}

function endPhase({ name }, counts) {
  for (const key of Object.keys(total)) total[key] += counts[key];
  const version = name === 'mariadb' && !process.env.TEST_MARIADB_URL ? `, MariaDB ${mariadbVersion()}` : '';
  console.log(
    `${name}: ${counts.passed} passed, ${counts.failed} failed, after ${seconds(performance.now() - started)}${version}\n`,
  );
}

// A server of one's own choice may be named; it is used and left as it is.
async function startMariadb() {
  const given = process.env.TEST_MARIADB_URL;
  if (given) return { url: given, isGiven: true, remove: () => undefined };
  return privateMariadb(join(temporary, 'mariadb'), unhurt);
}

// What tests see of the surroundings: no database, mail server or secret of whoever runs them.
async function environment(missing, engine, starting) {
  const env = { ...process.env, NODE_ENV: 'test', TMPDIR: temporary, TEST_MISSING_TOOLS: missing.join(' ') };
  for (const key of ['DATABASE_URL', 'DATA_DIR', 'PORT', 'PUBLIC_URL', 'TRUST_PROXY', 'SECRET_KEY', 'IDENTITY_KEY'])
    delete env[key];
  for (const key of ['JWT_SECRET', 'DEMO', 'DEMO_PASSWORD', 'SMTP_URL', 'MAIL_FROM', 'MAX_UPLOAD_MB', 'LOG_LEVEL'])
    delete env[key];
  for (const key of ['NODE_OPTIONS', 'NODE_TEST_CONTEXT', 'TEST_ENGINE', 'TEST_MARIADB_URL']) delete env[key];
  // A fifth of what it takes to load the programme, which many processes do.
  env.NODE_COMPILE_CACHE = join(temporary, 'compiled');
  const chromium = tool('chromium');
  if (chromium) env.CHROMIUM_PATH = chromium;
  if (engine) env.TEST_ENGINE = engine;
  if (engine === 'mariadb') {
    const { url, isGiven } = await starting;
    Object.assign(env, { TEST_MARIADB_URL: url }, isGiven ? {} : { TEST_DATABASES_STAY: 'true' });
  }
  return env;
}

function failWhole(why) {
  wholeFailures.push(`✗ ${why}`);
  console.log(`✗ ${why}`);
  total.failed++;
}

function specsUnder(folder) {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .flatMap((entry) => {
      if (entry.isDirectory()) return specsUnder(`${folder}/${entry.name}`);
      return entry.name.endsWith('.spec.ts') ? [`dist/${folder}/${entry.name.replace(/\.ts$/, '.js')}`] : [];
    })
    .sort();
}

function isWanted(file) {
  return filters.length === 0 || filters.some((filter) => file.includes(filter));
}

function readArguments(given) {
  const read = { filters: [], options: {} };
  const allowed = { engine: ['sqlite', 'mariadb'], phase: Object.keys(phases) };
  for (const argument of given) {
    const [, key, value] = /^--([a-z]+)=(.*)$/.exec(argument) ?? [];
    if (key && allowed[key]?.includes(value)) read.options[key] = value;
    else if (argument.startsWith('-')) {
      console.error(`Unknown option ${argument}. Known: --engine=sqlite|mariadb, --phase=${allowed.phase.join('|')}`);
      process.exit(2);
    } else read.filters.push(argument.replace(/\.ts$/, '.js'));
  }
  return read;
}
