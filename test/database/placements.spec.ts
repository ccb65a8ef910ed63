import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Nomination, NominationsService, PlacementService } from '#libs/nominations';
import type { Organisation } from '#libs/people';
import { Database, UnitOfWork } from '#libs/platform';
import type { CourseRun } from '#libs/training';
import { shiftFor } from '../../libs/nominations/src/list/placement.rules.js';
import {
  laoCoordinator,
  naming,
  nominatorOf,
  openRun,
  Story,
  somebody,
  startNominations,
} from '../support/nominations.js';
import { outcome } from '../support/outcome.js';
import type { TestContext } from '../support/platform.js';
import { organisation } from '../support/training.js';

describe('the order of an organisation’s list', () => {
  let context: TestContext;
  let story: Story;
  let ministry: Organisation;
  let run: CourseRun;
  before(async () => {
    context = await startNominations();
    story = new Story(context);
    ministry = await organisation(context, 'Industry');
  });
  after(() => context.close());

  const begin = async (names: string): Promise<Record<string, Nomination>> => {
    run = await openRun(context, { capacity: 40 }, [ministry.id, 40]);
    const all: Record<string, Nomination> = {};
    for (const name of names) all[name] = await story.draft(ministry, run, { person: somebody(name.repeat(3)) });
    return all;
  };

  /** Names in order, with their places: `1a 2b`. */
  const places = async () => {
    const rows = await context.get(Database).rows<{ rank: number; name: string }>(
      `SELECT n.rank, p.full_name AS name FROM nomination n JOIN person p ON p.id = n.person_id
        WHERE n.run_id = ? AND n.status NOT IN ('withdrawn', 'substituted') ORDER BY n.rank, n.id`,
      [run.id],
    );
    return rows.map(({ rank, name }) => `${rank}${name[0]}`).join(' ');
  };

  const move = (nomination: Nomination, rank: number, by = nominatorOf(ministry)) =>
    context.get(PlacementService).move(by, nomination.id, rank);

  it('closes up behind every move', async () => {
    const { a, c, e } = await begin('abcde');
    await move(e!, 1);
    assert.equal(await places(), '1e 2a 3b 4c 5d');
    await move(a!, 99);
    assert.equal(await places(), '1e 2b 3c 4d 5a');
    await move(c!, 3);
    assert.equal(await places(), '1e 2b 3c 4d 5a');
  });

  it('closes up when somebody is withdrawn, and keeps the place of whoever is not selected or replaced', async () => {
    const { a, b, c, d } = await begin('abcd');
    await story.withdraw(a!.id, undefined, nominatorOf(ministry));
    assert.equal(await places(), '1b 2c 3d');
    for (const one of [b, c, d]) await context.get(NominationsService).submit(nominatorOf(ministry), one!.id);
    await story.notSelect(b!.id);
    assert.equal(await places(), '1b 2c 3d');
    await story.select(c!.id);
    await story.confirm(c!.id);
    await story.substitute(ministry, c!.id, { person: somebody('xxx') });
    assert.equal(await places(), '1b 2x 3d');
    await story.draft(ministry, run, { person: somebody('eee') });
    assert.equal(await places(), '1b 2x 3d 4e');
    await story.withdraw(b!.id).catch(() => undefined);
    await story.withdraw(d!.id);
    assert.equal(await places(), '1b 2x 3e');
  });

  it('is frozen for those submitted: a draft does not pass them, what was returned may', async () => {
    const { a, b, c, d } = await begin('abcd');
    for (const one of [a, b]) await context.get(NominationsService).submit(nominatorOf(ministry), one!.id);
    assert.equal(await outcome(move(a!, 2)), 'nomination.placement_frozen');
    assert.equal(await outcome(move(d!, 2)), 'nomination.placement_past_submitted');
    assert.equal(await outcome(move(d!, 3)), 'done');
    assert.equal(await places(), '1a 2b 3d 4c');
    const late = naming({ person: somebody('eee'), rank: 1 });
    assert.equal(
      await outcome(context.get(NominationsService).nominate(nominatorOf(ministry), run.id, late)),
      'nomination.placement_past_submitted',
    );
    await story.return(b!.id);
    assert.equal(await outcome(move(b!, 1, laoCoordinator)), 'done');
    assert.equal(await places(), '1b 2a 3d 4c');
    assert.equal(await outcome(move(c!, 2)), 'nomination.placement_past_submitted');
  });

  it('takes a wished place at once', async () => {
    await begin('abc');
    const first = naming({ person: somebody('zzz'), rank: 1 });
    await context.get(NominationsService).nominate(nominatorOf(ministry), run.id, first);
    assert.equal(await places(), '1z 2a 3b 4c');
  });

  it('keeps the moves of all who move at once', async () => {
    const names = 'abcdefghij';
    const all = await begin(names);
    await Promise.all([...names].map((name, index) => move(all[name]!, ((index * 7) % 10) + 1)));
    assert.match(await places(), /^1\w 2\w 3\w 4\w 5\w 6\w 7\w 8\w 9\w 10\w$/);
    const two = await begin('abcdef');
    await Promise.all([move(two.e!, 2), move(two.f!, 2)]);
    assert.match(await places(), /^1a (2e 3f|2f 3e) 4b 5c 6d$/);
  });

  it('takes newcomers and leavers at once without a gap or a twin', async () => {
    const all = await begin('abcd');
    await Promise.all([
      story.draft(ministry, run, { person: somebody('eee') }),
      story.withdraw(all.b!.id, undefined, nominatorOf(ministry)),
      story.draft(ministry, run, { person: somebody('fff') }),
      move(all.d!, 1),
    ]);
    assert.match(await places(), /^1d 2a 3c 4[ef] 5[ef]$/);
  });

  it('would break by looking before the run is held (the guard removed)', async () => {
    const { e, f } = await begin('abcdef');
    const database = context.get(Database);
    const look = async ({ id }: Nomination, to: number) => {
      const [row] = await database.rows<{ place: number }>('SELECT n.rank AS place FROM nomination n WHERE n.id = ?', [
        id,
      ]);
      return { id, to, shift: shiftFor(Number(row!.place), to)! };
    };
    const write = ({ id, to, shift }: Awaited<ReturnType<typeof look>>) =>
      context.get(UnitOfWork).run(async () => {
        const { by, first, last } = shift;
        const between = 'UPDATE nomination SET rank = rank + ? WHERE run_id = ? AND rank BETWEEN ? AND ?';
        await database.change(between, [by, run.id, first, last]);
        await database.change('UPDATE nomination SET rank = ? WHERE id = ?', [to, id]);
      });
    // Both have looked before either writes.
    const seen = [await look(f!, 2), await look(e!, 2)];
    for (const one of seen) await write(one);
    const ranks = (await places()).split(' ').map((place) => Number(place.slice(0, -1)));
    assert.ok(new Set(ranks).size < 6, await places());
  });
});
