import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { BatchesService } from '#libs/certificates';
import { type Configuration, Database, Storage } from '#libs/platform';
import { aDecision } from '../support/a-held-run.js';
import { aLargeClass } from '../support/a-large-class.js';
import { openCertificates } from '../support/certificates.js';
import { TestClock } from '../support/clock.js';
import { testConfiguration } from '../support/platform.js';
import { startProgramme } from '../support/programme.js';
import { type Finder, vnCoordinator } from '../support/training.js';

const people = 500;
/** Each takes the start of a programme: `KILLS=30` for the whole story. */
const kills = Number(process.env.KILLS ?? 6);

interface Row {
  id: string;
  serial: string;
  register_number: number;
  status: string;
  storage_key: string | null;
  sha256: string | null;
}

// What a dead programme had in hand is free for others after a while: each starts an hour after the one before.
let hours = Date.parse('2026-03-25T02:00:00Z') / 3_600_000;

/** Starts the programme on the batch and, when it is at work, pulls its plug after so long; whether it lived to the end. */
async function pulled(configuration: Configuration, batchId: string, after: number): Promise<boolean> {
  hours += 1;
  const at = new Date(hours * 3_600_000).toISOString();
  const { databaseUrl, dataDir, secretKey, identityKey, publicUrl } = configuration;
  const programme = startProgramme(['dist/test/support/killed-while-issuing.js', batchId, at], {
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    SECRET_KEY: secretKey,
    IDENTITY_KEY: identityKey,
    PUBLIC_URL: publicUrl,
  });
  while (!programme.output().includes('at work') && programme.process.exitCode === null) await pause(2);
  await Promise.race([pause(after), programme.ended]);
  programme.process.kill('SIGKILL');
  const code = await programme.ended;
  assert.ok(code === 0 || code === null, programme.output());
  return code === 0;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe(`a batch of ${people} whose programme is killed again and again`, () => {
  it('is issued without a gap, a duplicate or an orphan, and no stored document ever changes', async () => {
    const { configuration, drop } = await testConfiguration();
    const clock = new TestClock();
    const open = () => openCertificates(configuration, clock);
    const nest = await open();
    const found = Object.assign({ get: nest.get.bind(nest), clock }) as Finder & { clock: TestClock };
    const held = await aLargeClass(found, people);
    const { id } = await found.get(BatchesService).prepare(vnCoordinator, held.run.id, aDecision(held.enrolments));
    const read = () =>
      found.get(Database).rows<Row>('SELECT id, serial, register_number, status, storage_key, sha256 FROM certificate');
    const stored = new Map<string, string>();
    const moments: number[] = [];
    try {
      let lived = 0;
      for (let kill = 0; kill < kills; kill += 1) {
        // From the approval to the last document: short at first, so that some come before the numbers are there.
        const after = Math.random() * (kill < kills / 3 ? 60 : 400);
        if (await pulled(configuration, id, after)) lived += 1;
        const rows = await read();
        assert.ok(rows.length === 0 || rows.length === people, `${rows.length} numbers`);
        for (const { id: one, sha256: hash } of rows) {
          if (stored.has(one)) assert.equal(hash, stored.get(one), 'a stored document changed');
          if (hash) stored.set(one, hash);
        }
        moments.push(stored.size);
      }
      assert.ok(lived < kills / 2, `${kills - lived} of ${kills} were killed at work: ${moments.join(' ')}`);
      assert.ok(await pulled(configuration, id, 60_000), 'goes on to the end when nobody kills it');

      const rows = (await read()).toSorted((one, other) => one.register_number - other.register_number);
      const numbers = Array.from({ length: people }, (_, index) => index + 1);
      assert.deepEqual(
        rows.map(({ serial }) => serial),
        numbers.map((number) => `VL-2026-${String(number).padStart(6, '0')}`),
      );
      assert.deepEqual(
        rows.map(({ register_number }) => register_number),
        numbers,
      );
      for (const { id: one, status, storage_key, sha256: hash } of rows) {
        assert.equal(status, 'valid');
        assert.equal(hash, stored.get(one) ?? hash);
        assert.equal(sha256(await readFile(found.get(Storage).pathOf(storage_key!))), hash);
      }
      const files = await readdir(join(configuration.dataDir, 'files'), { recursive: true, withFileTypes: true });
      assert.equal(files.filter((file) => file.isFile()).length, people, 'files without a certificate');
    } finally {
      await nest.close();
      await drop();
    }
  });
});
