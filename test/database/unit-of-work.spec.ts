import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createConnection } from 'mysql2/promise';
import { DataSource } from 'typeorm';
import type { DomainError } from '#libs/kernel';
import { AuditEvent, ConcurrentChange, Database, isUniqueViolation, UnitOfWork } from '#libs/platform';
import { engine } from '../support/engine.js';
import { startContext, type TestContext } from '../support/platform.js';
import { writesOf } from '../support/statements.js';

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

  it('of rows that stand by themselves is one statement, in its turn behind others, and never part of another unit', async () => {
    await clear();
    const event = (id: string) =>
      Object.assign(new AuditEvent(), {
        ...{ id, at: new Date(), actorKind: 'rule', accountId: null, action: 'tested', noun: 'test', subjectId: id },
        ...{ reason: null, details: { said: 'ສະບາຍດີ' } },
      });
    const found = () => database.rows<{ id: string }>("SELECT id FROM audit_event WHERE action = 'tested' ORDER BY id");
    const rows = ['a', 'b', 'c'].map((name) => event(`${name}-0000`));
    const statements = await writesOf(context, () => database.insertAlone(rows));
    assert.equal(statements, context.get(Database).engine === 'mariadb' ? 1 : 3);
    assert.deepEqual(
      (await found()).map(({ id }) => id),
      ['a-0000', 'b-0000', 'c-0000'],
    );
    await assert.rejects(database.insertAlone([event('d-0000'), event('a-0000')]), isUniqueViolation);
    await assert.rejects(
      unitOfWork.run(() => database.insertAlone([event('e-0000')])),
      /Inside a unit of work/,
    );
    const behind: string[] = [];
    const unit = unitOfWork.run(() => pause(40)).then(() => behind.push('unit'));
    const alone = database.insertAlone([event('f-0000')]).then(() => behind.push('alone'));
    await Promise.all([unit, alone]);
    if (engine === 'sqlite') assert.deepEqual(behind, ['unit', 'alone']);
    assert.equal((await found()).length, 4);
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

  it('sees what others have committed since it began, on every connection', {
    skip: engine === 'sqlite' && 'one unit at a time: nobody commits meanwhile',
  }, async () => {
    const seen = Array.from({ length: 10 }, () =>
      unitOfWork.run(async () => {
        const [row] = await database.rows<{ level: string }>('SELECT @@tx_isolation AS level');
        await pause(50);
        return row!.level;
      }),
    );
    assert.deepEqual([...new Set(await Promise.all(seen))], ['READ-COMMITTED']);
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

  it('that is refused leaves behind what is to stay whatever becomes of it, before its caller knows', async () => {
    await clear();
    let round = 0;
    const refused = unitOfWork.run(async () => {
      round += 1;
      await add(database, 'undone');
      unitOfWork.afterRollback(() => add(database, `stays ${round}`));
      if (round === 1) throw new ConcurrentChange('row');
      throw new Error('refused');
    });
    await assert.rejects(refused, /refused/);
    assert.deepEqual(await ids(database), ['stays 2']);
    await unitOfWork.run(async () => unitOfWork.afterRollback(() => add(database, 'never')));
    assert.deepEqual(await ids(database), ['stays 2']);
  });

  it('that cannot leave it behind is refused for that reason', async () => {
    await clear();
    const refused = unitOfWork.run(async () => {
      unitOfWork.afterRollback(async () => {
        await add(database, 'half');
        throw new Error('uncounted');
      });
      throw new Error('refused');
    });
    await assert.rejects(refused, /uncounted/);
    assert.deepEqual(await ids(database), []);
    await unitOfWork.run(() => add(database, 'after'));
    assert.deepEqual(await ids(database), ['after']);
  });

  it('stands when an action after its commit fails, and the other actions are taken', async () => {
    await clear();
    const done: string[] = [];
    await unitOfWork.run(async () => {
      unitOfWork.afterCommit(() => {
        throw new Error('nobody listens');
      });
      unitOfWork.afterCommit(() => done.push('told'));
      await add(database, 'kept');
    });
    assert.deepEqual([await ids(database), done], [['kept'], ['told']]);
  });

  it('is run again whole when somebody was quicker, and leaves nothing of the first run', async () => {
    await clear();
    let rounds = 0;
    const answer = await unitOfWork.run(async () => {
      rounds += 1;
      await add(database, `round-${rounds}`);
      if (rounds < 3) throw new ConcurrentChange('test');
      return rounds;
    });
    assert.equal(answer, 3);
    assert.deepEqual(await ids(database), ['round-3']);
  });

  it('is refused in the end when somebody is always quicker', async () => {
    await clear();
    const work = () => add(database, 'never').then(() => Promise.reject(new ConcurrentChange('test')));
    await assert.rejects(unitOfWork.run(work), isRefusal('conflict', 'concurrent_change'));
    assert.deepEqual(await ids(database), []);
  });

  if (engine === 'sqlite') describe('on SQLite', () => onSqlite(() => ({ context, database, unitOfWork, clear })));
  else describe('on MariaDB', () => onMariadb(() => ({ context, database, unitOfWork, clear })));
});

interface Ground {
  context: TestContext;
  database: Database;
  unitOfWork: UnitOfWork;
  clear(): Promise<unknown>;
}

const isRefusal = (kind: string, code: string) => (error: DomainError) => error.kind === kind && error.code === code;

function onSqlite(ground: () => Ground) {
  const open = (database: string) => new DataSource({ type: 'better-sqlite3', database }).initialize();
  const file = () => ground().context.configuration.databaseUrl.slice('sqlite:'.length);

  it('is needed: two transactions over one connection lose an acknowledged write', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hazard-'));
    const shared = await open(join(folder, 'shared.db'));
    try {
      await shared.query('CREATE TABLE seat (tag TEXT)');
      const failing = shared.transaction(async (manager) => {
        await manager.query("INSERT INTO seat VALUES ('a')");
        await pause(60);
        throw new Error('a rolls back');
      });
      const refused = assert.rejects(failing, /a rolls back/);
      await pause(10);
      await shared.transaction((manager) => manager.query("INSERT INTO seat VALUES ('b')"));
      await refused;
      assert.deepEqual(await shared.query('SELECT tag FROM seat'), [], 'b was acknowledged and is gone');
    } finally {
      await shared.destroy();
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('is let in by order of arrival', async () => {
    const { database, unitOfWork, clear } = ground();
    await clear();
    const order: number[] = [];
    const unit = (n: number) =>
      unitOfWork.run(async () => {
        await pause(Math.random() * 5);
        order.push(n);
        await add(database, String(n));
      });
    await Promise.all(Array.from({ length: 20 }, (_, n) => unit(n)));
    assert.deepEqual(
      order,
      Array.from({ length: 20 }, (_, n) => n),
    );
  });

  it('waits for another process in its turn, while this one goes on', async () => {
    const { database, unitOfWork, clear } = ground();
    await clear();
    const other = await open(file());
    await other.query('BEGIN IMMEDIATE');
    const order: string[] = [];
    const units = ['first', 'second'].map((id) => unitOfWork.run(() => add(database, id)).then(() => order.push(id)));
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
    }, 10);
    await pause(600);
    clearInterval(ticking);
    assert.deepEqual(await ids(database), [], 'reads go on');
    await other.query('ROLLBACK');
    await Promise.all(units);
    await other.destroy();
    assert.deepEqual(order, ['first', 'second']);
    assert.ok(ticks > 20, `${ticks} ticks of sixty: the process was held up`);
  });

  it('is refused as busy when another process never lets go', async () => {
    const { database, unitOfWork } = ground();
    const other = await open(file());
    await other.query('BEGIN IMMEDIATE');
    await assert.rejects(
      unitOfWork.run(() => add(database, 'never')),
      isRefusal('unavailable', 'busy'),
    );
    await other.query('ROLLBACK');
    await other.destroy();
  });

  it('is refused when the disk is full, and the next one finds all in order', async () => {
    const { database, unitOfWork, clear } = ground();
    await clear();
    const pages = (limit: string) => unitOfWork.run(() => database.rows<{ max_page_count: number }>(limit));
    const [{ page_count: used }] = await database.rows<{ page_count: number }>('PRAGMA page_count');
    await pages(`PRAGMA max_page_count = ${used}`);
    const large = unitOfWork.run(async () => {
      for (let n = 0; n < 5000; n += 1) await add(database, `${n}-${'x'.repeat(150)}`);
    });
    await assert.rejects(large, isRefusal('unavailable', 'disk_full'));
    await pages('PRAGMA max_page_count = 1000000');
    await unitOfWork.run(() => add(database, 'fits'));
    assert.deepEqual(await ids(database), ['fits']);
  });
}

function onMariadb(ground: () => Ground) {
  /** Cuts the connection the running unit stands on. */
  async function cut(): Promise<void> {
    const { database, context } = ground();
    const [{ id }] = await database.rows<{ id: number }>('SELECT CONNECTION_ID() AS id');
    const other = await createConnection(context.configuration.databaseUrl);
    await other.query(`KILL ${id}`);
    await other.end();
    await pause(50);
  }

  for (const [when, more, code] of [
    ['half way', true, 'database_unavailable'],
    ['just before its commit', false, 'commit_unknown'],
  ] as const)
    it(`is refused when its connection is cut ${when}, and the next one goes on`, async () => {
      const { database, unitOfWork, clear } = ground();
      await clear();
      const unit = unitOfWork.run(async () => {
        await add(database, 'cut');
        await cut();
        if (more) await add(database, 'more');
      });
      await assert.rejects(unit, isRefusal('unavailable', code));
      await Promise.all(Array.from({ length: 12 }, (_, n) => unitOfWork.run(() => add(database, `next-${n}`))));
      assert.equal((await ids(database)).length, 12);
    });

  it('waits for a row no longer than its caller does', async () => {
    const { database, unitOfWork } = ground();
    const [{ wait }] = await unitOfWork.run(() =>
      database.rows<{ wait: number }>('SELECT @@innodb_lock_wait_timeout AS wait'),
    );
    assert.equal(Number(wait), 5);
  });
}
