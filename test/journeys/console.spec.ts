import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { ApprovalService, BatchesService } from '#libs/certificates';
import { Database, Outbox, UnitOfWork } from '#libs/platform';
import { aDecision, aHeldRun } from '../support/a-held-run.js';
import { coChair, startCertificates } from '../support/certificates.js';
import { emptyDatabase, type TestDatabase } from '../support/engine.js';
import { type Programme, startProgramme } from '../support/programme.js';
import { vnCoordinator } from '../support/training.js';

describe('the console', () => {
  let folder: string;
  let database: TestDatabase;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'console-'));
    database = await emptyDatabase();
  });
  afterEach(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const run = (...args: string[]): Programme =>
    startProgramme(['dist/apps/console/src/main.js', ...args], { DATA_DIR: folder, DATABASE_URL: database.url });

  it('migrates one empty database from several processes at once', async () => {
    const programmes = [run('migrate'), run('migrate'), run('migrate')];
    for (const programme of programmes) {
      assert.equal(await programme.ended, 0, programme.output());
      assert.equal(programme.output(), 'The database is at the newest migration.\n');
    }
  });

  it('ends with one line where a key cannot be read, its database closed', async () => {
    const environment = { DATA_DIR: folder, DATABASE_URL: database.url, SIGNING_KEY: 'AAAA' };
    const refused = startProgramme(['dist/apps/console/src/main.js', 'migrate'], environment);
    assert.equal(await refused.ended, 1);
    assert.match(refused.output(), /^Configuration: SIGNING_KEY: .+\n$/);
  });

  it('says in one line that an e-mail address is taken', async () => {
    const open = () => run('create-admin', 'admin@test.example', 'Somebody');
    const first = open();
    assert.equal(await first.ended, 0, first.output());
    const second = open();
    assert.equal(await second.ended, 1);
    assert.equal(second.output(), 'There is already an account with this e-mail address.\n');
  });

  it('says that the demo data is incomplete after its filling was killed, and how to begin anew', async () => {
    const killed = run('seed-demo');
    const opened = run('migrate');
    assert.equal(await opened.ended, 0, opened.output());
    while (!killed.output().includes('An empty database')) await new Promise((resolve) => setTimeout(resolve, 10));
    await new Promise((resolve) => setTimeout(resolve, 2500));
    killed.process.kill('SIGKILL');
    await killed.ended;
    const again = run('seed-demo');
    assert.equal(await again.ended, 1, again.output());
    assert.match(again.output(), /incomplete/);
    assert.match(again.output(), /demo-unfinished/);
    const wanted = run('seed-demo', '--if-wanted');
    assert.equal(await wanted.ended, 0);
    assert.match(wanted.output(), /incomplete/);
  });
});

describe('the command verify-register', () => {
  it('finds a whole register sound, and names the first line that was tampered with', async () => {
    const context = await startCertificates();
    const { databaseUrl, dataDir } = context.configuration;
    const verify = async () => {
      const environment = { DATABASE_URL: databaseUrl, DATA_DIR: dataDir };
      const programme = startProgramme(['dist/apps/console/src/main.js', 'verify-register'], environment);
      return { code: await programme.ended, said: programme.output() };
    };
    try {
      const { run, enrolments } = await aHeldRun(context, ['ຄຳ', 'ແກ້ວ', 'ບຸນ']);
      const { id } = await context.get(BatchesService).prepare(vnCoordinator, run.id, aDecision(enrolments));
      await context.get(ApprovalService).approve(coChair, id);
      // A programme that finds documents still to be drawn draws them, and says so.
      await context.get(Outbox).deliver();
      const sound = await verify();
      assert.equal(sound.code, 0, sound.said);
      assert.match(sound.said, /^3 lines of the register are sound, the last with the hash [0-9a-f]{64}\.\n$/);

      await context.get(UnitOfWork).run(async () => {
        const database = context.get(Database);
        await database.change('DROP TRIGGER register_entry_no_update', []);
        const tampering = "UPDATE register_entry SET content = REPLACE(content, 'ແກ້ວ', 'ແກ້ງ') WHERE position = 2";
        assert.equal(await database.change(tampering, []), 1);
      });
      const altered = await verify();
      assert.equal(altered.code, 1, altered.said);
      assert.match(altered.said, /^Line 2 \(CC-2026\/000002\) was altered\.$/m);
      assert.match(altered.said, /^1 lines of the register are sound/m);
    } finally {
      await context.close();
    }
  });
});
