import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DomainError } from '#libs/kernel';
import { peopleEntities } from '#libs/people';
import { Database, UnitOfWork } from '#libs/platform';
import {
  type CourseRun,
  QuotasService,
  RunsService,
  type SeatAnswer,
  Seats,
  TrainingModule,
  trainingEntities,
} from '#libs/training';
import { engine } from '../support/engine.js';
import { startContext, type TestContext } from '../support/platform.js';
import { organisation, plannedRun, quotas, vnCoordinator } from '../support/training.js';

describe('the seats of a run', () => {
  let context: TestContext;
  let unitOfWork: UnitOfWork;
  let database: Database;
  before(async () => {
    context = await startContext([TrainingModule], [...peopleEntities, ...trainingEntities]);
    unitOfWork = context.get(UnitOfWork);
    database = context.get(Database);
  });
  after(() => context.close());

  const take = (runId: string, quotaId: string) => unitOfWork.run(() => context.get(Seats).take(runId, quotaId));

  const times = <T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: count }, (_, index) => work(index)));

  const tally = (answers: SeatAnswer[]): Record<string, number> =>
    Object.fromEntries(
      Object.entries(Object.groupBy(answers, (answer) => answer)).map(([key, all]) => [key, all!.length]),
    );

  async function counts(run: CourseRun): Promise<{ run: number; quotas: number }> {
    const [row] = await database.rows<{ run: number; quotas: number }>(
      `SELECT r.seats_taken AS run, (SELECT SUM(q.taken) FROM quota q WHERE q.run_id = r.id) AS quotas
        FROM course_run r WHERE r.id = ?`,
      [run.id],
    );
    return { run: Number(row.run), quotas: Number(row.quotas) };
  }

  it('go to exactly 7 of 50 who want one at once when the run has 7', async () => {
    const run = await plannedRun(context, { capacity: 7 });
    const [quota] = await quotas(context, run, [(await organisation(context, 'ministry')).id, 50]);
    const answers = await times(50, () => take(run.id, quota));
    assert.deepEqual(tally(answers), { taken: 7, run_full: 43 });
    assert.deepEqual(await counts(run), { run: 7, quotas: 7 });
  });

  it('go to exactly 7 of 50 when the quota has 7, and those refused leave no trace in the run', async () => {
    const run = await plannedRun(context, { capacity: 100 });
    const [quota] = await quotas(context, run, [(await organisation(context, 'ministry')).id, 7]);
    const answers = await times(50, () => take(run.id, quota));
    assert.deepEqual(tally(answers), { taken: 7, quota_exhausted: 43 });
    assert.deepEqual(await counts(run), { run: 7, quotas: 7 });
  });

  it('hold under two quotas that together exceed the capacity', async () => {
    const run = await plannedRun(context, { capacity: 10 });
    const [one, two] = await quotas(
      context,
      run,
      [(await organisation(context, 'one')).id, 8],
      [(await organisation(context, 'two')).id, 8],
    );
    const answers = await times(40, (index) => take(run.id, index % 2 ? one : two));
    assert.equal(tally(answers).taken, 10);
    assert.deepEqual(await counts(run), { run: 10, quotas: 10 });
  });

  it('return when they are freed, and no more than were taken', async () => {
    const run = await plannedRun(context, { capacity: 1 });
    const [quota] = await quotas(context, run, [(await organisation(context, 'ministry')).id, 1]);
    assert.equal(await take(run.id, quota), 'taken');
    await unitOfWork.run(() => context.get(Seats).free(run.id, quota));
    assert.deepEqual(await counts(run), { run: 0, quotas: 0 });
    await assert.rejects(
      unitOfWork.run(() => context.get(Seats).free(run.id, quota)),
      /No seat/,
    );
  });

  it('return when the unit that took them fails', async () => {
    const run = await plannedRun(context, { capacity: 1 });
    const [quota] = await quotas(context, run, [(await organisation(context, 'ministry')).id, 1]);
    await unitOfWork
      .run(async () => {
        await context.get(Seats).take(run.id, quota);
        throw new Error('no');
      })
      .catch(() => undefined);
    assert.deepEqual(await counts(run), { run: 0, quotas: 0 });
  });

  it('never exceed a capacity that is being lowered meanwhile', async () => {
    const run = await plannedRun(context, { capacity: 20 });
    const [quota] = await quotas(context, run, [(await organisation(context, 'ministry')).id, 50]);
    const service = context.get(RunsService);
    const lower = async () => {
      const { version } = await service.getInSight(vnCoordinator, run.id);
      return service.edit(vnCoordinator, run.id, version, { capacity: 10 }).then(
        () => 'lowered',
        (error: DomainError) => error.code,
      );
    };
    const [answers, lowered] = await Promise.all([times(30, () => take(run.id, quota)), lower()]);
    const { capacity } = await service.getInSight(vnCoordinator, run.id);
    const taken = tally(answers).taken;
    if (lowered === 'lowered') assert.equal(capacity, 10);
    else assert.deepEqual({ lowered, capacity }, { lowered: 'run.capacity_below_taken', capacity: 20 });
    assert.equal(taken, capacity);
    assert.deepEqual(await counts(run), { run: taken, quotas: taken });
  });

  it('never exceed a quota that is being lowered meanwhile, and never lose it', async () => {
    const run = await plannedRun(context, { capacity: 50 });
    const { id: ministry } = await organisation(context, 'ministry');
    const [quota] = await quotas(context, run, [ministry, 20]);
    const set = async (rows: { organisationId: string; seats: number }[]) => {
      const { version } = await context.get(RunsService).getInSight(vnCoordinator, run.id);
      return context
        .get(QuotasService)
        .set(vnCoordinator, run.id, version, rows)
        .then(
          () => 'set',
          (error: DomainError) => error.code,
        );
    };
    const [answers, lowered, removed] = await Promise.all([
      times(30, () => take(run.id, quota)),
      set([{ organisationId: ministry, seats: 5 }]),
      new Promise((resolve) => setTimeout(resolve, 20)).then(() => set([])),
    ]);
    const taken = tally(answers).taken ?? 0;
    assert.ok(['set', 'quota.below_taken', 'stale'].includes(lowered), lowered);
    assert.ok(['set', 'quota.below_taken', 'stale'].includes(String(removed)), String(removed));
    const [row] = await database.rows<{ seats: number; taken: number }>('SELECT seats, taken FROM quota WHERE id = ?', [
      quota,
    ]);
    // Removed before anybody sat: then nobody may sit. Else it holds everybody who does.
    assert.equal(row?.taken ?? 0, taken);
    assert.ok((row?.seats ?? 0) >= taken);
    assert.equal((await counts(run)).run, taken);
  });

  /** The same without the conditional statement: look whether there is room, then sit down. */
  const countThenTake = (runId: string, capacity: number, looked: () => Promise<void>): Promise<SeatAnswer> =>
    unitOfWork.run(async () => {
      const [{ sold }] = await database.rows<{ sold: number }>(
        'SELECT COUNT(*) AS sold FROM unguarded_seat WHERE run_id = ?',
        [runId],
      );
      if (Number(sold) >= capacity) return 'run_full';
      await looked();
      await database.change('INSERT INTO unguarded_seat (run_id) VALUES (?)', [runId]);
      return 'taken';
    });

  it('would be oversold on MariaDB by counting first and taking then; on SQLite units queue', async () => {
    await unitOfWork.run(() => database.change('CREATE TABLE unguarded_seat (run_id VARCHAR(36))', []));
    const run = await plannedRun(context, { capacity: 7 });
    // The first eight wait until each of them has looked. Units in a queue would wait for ever.
    let looking = 0;
    const enough = Promise.withResolvers<void>();
    const looked = async () => {
      looking += 1;
      if (engine === 'sqlite' || looking === 8) enough.resolve();
      await enough.promise;
    };
    const taken = tally(await times(50, () => countThenTake(run.id, 7, looked))).taken;
    if (engine === 'mariadb') assert.ok(taken > 7, `${taken} of 7 seats sold`);
    else assert.equal(taken, 7);
  });
});
