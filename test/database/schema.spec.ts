import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Database, Schema } from '#libs/platform';
import { startApp, type TestApp } from '../support/app.js';

describe('the tables of the whole house', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  it('are what the entities say, after the migrations alone', async () => {
    assert.deepEqual(await app.get(Schema).drift(), []);
  });

  it('compare every text byte by byte', async () => {
    const database = app.get(Database);
    if (database.engine === 'sqlite') return;
    const loose = await database.rows(
      "SELECT table_name, column_name, collation_name FROM information_schema.columns WHERE table_schema = DATABASE() AND collation_name IS NOT NULL AND collation_name <> 'utf8mb4_bin' AND table_name <> 'migrations'",
    );
    assert.deepEqual(loose, []);
  });
});
