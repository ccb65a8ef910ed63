import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DomainError } from '#libs/kernel';
import { Allowances, Database, openContext, Sweeps, UnitOfWork } from '#libs/platform';
import { startContext, type TestContext } from '../support/platform.js';

const rule = { most: 3, within: 60_000 };
const code = 'sign_in.too_many';
const isRefused = (error: unknown) => error instanceof DomainError && error.kind === 'too_many' && error.code === code;

describe('what may be done only so often', () => {
  let context: TestContext;
  let allowances: Allowances;
  let database: Database;
  before(async () => {
    context = await startContext();
    allowances = context.get(Allowances);
    database = context.get(Database);
  });
  after(() => context.close());

  const spend = async (key: string, count?: number, from = allowances, limits = rule) => {
    const refusal = await from.spend(key, limits, code, count);
    if (refusal) throw refusal;
  };
  const rows = () => database.rows<{ id: string; used: number }>('SELECT id, used FROM allowance ORDER BY id');

  it('is refused once it is used up, and goes on when its time is over', async () => {
    for (let time = 0; time < rule.most; time += 1) {
      await allowances.admit('a', rule, code);
      await spend('a');
      context.clock.advance(1000);
    }
    const waits = (seconds: number) => (error: DomainError) => isRefused(error) && error.args.retryAfter === seconds;
    await assert.rejects(allowances.admit('a', rule, code), waits(57));
    await assert.rejects(spend('a'), waits(57));
    await allowances.admit('b', rule, code);
    context.clock.advance(57_000);
    await allowances.admit('a', rule, code);
    await spend('a');
  });

  it('is used several at a time: too many at once are refused, and stay counted', async () => {
    await spend('several', 3);
    await assert.rejects(spend('more', 4), isRefused);
    await assert.rejects(allowances.admit('more', rule, code), isRefused);
  });

  it('is given back, or forgotten', async () => {
    await spend('back', 3);
    await allowances.giveBack('back');
    await allowances.admit('back', rule, code);
    await spend('back');
    await allowances.forget('back');
    await spend('back', 3);
    await allowances.giveBack('nobody');
  });

  it('is not used by a unit that rolls back', async () => {
    const refused = context.get(UnitOfWork).run(async () => {
      await spend('undone', 3);
      throw new Error('refused');
    });
    await assert.rejects(refused, /refused/);
    await spend('undone', 3);
  });

  it('is counted for all processes together, however many ask at once', async () => {
    const other = await openContext(context.configuration, { clock: context.clock });
    try {
      const both = [allowances, other.get(Allowances)];
      const limits = { most: 20, within: 60_000 };
      const settled = await Promise.allSettled(
        Array.from({ length: 50 }, (_, at) => spend('together', 1, both[at % 2], limits)),
      );
      assert.equal(settled.filter(({ status }) => status === 'fulfilled').length, 20);
      for (const one of settled) if (one.status === 'rejected') assert.ok(isRefused(one.reason), String(one.reason));
    } finally {
      await other.close();
    }
  });

  it('says nowhere whose it is, and is forgotten when it is over', async () => {
    await spend('somebody@example.org 192.0.2.1');
    for (const { id } of await rows()) assert.match(id, /^[0-9a-f]{64}$/);
    context.clock.advance(60_001);
    await spend('lasting');
    await context.get(Sweeps).run();
    assert.deepEqual(
      (await rows()).map(({ used }) => Number(used)),
      [1],
    );
  });
});
