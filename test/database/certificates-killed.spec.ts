import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ApprovalService, BatchesService, RegisterCheck, RequestsService } from '#libs/certificates';
import { type Configuration, Database, Outbox, Storage } from '#libs/platform';
import { aDecision, aHeldRun } from '../support/a-held-run.js';
import { aLargeClass } from '../support/a-large-class.js';
import { coChair, openCertificates } from '../support/certificates.js';
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

const nextHour = () => {
  hours += 1;
  return new Date(hours * 3_600_000).toISOString();
};

const started = (configuration: Configuration, name: string, ...args: string[]) =>
  startProgramme([`dist/test/support/${name}.js`, ...args], {
    NODE_ENV: 'test',
    DATABASE_URL: configuration.databaseUrl,
    DATA_DIR: configuration.dataDir,
    SECRET_KEY: configuration.secretKey,
    IDENTITY_KEY: configuration.identityKey,
    PUBLIC_URL: configuration.publicUrl,
  });

/** Starts the programme on the batch and, when it is at work, pulls its plug after so long; whether it lived to the end. */
async function pulled(configuration: Configuration, batchId: string, after: number): Promise<boolean> {
  const programme = started(configuration, 'killed-while-issuing', batchId, nextHour());
  while (!programme.output().includes('at work') && programme.process.exitCode === null) await pause(2);
  // Nobody waits for the rest of it when the programme has ended.
  await Promise.race([pause(after, undefined, { ref: false }), programme.ended]);
  programme.process.kill('SIGKILL');
  const code = await programme.ended;
  assert.ok(code === 0 || code === null, programme.output());
  return code === 0;
}

const filesOf = async ({ dataDir }: Configuration) =>
  (await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true })).filter((one) => one.isFile())
    .length;

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
      // Behind everything else that a machine does: long when it does much.
      assert.ok(await pulled(configuration, id, 120_000), 'goes on to the end when nobody kills it');

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
      assert.equal(await filesOf(configuration), people, 'files without a certificate');
    } finally {
      await nest.close();
      await drop();
    }
  });
});

describe('a replacement whose programme is killed', () => {
  it('is drawn once when it comes up again, without a gap in the register', async () => {
    const { configuration, drop } = await testConfiguration();
    const clock = new TestClock();
    const nest = await openCertificates(configuration, clock);
    const found = Object.assign({ get: nest.get.bind(nest), clock }) as Finder & { clock: TestClock };
    const rows = () =>
      found.get(Database).rows<Row>('SELECT id, serial, status, storage_key, sha256 FROM certificate ORDER BY serial');
    try {
      const held = await aHeldRun(found, ['ນາງ ພອນສຸກ']);
      const { id } = await found.get(BatchesService).prepare(vnCoordinator, held.run.id, aDecision(held.enrolments));
      await found.get(ApprovalService).approve(coChair, id);
      await found.get(Outbox).deliver();
      const [lost] = await rows();
      const files = await filesOf(configuration);
      const why = { reasonClass: 'lost', reason: 'ເສຍໃນນ້ຳຖ້ວມ' } as const;
      await found.get(RequestsService).askToReplace(vnCoordinator, lost!.id, why);

      // Before it is drawn, and between its file and its row.
      for (const [moment, stored] of Object.entries({ drawing: 0, stored: 1 })) {
        const programme = started(configuration, 'killed-while-replacing', lost!.id, nextHour(), moment);
        assert.equal(await programme.ended, null, programme.output());
        assert.equal(await filesOf(configuration), files + stored);
        assert.deepEqual(
          (await rows()).map(({ serial, status }) => [serial, status]),
          [
            ['VL-2026-000001', 'replaced'],
            ['VL-2026-000002', 'intended'],
          ],
        );
      }

      const later = new TestClock();
      later.set(nextHour());
      const again = await openCertificates(configuration, later);
      await again.get(Outbox).deliver();
      await again.close();
      const [old, replacement, ...more] = await rows();
      assert.deepEqual([old!.status, replacement!.status, more.length], ['replaced', 'valid', 0]);
      const bytes = await readFile(found.get(Storage).pathOf(replacement!.storage_key!));
      assert.equal(sha256(bytes), replacement!.sha256);
      assert.equal(await filesOf(configuration), files + 1, 'files without a certificate');
      const { fault, lines } = await found.get(RegisterCheck).verify();
      assert.deepEqual([fault, lines], [null, 3]);
    } finally {
      await nest.close();
      await drop();
    }
  });
});
