import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { localDate } from '#libs/kernel';
import { peopleEntities } from '#libs/people';
import { Database, Sweeps } from '#libs/platform';
import { HolidaysService, holidayQuery, TrainingModule, trainingEntities } from '#libs/training';
import { startContext, type TestContext } from '../support/platform.js';
import { statementsOf } from '../support/statements.js';
import { actorOf } from '../support/training.js';

const admin = actorOf('admin');

describe('holidays', () => {
  let context: TestContext;
  let holidays: HolidaysService;
  before(async () => {
    context = await startContext([TrainingModule], [...peopleEntities, ...trainingEntities]);
    holidays = context.get(HolidaysService);
  });
  after(() => context.close());

  const years = async () =>
    (
      await context
        .get(Database)
        .rows<{ country: string; year: number }>('SELECT country, year FROM holiday_year ORDER BY country, year')
    ).map(({ country, year }) => `${country} ${year}`);

  const count = async () => (await holidays.list(admin, holidayQuery.parse({}))).total;

  const sweep = () => context.get(Sweeps).run();

  it('are filled in from last year to three years ahead when the programme starts', async () => {
    assert.deepEqual(
      await years(),
      ['LA', 'VN'].flatMap((country) => [2025, 2026, 2027, 2028, 2029].map((year) => `${country} ${year}`)),
    );
    const of2026 = await holidays.between(localDate('2026-01-01'), localDate('2026-12-31'));
    assert.deepEqual(
      of2026.map(({ country, startsOn, endsOn }) => `${country} ${startsOn} ${endsOn}`),
      [
        'LA 2026-01-01 2026-01-01',
        'VN 2026-01-01 2026-01-01',
        'VN 2026-02-16 2026-02-20',
        'LA 2026-03-08 2026-03-08',
        'LA 2026-04-14 2026-04-16',
        'VN 2026-04-26 2026-04-26',
        'VN 2026-04-30 2026-04-30',
        'LA 2026-05-01 2026-05-01',
        'VN 2026-05-01 2026-05-01',
        'VN 2026-09-02 2026-09-02',
        'LA 2026-11-24 2026-11-24',
        'LA 2026-12-02 2026-12-02',
      ],
    );
    for (const { name } of of2026) assert.ok(name.lo && name.vi && name.en, JSON.stringify(name));
  });

  it('are found by any of their days, in one statement', async () => {
    const middle = localDate('2026-02-18');
    const [tet] = await holidays.between(middle, middle);
    assert.equal(tet?.name.vi, 'Tết Nguyên đán');
    assert.equal(await statementsOf(context, () => holidays.between(localDate('2025-01-01'), middle)), 1);
  });

  it('stay as an admin has left them, however often the house looks', async () => {
    const before = await count();
    const [thatLuang] = await holidays.between(localDate('2026-11-24'), localDate('2026-11-24'));
    await holidays.edit(admin, thatLuang!.id, 1, {
      startsOn: localDate('2026-11-25'),
      endsOn: localDate('2026-11-25'),
    });
    const [labour] = await holidays.between(localDate('2027-05-01'), localDate('2027-05-01'));
    await holidays.remove(admin, labour!.id, 1);
    await sweep();
    await sweep();
    assert.equal(await count(), before! - 1);
    assert.deepEqual(await holidays.between(localDate('2026-11-24'), localDate('2026-11-24')), []);
  });

  it('of another year are added when it comes near, by one of several programmes', async () => {
    const before = await count();
    context.clock.set('2027-01-01T00:00:00Z');
    await Promise.all([sweep(), sweep(), sweep()]);
    assert.deepEqual(
      (await years()).filter((year) => year.endsWith('2030')),
      ['LA 2030', 'VN 2030'],
    );
    const added = (await count())! - before!;
    const of2030 = await holidays.between(localDate('2030-01-01'), localDate('2030-12-31'));
    assert.equal(added, of2030.length);
    context.clock.set('2026-03-02T02:00:00Z');
  });
});
