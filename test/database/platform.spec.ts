import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, it, mock } from 'node:test';
import { DomainError, newId, operatorActor } from '#libs/kernel';
import {
  Audit,
  Database,
  eventType,
  Idempotency,
  instantOfRaw,
  Outbox,
  Schema,
  Storage,
  UnitOfWork,
} from '#libs/platform';
import { startContext, type TestContext } from '../support/platform.js';

const told = eventType<{ word: string }>('test.told');

describe('the platform', () => {
  let context: TestContext;
  let database: Database;
  let unitOfWork: UnitOfWork;
  before(async () => {
    context = await startContext();
    database = context.get(Database);
    unitOfWork = context.get(UnitOfWork);
  });
  after(() => context.close());

  it('wants no change of the tables after its migrations', async () => {
    assert.deepEqual(await context.get(Schema).drift(), []);
  });

  it('runs its migrations again without harm', async () => {
    await context.get(Schema).migrate();
    assert.equal(await context.get(Schema).hasPendingMigrations(), false);
  });

  it('keeps audit events as they are: the database refuses to change or remove one', async () => {
    const audit = context.get(Audit);
    await unitOfWork.run(() => audit.record(operatorActor, { action: 'test.done', noun: 'test', subjectId: newId() }));
    for (const statement of ["UPDATE audit_event SET action = 'other'", 'DELETE FROM audit_event']) {
      await assert.rejects(
        unitOfWork.run(() => database.change(statement, [])),
        /append-only/,
      );
    }
    const [row] = await database.rows<{ action: string }>('SELECT action FROM audit_event');
    assert.equal(row?.action, 'test.done');
  });

  it('hands news on after the commit, again after a failure, and never after a rollback', async () => {
    const outbox = context.get(Outbox);
    const heard: string[] = [];
    let failures = 1;
    outbox.handle(told, async ({ word }) => {
      if (failures-- > 0) throw new Error('not now');
      heard.push(word);
    });
    await unitOfWork
      .run(async () => {
        await outbox.raise(told, { word: 'rolled back' });
        throw new Error('no');
      })
      .catch(() => undefined);
    await unitOfWork.run(() => outbox.raise(told, { word: 'committed' }));
    await outbox.deliver();
    assert.deepEqual(heard, []);
    context.clock.advance(120_000);
    await outbox.deliver();
    await outbox.deliver();
    assert.deepEqual(heard, ['committed']);
  });

  it('leaves news that nobody here listens for alone, however much of it there is', async () => {
    const outbox = context.get(Outbox);
    const unheard = eventType('test.unheard');
    await unitOfWork.run(async () => {
      for (let n = 0; n < 60; n += 1) await outbox.raise(unheard, {});
    });
    await outbox.deliver();
    const heard: number[] = [];
    outbox.handle(eventType<{ n: number }>('test.heard'), async ({ n }) => void heard.push(n));
    await unitOfWork.run(() => outbox.raise(eventType<{ n: number }>('test.heard'), { n: 1 }));
    await outbox.deliver();
    assert.deepEqual(heard, [1]);
  });

  it('holds news for as long as its handler works, and never gives back what another has taken', async () => {
    const outbox = context.get(Outbox);
    const slow = eventType('test.slow');
    const due = async () => {
      const [row] = await database.rows<{ due_at: unknown }>(
        "SELECT due_at FROM outbox_message WHERE type = 'test.slow'",
      );
      return instantOfRaw(row!.due_at).getTime();
    };
    mock.timers.enable({ apis: ['setInterval'] });
    try {
      const started = Promise.withResolvers<void>();
      const fails = Promise.withResolvers<void>();
      outbox.handle(slow, () => {
        started.resolve();
        return fails.promise;
      });
      await unitOfWork.run(() => outbox.raise(slow, {}));
      await started.promise;
      const before = await due();
      context.clock.advance(50_000);
      mock.timers.tick(20_000);
      while ((await due()) === before) await new Promise((resolve) => setTimeout(resolve, 5));
      assert.equal((await due()) - before, 50_000);
      // Another process takes it all the same.
      await unitOfWork.run(() =>
        database.change("UPDATE outbox_message SET attempts = attempts + 1 WHERE type = 'test.slow'", []),
      );
      const held = await due();
      context.clock.advance(1000);
      fails.reject(new Error('too late'));
      await outbox.deliver();
      assert.equal(await due(), held);
    } finally {
      mock.timers.reset();
    }
  });

  it('answers a repeated keyed request as the first time, does the work once, and refuses the key for another', async () => {
    const idempotency = context.get(Idempotency);
    let done = 0;
    const work = async () => {
      done += 1;
      return { status: 201, location: '/x', body: { n: done } };
    };
    const answers = await Promise.all(Array.from({ length: 8 }, () => idempotency.once('me', 'key', { a: 1 }, work)));
    assert.equal(done, 1);
    for (const answer of answers) assert.deepEqual(answer, { status: 201, location: '/x', body: { n: 1 } });
    await assert.rejects(
      idempotency.once('me', 'key', { a: 2 }, work),
      (error: DomainError) => error.code === 'idempotency.other_request',
    );
    await idempotency.once('you', 'key', { a: 2 }, work);
    assert.equal(done, 2);
  });

  it('keeps an answer of any length, and forgets it after a week', async () => {
    const idempotency = context.get(Idempotency);
    const body = { names: Array.from({ length: 5000 }, () => 'ສົມພອນ ວົງສາ — Nguyễn') };
    const answer = { status: 200, location: null, body };
    await idempotency.once('me', 'long', {}, async () => answer);
    const again = await idempotency.once('me', 'long', {}, () => Promise.reject(new Error('done twice')));
    assert.deepEqual(again, answer);
    context.clock.advance(8 * 24 * 3_600_000);
    await idempotency.sweep();
    assert.deepEqual(await database.rows('SELECT id FROM idempotency_key'), []);
  });

  it('forgets a key whose work failed', async () => {
    const idempotency = context.get(Idempotency);
    const failing = () => Promise.reject(new Error('refused'));
    await assert.rejects(idempotency.once('me', 'second', {}, failing), /refused/);
    const answer = await idempotency.once('me', 'second', {}, async () => ({
      status: 200,
      location: null,
      body: 'ok',
    }));
    assert.equal(answer.body, 'ok');
  });

  it('streams a file to disk with its hash, and keeps nothing of one that is too large', async () => {
    const storage = context.get(Storage);
    const stored = await storage.put(Readable.from([Buffer.from('ມິດຕະພາບ')]), 1000);
    assert.equal(stored.size, 24);
    assert.match(stored.sha256, /^[0-9a-f]{64}$/);
    const { stream } = await storage.open(stored.key);
    assert.equal(Buffer.concat(await stream.toArray()).toString(), 'ມິດຕະພາບ');
    const tooLarge = storage.put(Readable.from([Buffer.alloc(600), Buffer.alloc(600)]), 1000);
    await assert.rejects(tooLarge, (error: DomainError) => error.kind === 'too_large');
    await assert.rejects(storage.open('../../etc/passwd'), /Not a storage key/);
    assert.deepEqual(await readdir(join(context.configuration.dataDir, 'arriving')), []);
  });

  it('gives the same file a second name that lives by itself', async () => {
    const storage = context.get(Storage);
    const first = await storage.put(Readable.from([Buffer.from('one')]), 1000);
    const second = await storage.again(first);
    assert.deepEqual({ ...second, key: first.key }, first);
    await storage.discard(first.key);
    assert.equal(Buffer.concat(await (await storage.open(second.key)).stream.toArray()).toString(), 'one');
    await assert.rejects(storage.open(first.key), /ENOENT/);
  });
});
