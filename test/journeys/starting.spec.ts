import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type ComposeService, environmentOf, readCompose } from '../support/compose.js';
import { emptyDatabase, engine, type TestDatabase } from '../support/engine.js';
import { keyStore, password } from '../support/openssl.js';
import { answers, freePort, type Programme, startProgramme } from '../support/programme.js';
import { lacks } from '../support/tools.js';

const serverArgs = ['--enable-source-maps', 'dist/apps/server/src/main.js'];

let folder: string;
let running: Programme | undefined;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'starting-'));
});

after(async () => {
  running?.process.kill('SIGKILL');
  await running?.ended;
  await rm(folder, { recursive: true, force: true });
});

// On the embedded database: a developer's machine with nothing on it.
const onEmbeddedDatabase = () => {
  it('makes its database, fills it once, and says who may sign in', async () => {
    const seed = () =>
      startProgramme(['dist/apps/console/src/main.js', 'seed-demo', '--if-wanted'], { DATA_DIR: folder });
    const first = seed();
    assert.equal(await first.ended, 0, first.output());
    assert.match(first.output(), /nominator@demo\.example/);
    assert.match(first.output(), /with the password \S{10,}/);
    const second = seed();
    assert.equal(await second.ended, 0, second.output());
    assert.equal(second.output(), '');
  });

  it('serves it and says where it is', async () => {
    const port = await freePort();
    running = startProgramme(serverArgs, { PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'warn' });
    const health = await answers(running, `http://127.0.0.1:${port}/health/ready`);
    assert.deepEqual(await health.json(), { status: 'ok', checks: { database: true, migrations: true, disk: true } });
    await answers(running, `http://127.0.0.1:${port}/`);
    assert.match(running.output(), new RegExp(`http://localhost:${port}`));
    assert.ok(existsSync(join(folder, 'mittaphap.db')));
  });

  it('ends in good order when it is told to, its database closed', async () => {
    assert.ok(running);
    running.process.kill('SIGTERM');
    await running.ended;
    assert.ok(existsSync(join(folder, 'mittaphap.db')));
    assert.ok(!existsSync(join(folder, 'mittaphap.db-wal')), running.output());
  });
};

// On MariaDB: the commands of docker-compose.yml with its environment, natively.
const onMariadb = () => {
  const { services } = readCompose();
  let database: TestDatabase;
  let port: number;

  before(async () => {
    database = await emptyDatabase();
    port = await freePort();
  });

  after(() => database.drop());

  function start(service: ComposeService | undefined, changes: Record<string, string> = {}): Programme {
    assert.ok(service?.command);
    const [program, ...args] = service.command;
    assert.equal(program, 'node');
    const here = { DATABASE_URL: database.url, DATA_DIR: folder, PORT: String(port) };
    return startProgramme(args, { ...environmentOf(service), ...here, ...changes });
  }

  const keysOfAnInstitute = () => ({
    SIGNING_KEY: keyStore().toString('base64'),
    SIGNING_KEY_PASSWORD: password,
    STATEMENT_KEY: generateKeyPairSync('ed25519')
      .privateKey.export({ type: 'pkcs8', format: 'der' })
      .toString('base64'),
  });

  for (const [name, value] of Object.entries({
    SECRET_KEY: 'change-me-change-me-change-me-change-me',
    IDENTITY_KEY: '',
    DEMO: 'true',
    DEMO_PASSWORD: 'a password for all',
    DATABASE_SYNCHRONIZE: 'true',
    DATABASE_URL: 'sqlite:var/some.db',
    PUBLIC_URL: 'http://training.example',
  })) {
    it(`refuse to start with ${name}=${value}, and name it`, async () => {
      const refused = start(services.server, { [name]: value });
      assert.equal(await refused.ended, 1);
      assert.match(refused.output(), new RegExp(`\\b${name}\\b`));
    });
  }

  it('bring the schema up to date, twice if asked twice', { skip: lacks('openssl') }, async () => {
    for (const _ of ['first', 'again']) {
      const migrations = start(services.migrations, keysOfAnInstitute());
      assert.equal(await migrations.ended, 0, migrations.output());
    }
  });

  it('serve with keys of an institute, and know no demo account', { skip: lacks('openssl') }, async () => {
    running = start(services.server, keysOfAnInstitute());
    const health = await answers(running, `http://127.0.0.1:${port}/health/ready`);
    assert.deepEqual(await health.json(), { status: 'ok', checks: { database: true, migrations: true, disk: true } });
    assert.doesNotMatch(running.output(), /demo\.example/);
  });

  it('end when they are told to', { skip: lacks('openssl') }, async () => {
    assert.ok(running);
    running.process.kill('SIGTERM');
    await running.ended;
  });
};

if (engine === 'sqlite') describe('the server on an empty machine', onEmbeddedDatabase);
else describe('the services of docker-compose.yml', onMariadb);
