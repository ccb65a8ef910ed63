import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { type Actor, localDate } from '#libs/kernel';
import {
  ConfirmationService,
  EnrolmentLookup,
  LateSubstitution,
  NominationHistory,
  SelectionService,
} from '#libs/nominations';
import { laoCoordinator, nominatorOf, openRun } from '../support/nominations.js';
import { outcome, tally } from '../support/outcome.js';
import { vnCoordinator } from '../support/training.js';
import { twoMinistries } from '../support/two-ministries.js';

const { context, story, database, industry, transport, run, seatsOf, get } = await twoMinistries();
after(() => context.close());

describe('a substitution', () => {
  const scene = async () => {
    const of = await run(1, [industry, 1], [transport, 1]);
    const confirmed = await story.confirmed(industry, of);
    const waiting = await story.reserve(industry, of);
    const { replaced, replacement } = await story.substitute(industry, confirmed.id);
    return { of, confirmed, waiting, replaced, replacement };
  };

  it('holds the seat for the replacement, so that nobody else gets it', async () => {
    const { of, waiting, replaced, replacement } = await scene();
    assert.deepEqual([replaced.status, replacement.status], ['substituted', 'submitted']);
    assert.deepEqual(await seatsOf(of), [1, 1, 1]);
    assert.equal((await get(waiting.id)).status, 'reserve');
    const rival = await story.selected(transport, of);
    assert.equal(await outcome(story.confirm(rival.id)), 'nomination.run_full');
    assert.equal((await context.get(EnrolmentLookup).activeOf(of.id)).length, 0);
  });

  it('becomes a confirmed seat with the held one, taking no second', async () => {
    const { of, replacement } = await scene();
    await story.select(replacement.id);
    await story.confirm(replacement.id);
    assert.deepEqual(await seatsOf(of), [1, 1, 1]);
    const [enrolment] = await context.get(EnrolmentLookup).activeOf(of.id);
    assert.equal(enrolment.nominationId, replacement.id);
  });

  const refusals: [string, (id: string) => Promise<unknown>][] = [
    ['Laos does not select it', (id) => story.notSelect(id)],
    ['Laos returns it', (id) => story.return(id)],
    ['Laos puts it on reserve', (id) => context.get(SelectionService).reserve(laoCoordinator, id, { position: 1 })],
    [
      'Viet Nam returns it',
      async (id) => {
        await story.select(id);
        await story.return(id, localDate('2026-03-06'), vnCoordinator);
      },
    ],
    ['the organisation withdraws it', (id) => story.withdraw(id, 'changed our mind', nominatorOf(industry))],
  ];
  for (const [what, refuse] of refusals) {
    it(`frees the seat when ${what}, and the rule promotes`, async () => {
      const { of, waiting, replacement } = await scene();
      await refuse(replacement.id);
      assert.deepEqual(await seatsOf(of), [0, 0, 0]);
      assert.equal((await get(waiting.id)).status, 'selected');
    });
  }

  it('refuses the same person and somebody with a live nomination', async () => {
    const of = await run(5, [industry, 5]);
    const confirmed = await story.confirmed(industry, of);
    const other = await story.submitted(industry, of);
    const by = (personId: string) => outcome(story.substitute(industry, confirmed.id, { personId }));
    assert.equal(await by(confirmed.personId), 'nomination.same_person');
    assert.equal(await by(other.personId), 'nomination.already_nominated');
    assert.deepEqual(await seatsOf(of), [1, 1, 1]);
  });

  describe('after the last day for it', () => {
    // The run begins on 9 March; nominations close with February, so that 2 March is the last day.
    const lateRun = () =>
      openRun(
        context,
        { capacity: 3, nominationOpensOn: localDate('2026-02-01'), nominationClosesOn: localDate('2026-03-02') },
        [industry.id, 3],
      );
    const unlock = (id: string, by: Actor = vnCoordinator) =>
      context.get(LateSubstitution).unlock(by, id, { reason: 'the visa was refused' });
    const late = async (work: () => Promise<void>) => {
      context.clock.set('2026-03-03T02:00:00Z');
      try {
        await work();
      } finally {
        context.clock.set('2026-03-02T02:00:00Z');
      }
    };

    it('is refused until Viet Nam unlocks this one, which is used up by it', async () => {
      const of = await lateRun();
      const [one, other] = [await story.confirmed(industry, of), await story.confirmed(industry, of)];
      assert.equal(await outcome(unlock(one.id)), 'nomination.substitution_in_time');
      await late(async () => {
        assert.equal(await outcome(story.substitute(industry, one.id)), 'nomination.substitution_late');
        assert.equal(await outcome(unlock(one.id, nominatorOf(industry))), 'forbidden');
        await unlock(one.id);
        assert.equal((await get(one.id)).substitutionUnlocked, true);
        assert.equal(await outcome(unlock(one.id)), 'nomination.substitution_unlocked');
        assert.equal(await outcome(story.substitute(industry, other.id)), 'nomination.substitution_late');
        const { replacement } = await story.substitute(industry, one.id);
        assert.equal((await get(one.id)).substitutionUnlocked, false);
        assert.equal(await outcome(unlock(one.id)), 'nomination.cannot_unlock_substitution');
        await story.select(replacement.id);
        await story.confirm(replacement.id);
        assert.equal(await outcome(story.substitute(industry, replacement.id)), 'nomination.substitution_late');
      });
      assert.deepEqual(await seatsOf(of), [2, 2, 2]);
      const history = await context.get(NominationHistory).of(laoCoordinator, one.id);
      assert.deepEqual(
        history.slice(-2).map(({ action, as, reason }) => [action, as, reason]),
        [
          ['nomination.substitution_unlocked', 'vn', 'the visa was refused'],
          ['nomination.substituted', 'organisation', 'ill'],
        ],
      );
    });

    it('keeps the unlock when the substitution is refused', async () => {
      const of = await lateRun();
      const { id, personId } = await story.confirmed(industry, of);
      await late(async () => {
        await unlock(id);
        assert.equal(await outcome(story.substitute(industry, id, { personId })), 'nomination.same_person');
        assert.equal(await outcome(story.substitute(industry, id)), 'done');
      });
    });

    it('is done once when many come at once, with one unlock given to many who ask', async () => {
      const of = await lateRun();
      const { id } = await story.confirmed(industry, of);
      await late(async () => {
        const unlocks = await Promise.all([1, 2, 3, 4].map(() => outcome(unlock(id))));
        assert.deepEqual(tally(unlocks), { done: 1, 'nomination.substitution_unlocked': 3 });
        const answers = await Promise.all([1, 2, 3, 4].map(() => outcome(story.substitute(industry, id))));
        assert.deepEqual(tally(answers), { done: 1, 'nomination.cannot_substitute': 3 });
      });
      const rows = await database.rows('SELECT id FROM substitution_unlock WHERE nomination_id = ?', [id]);
      assert.equal(rows.length, 1);
      assert.deepEqual(await seatsOf(of), [1, 1, 1]);
      const service = context.get(ConfirmationService);
      assert.equal(await outcome(service.withdraw(laoCoordinator, id, { reason: 'x' })), 'nomination.cannot_withdraw');
    });
  });
});
