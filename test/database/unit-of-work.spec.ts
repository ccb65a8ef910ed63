import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Database, UnitOfWork } from '#libs/platform';
import { startContext, type TestContext } from '../support/platform.js';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Rows of the idempotency table stand in for any room's rows. */
const add = (database: Database, id: string) =>
  database.change(
    "INSERT INTO idempotency_key (id, request_hash, status, location, body, at) VALUES (?, '', 0, NULL, 'null', '2026-01-01 00:00:00.000')",
    [id],
  );

const ids = async (database: Database): Promise<string[]> =>
  (await database.rows<{ id: string }>('SELECT id FROM idempotency_key ORDER BY id')).map(({ id }) => id);

describe('a unit of work', () => {
  let context: TestContext;
  let database: Database;
  let unitOfWork: UnitOfWork;

  before(async () => {
    context = await startContext();
    database = context.get(Database);
    unitOfWork = context.get(UnitOfWork);
  });
  after(() => context.close());

  const clear = () => unitOfWork.run(() => database.change('DELETE FROM idempotency_key', []));

  it('that rolls back takes no acknowledged write of another with it', async () => {
    await clear();
    const failing = unitOfWork.run(async () => {
      await add(database, 'a');
      await pause(60);
      throw new Error('a rolls back');
    });
    const refused = assert.rejects(failing, /a rolls back/);
    await pause(10);
    await unitOfWork.run(() => add(database, 'b'));
    await refused;
    assert.deepEqual(await ids(database), ['b']);
  });

  it('shows its rows to itself and to nobody else before the commit', async () => {
    await clear();
    const seen: string[][] = [];
    const unit = unitOfWork.run(async () => {
      await add(database, 'mine');
      seen.push(await ids(database));
      await pause(60);
    });
    await pause(30);
    seen.push(await ids(database));
    await unit;
    seen.push(await ids(database));
    assert.deepEqual(seen, [['mine'], [], ['mine']]);
  });

  it('holds under two hundred writers and readers at once: nothing lost, nothing half seen', async () => {
    await clear();
    const acknowledged: string[] = [];
    let halfSeen = 0;
    let over = false;
    const reader = (async () => {
      while (!over) {
        const all = await ids(database);
        const firsts = all.filter((id) => id.endsWith('-1')).length;
        if (firsts !== all.length - firsts) halfSeen += 1;
        if (all.some((id) => Number(id.split('-')[0]) % 3 === 0)) halfSeen += 1;
        await pause(2);
      }
    })();
    await Promise.all(
      Array.from({ length: 200 }, async (_, n) => {
        await pause(Math.random() * 20);
        const writing = unitOfWork.run(async () => {
          await add(database, `${n}-1`);
          await pause(Math.random() * 3);
          if (n % 3 === 0) throw new Error('refused');
          await add(database, `${n}-2`);
        });
        await writing.then(
          () => acknowledged.push(`${n}-1`, `${n}-2`),
          (error: Error) => assert.equal(error.message, 'refused'),
        );
      }),
    );
    over = true;
    await reader;
    assert.equal(acknowledged.length, 266);
    assert.deepEqual(await ids(database), acknowledged.toSorted());
    assert.equal(halfSeen, 0);
  });

  it('joins a nested call: both are there or neither', async () => {
    await clear();
    const nested = unitOfWork.run(async () => {
      await unitOfWork.run(() => add(database, 'inner'));
      throw new Error('outer fails');
    });
    await assert.rejects(nested, /outer fails/);
    assert.deepEqual(await ids(database), []);
  });

  it('is the only place to write: a write outside one is refused on this engine', async () => {
    await assert.rejects(async () => add(database, 'outside'), /outside a unit of work/);
    await assert.rejects(
      database.read.query(
        "INSERT INTO idempotency_key (id, request_hash, status, body, at) VALUES ('x', '', 0, 'null', '2026-01-01 00:00:00')",
      ),
    );
    assert.equal((await ids(database)).includes('x'), false);
  });

  it('refuses work that an await was forgotten for', async () => {
    let late: Promise<unknown> = Promise.resolve();
    await unitOfWork.run(async () => {
      late = pause(20).then(() => add(database, 'late'));
      late.catch(() => undefined);
    });
    await assert.rejects(late, /is over/);
  });

  it('acts after the commit, and not after a rollback', async () => {
    const done: string[] = [];
    await unitOfWork.run(async () => unitOfWork.afterCommit(() => done.push('committed')));
    await unitOfWork
      .run(async () => {
        unitOfWork.afterCommit(() => done.push('rolled back'));
        throw new Error('no');
      })
      .catch(() => undefined);
    assert.deepEqual(done, ['committed']);
  });
});
