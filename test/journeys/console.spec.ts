import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { emptyDatabase, type TestDatabase } from '../support/engine.js';
import { type Programme, startProgramme } from '../support/programme.js';

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
