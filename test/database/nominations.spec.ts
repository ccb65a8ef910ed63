import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { localDate } from '#libs/kernel';
import {
  ConfirmationService,
  EnrolmentLookup,
  type Nomination,
  NominationsService,
  nominationQuery,
} from '#libs/nominations';
import { Schema, UnitOfWork } from '#libs/platform';
import { type CourseRun, RunLife, RunLookup, RunsService, Seats } from '#libs/training';
import { laoCoordinator, naming, nominatorOf, openRun, somebody } from '../support/nominations.js';
import { outcome, tally } from '../support/outcome.js';
import { actorOf, organisation, plannedRun, vnCoordinator } from '../support/training.js';
import { twoMinistries } from '../support/two-ministries.js';

const { context, story, database, industry, transport, run, seatsOf, get } = await twoMinistries();
after(() => context.close());

describe('nominations in a database', () => {
  it('have tables exactly as their entities say', async () => {
    assert.deepEqual(await context.get(Schema).drift(), []);
  });

  describe('fifty confirmations at once', () => {
    const fifty = async (of: CourseRun): Promise<Nomination[]> => {
      const made: Nomination[] = [];
      for (let index = 0; index < 50; index += 1) made.push(await story.selected(industry, of));
      return made;
    };

    it('of a run with 7 seats give exactly 7', async () => {
      const seven = await run(7, [industry, 50]);
      const all = await fifty(seven);
      const answers = await Promise.all(all.map(({ id }) => outcome(story.confirm(id))));
      assert.deepEqual(tally(answers), { done: 7, 'nomination.run_full': 43 });
      assert.deepEqual(await seatsOf(seven), [7, 7, 7]);
      assert.equal((await context.get(EnrolmentLookup).activeOf(seven.id)).length, 7);
    });

    it('under a quota of 7 give exactly 7', async () => {
      const seven = await run(60, [industry, 7]);
      const all = await fifty(seven);
      const answers = await Promise.all(all.map(({ id }) => outcome(story.confirm(id))));
      assert.deepEqual(tally(answers), { done: 7, 'nomination.quota_exhausted': 43 });
      assert.deepEqual(await seatsOf(seven), [7, 7, 7]);
    });

    it('oversell as soon as the guard is a look before the step', async () => {
      const seven = await run(7, [industry, 50]);
      const all = await fifty(seven);
      const seats = context.get(Seats);
      const guarded = seats.take;
      seats.take = async () => 'taken';
      try {
        const confirmUnguarded = async ({ id }: Nomination) => {
          if ((await context.get(EnrolmentLookup).activeOf(seven.id)).length >= 7) return 'full';
          return outcome(story.confirm(id));
        };
        const answers = await Promise.all(all.map(confirmUnguarded));
        assert.ok(tally(answers).done > 7, 'the race is there when nothing guards it');
      } finally {
        seats.take = guarded;
      }
    });
  });

  describe('one live nomination per person and run', () => {
    it('holds when two organisations nominate the same person at once', async () => {
      const of = await run(9, [industry, 9]);
      const person = somebody();
      const attempts = [industry, transport, industry, transport].map((by) => outcome(story.draft(by, of, { person })));
      assert.deepEqual(tally(await Promise.all(attempts)), { done: 1, 'nomination.already_nominated': 3 });
    });

    it('frees the person once it is refused, and refuses to think again when somebody else was quicker', async () => {
      const of = await run(9, [industry, 9], [transport, 9]);
      const person = somebody();
      const first = await story.submitted(industry, of, { person });
      await story.notSelect(first.id);
      const second = await story.submitted(transport, of, { person });
      assert.equal(second.personId, first.personId);
      assert.equal(await outcome(story.select(first.id, 'seats came free')), 'nomination.already_nominated');
      assert.equal((await get(first.id)).status, 'not_selected');
    });
  });

  describe('two runs that share a day', () => {
    it('confirm one person in one of them only, also at the same time', async () => {
      const runs = [await run(9, [industry, 9]), await run(9, [industry, 9]), await run(9, [industry, 9])];
      const person = somebody();
      const all = [];
      for (const of of runs) all.push(await story.selected(industry, of, { person }));
      const answers = await Promise.all(all.map(({ id }) => outcome(story.confirm(id))));
      assert.deepEqual(tally(answers), { done: 1, 'nomination.overlap': 2 });
      for (const [index, of] of runs.entries()) {
        const taken = answers[index] === 'done' ? 1 : 0;
        assert.deepEqual(await seatsOf(of), [taken, taken, taken]);
      }
    });

    it('accept the person in the second once the first is given up', async () => {
      const [one, two] = [await run(9, [industry, 9]), await run(9, [industry, 9])];
      const person = somebody();
      const first = await story.confirmed(industry, one, { person });
      const second = await story.selected(industry, two, { person });
      assert.equal(await outcome(story.confirm(second.id)), 'nomination.overlap');
      await story.withdraw(first.id);
      assert.equal(await outcome(story.confirm(second.id)), 'done');
    });

    it('accept the person in both when only the borders touch no day', async () => {
      const one = await run(9, [industry, 9]);
      const two = await openRun(context, { startsOn: localDate('2026-03-21'), endsOn: localDate('2026-03-31') }, [
        industry.id,
        9,
      ]);
      const person = somebody();
      await story.confirmed(industry, one, { person });
      assert.equal(await outcome(story.confirmed(industry, two, { person })), 'done');
    });

    it('cannot come to share one by an edit: the dates stay as they were', async () => {
      const one = await run(9, [industry, 9]);
      const two = await openRun(context, { startsOn: localDate('2026-03-21'), endsOn: localDate('2026-03-31') }, [
        industry.id,
        9,
      ]);
      const person = somebody();
      await story.confirmed(industry, one, { person });
      const kept = await story.confirmed(industry, two, { person });
      const move = async (startsOn: string) => {
        const { version } = await context.get(RunLookup).get(two.id);
        return context.get(RunsService).edit(vnCoordinator, two.id, version, { startsOn: localDate(startsOn) });
      };
      assert.equal(await outcome(move('2026-03-20')), 'nomination.dates_overlap');
      assert.equal((await context.get(RunLookup).get(two.id)).startsOn, '2026-03-21');
      assert.equal(await outcome(move('2026-03-25')), 'done');
      const [enrolment] = await context.get(EnrolmentLookup).activeOf(two.id);
      assert.equal(enrolment.nominationId, kept.id);
      const days = await database.rows<{ day: string }>(
        'SELECT day FROM enrolment_day WHERE enrolment_id = ? ORDER BY day',
        [enrolment.id],
      );
      assert.deepEqual([days.length, days[0].day, days.at(-1)?.day], [7, '2026-03-25', '2026-03-31']);
    });
  });

  describe('a cancelled run', () => {
    it('gives its seats back and its people their days', async () => {
      const of = await run(5, [industry, 5]);
      const person = somebody();
      await story.confirmed(industry, of, { person });
      const waiting = await story.reserve(industry, of);
      await context.get(RunLife).cancel(vnCoordinator, of.id, 'the zone is closed');
      assert.deepEqual(await seatsOf(of), [0, 0, 0]);
      assert.equal((await get(waiting.id)).status, 'reserve');
      const another = await run(5, [industry, 5]);
      assert.equal(await outcome(story.confirmed(industry, another, { person })), 'done');
    });
  });

  describe('sight', () => {
    const seen = async (actor: Parameters<NominationsService['list']>[0], runId: string) => {
      const { items, total } = await context.get(NominationsService).list(actor, nominationQuery.parse({ runId }));
      assert.equal(items.length, total);
      return items.map(({ status }) => status).sort();
    };

    it('is the organisation and those below it, Laos once submitted, Viet Nam once selected, oneself', async () => {
      const department = await organisation(context, 'Department', industry);
      const of = await run(5, [industry, 5], [transport, 5]);
      await story.draft(department, of);
      await story.submitted(industry, of);
      await story.submitted(transport, of);
      const chosen = await story.selected(department, of);
      const onBehalf = await context
        .get(NominationsService)
        .nominate(laoCoordinator, of.id, naming({ person: somebody(), organisationId: transport.id }));
      assert.equal(onBehalf.draftedBy, laoCoordinator.accountId);
      assert.deepEqual(await seen(nominatorOf(industry), of.id), ['draft', 'selected', 'submitted']);
      assert.deepEqual(await seen(nominatorOf(department), of.id), ['draft', 'selected']);
      assert.deepEqual(await seen(nominatorOf(transport), of.id), ['draft', 'submitted']);
      assert.deepEqual(await seen(laoCoordinator, of.id), ['draft', 'selected', 'submitted', 'submitted']);
      assert.deepEqual(await seen(actorOf('lao_coordinator'), of.id), ['selected', 'submitted', 'submitted']);
      assert.deepEqual(await seen(vnCoordinator, of.id), ['selected']);
      assert.deepEqual(await seen(actorOf('trainee', { personId: chosen.personId }), of.id), ['selected']);
      assert.deepEqual(await seen(actorOf('trainee', { personId: industry.id }), of.id), []);
      assert.deepEqual(await seen(actorOf('nominator'), of.id), []);
      assert.equal(await outcome(seen(actorOf('instructor'), of.id)), 'forbidden');
    });

    it('keeps a step on what is out of it from being told apart from what is not there', async () => {
      const of = await run(5, [industry, 5]);
      const draft = await story.draft(industry, of);
      const service = context.get(NominationsService);
      assert.equal(await outcome(service.submit(nominatorOf(transport), draft.id)), 'not_found');
      assert.equal(await outcome(story.select(draft.id)), 'not_found');
      assert.equal(
        await outcome(context.get(ConfirmationService).confirm(nominatorOf(industry), draft.id)),
        'forbidden',
      );
    });
  });

  it('keep the window: a draft after it is refused, what was returned is not', async () => {
    const of = await openRun(
      context,
      { nominationClosesOn: localDate('2026-03-04'), startsOn: localDate('2026-03-09') },
      [industry.id, 5],
    );
    const draft = await story.draft(industry, of);
    const returned = await story.submitted(industry, of);
    await story.return(returned.id, localDate('2026-03-06'));
    context.clock.set('2026-03-05T02:00:00Z');
    try {
      const submit = (id: string) => outcome(context.get(NominationsService).submit(nominatorOf(industry), id));
      assert.equal(await submit(draft.id), 'nomination.window_closed');
      assert.equal(await outcome(story.draft(industry, of)), 'nomination.window_closed');
      assert.equal(await submit(returned.id), 'done');
    } finally {
      context.clock.set('2026-03-02T02:00:00Z');
    }
  });

  it('leave nothing behind when the unit fails after the person was made', async () => {
    const planned = await plannedRun(context, {});
    const person = somebody('ບໍ່ມີໃຜ ຮູ້ຈັກ');
    assert.equal(await outcome(story.draft(industry, planned, { person })), 'not_found');
    const rows = await database.rows('SELECT id FROM person WHERE full_name = ?', [person.fullName]);
    assert.equal(rows.length, 0);
    await assert.rejects(
      context.get(UnitOfWork).run(async () => {
        await story.draft(industry, await run(1, [industry, 1]), { person });
        throw new Error('crash');
      }),
      /crash/,
    );
    assert.equal((await database.rows('SELECT id FROM person WHERE full_name = ?', [person.fullName])).length, 0);
  });
});
