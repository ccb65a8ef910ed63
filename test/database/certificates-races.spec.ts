import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ApprovalService, BatchesService, BatchLists, RegisterLists, registerQuery } from '#libs/certificates';
import { DomainError } from '#libs/kernel';
import { Database, UnitOfWork } from '#libs/platform';
import { aDecision, aHeldRun, type HeldRun } from '../support/a-held-run.js';
import { coChair, openCertificates, startCertificates } from '../support/certificates.js';
import { TestClock } from '../support/clock.js';
import { engine } from '../support/engine.js';
import { type TestContext, testConfiguration } from '../support/platform.js';
import { type Finder, vnCoordinator } from '../support/training.js';

const prepare = async (found: Finder, held: HeldRun) =>
  (await found.get(BatchesService).prepare(vnCoordinator, held.run.id, aDecision(held.enrolments))).id;

const register = async (found: Finder) =>
  (await found.get(RegisterLists).list(coChair, registerQuery.parse({ pageSize: 200 }))).items;

const until = async (claim: () => Promise<boolean>) => {
  for (let round = 0; !(await claim()); round += 1) {
    assert.ok(round < 300, 'it never came true');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

describe('numbers under concurrent approvals', () => {
  let context: TestContext;
  before(async () => {
    context = await startCertificates();
  });
  after(() => context.close());

  it('are taken without a gap, also where units fail after taking theirs', async () => {
    const sizes = [1, 4, 2, 3, 5, 2, 1, 3];
    const batches: string[] = [];
    for (const [run, size] of sizes.entries()) {
      const people = Array.from({ length: size }, (_, index) => `ຄົນ ${run}-${index}`);
      batches.push(await prepare(context, await aHeldRun(context, people)));
    }
    const approve = (id: string) => context.get(ApprovalService).approve(coChair, id);
    const failLate = (id: string) =>
      context.get(UnitOfWork).run(async () => {
        await approve(id);
        throw new Error('a fault after the numbers were taken');
      });
    const results = await Promise.allSettled(
      batches.map((id, index) => (index % 3 === 1 ? failLate(id) : approve(id))),
    );
    const failed = results.filter(({ status }) => status === 'rejected');
    assert.equal(failed.length, 3, String(failed.map((one) => (one as PromiseRejectedResult).reason)));
    const first = await register(context);
    const expected = sizes.filter((_, index) => index % 3 !== 1).reduce((sum, size) => sum + size, 0);
    assert.deepEqual(
      first.map(({ registerNumber }) => registerNumber),
      Array.from({ length: expected }, (_, index) => index + 1),
    );
    await Promise.all(batches.filter((_, index) => index % 3 === 1).map(approve));
    const all = await register(context);
    const numbers = Array.from({ length: 21 }, (_, index) => index + 1);
    assert.deepEqual(
      all.map(({ registerNumber }) => registerNumber),
      numbers,
    );
    assert.deepEqual(
      all.map(({ serial }) => serial),
      numbers.map((number) => `VL-2026-${String(number).padStart(6, '0')}`),
    );
  });

  // SQLite has one writer at a time and would not show it.
  if (engine === 'mariadb')
    it('would not be safe by looking for the highest one (the guard removed)', async () => {
      const database = context.get(Database);
      const unit = context.get(UnitOfWork);
      await unit.run(() => database.change('CREATE TABLE other_book (number INT NOT NULL)', []));
      let looking = 0;
      const bothLooked = Promise.withResolvers<void>();
      const taken = await Promise.all(
        Array.from({ length: 12 }, () =>
          unit.run(async () => {
            const [row] = await database.rows<{ last: number | null }>('SELECT MAX(number) AS last FROM other_book');
            looking += 1;
            if (looking === 2) bothLooked.resolve();
            await bothLooked.promise;
            const number = Number(row!.last ?? 0) + 1;
            await database.change('INSERT INTO other_book (number) VALUES (?)', [number]);
            return number;
          }),
        ),
      );
      assert.ok(new Set(taken).size < taken.length, 'two units took the same number');
    });

  it('are taken once when two approve the same batch at once', async () => {
    const held = await aHeldRun(context, ['ສອງຄົນ 1', 'ສອງຄົນ 2']);
    const id = await prepare(context, held);
    const before = (await register(context)).length;
    const results = await Promise.allSettled(
      Array.from({ length: 4 }, () => context.get(ApprovalService).approve(coChair, id)),
    );
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const one of results) {
      if (one.status === 'rejected') assert.equal((one.reason as DomainError).code, 'certificate_batch.wrong_status');
    }
    assert.equal((await register(context)).length, before + 2);
  });

  it('are never prepared for one enrolment on two lists at once', async () => {
    const held = await aHeldRun(context, ['ບັນຊີ 1', 'ບັນຊີ 2', 'ບັນຊີ 3']);
    const [first, second, third] = held.enrolments as [HeldRun['enrolments'][number], ...HeldRun['enrolments']];
    const list = (...enrolments: (typeof first)[]) =>
      context.get(BatchesService).prepare(vnCoordinator, held.run.id, aDecision(enrolments));
    const results = await Promise.allSettled([
      list(first, second!),
      list(second!, first),
      list(third!, second!),
      list(first, third!),
    ]);
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const one of results) {
      if (one.status === 'rejected') assert.equal((one.reason as DomainError).code, 'certificate_batch.already_listed');
    }
  });
});

describe('a programme that ends between approval and the last document', () => {
  async function aBatch(people: string[]) {
    const { configuration, drop } = await testConfiguration();
    const clock = new TestClock();
    const nest = await openCertificates(configuration, clock);
    const found = Object.assign({ get: nest.get.bind(nest), clock }) as Finder & { clock: TestClock };
    const id = await prepare(found, await aHeldRun(found, people));
    return { configuration, drop, nest, id };
  }

  const comeUpAgain = (configuration: Awaited<ReturnType<typeof testConfiguration>>['configuration']) => {
    const clock = new TestClock();
    clock.set('2026-03-25T03:00:00Z');
    return openCertificates(configuration, clock);
  };

  it('goes on with it when it comes up again after an orderly end', async () => {
    const people = Array.from({ length: 8 }, (_, index) => `ຢຸດ ${index}`);
    const { configuration, drop, nest, id } = await aBatch(people);
    try {
      await nest.get(ApprovalService).approve(coChair, id);
      await nest.close();
      const again = await comeUpAgain(configuration);
      await until(async () => (await again.get(BatchLists).get(coChair, id)).batch.status === 'issued');
      const all = await register(again);
      assert.deepEqual(
        all.map(({ registerNumber, status }) => `${registerNumber} ${status}`),
        people.map((_, index) => `${index + 1} valid`),
      );
      await again.close();
    } finally {
      await drop();
    }
  });
});
