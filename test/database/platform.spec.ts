import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { DomainError, newId, operatorActor } from '#libs/kernel';
import { Audit, Database, eventType, Idempotency, Outbox, Schema, Storage, UnitOfWork } from '#libs/platform';
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
  });
});
