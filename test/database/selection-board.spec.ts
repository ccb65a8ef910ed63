import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { DomainError, type FieldError, localDate } from '#libs/kernel';
import {
  BulkSelection,
  type Nomination,
  NominationHistory,
  NominationsService,
  SelectionBoardService,
  SelectionService,
} from '#libs/nominations';
import type { Organisation } from '#libs/people';
import { Database, Outbox, UnitOfWork } from '#libs/platform';
import type { CourseRun } from '#libs/training';
import { laoCoordinator, nominatorOf, openRun, Story, somebody, startNominations } from '../support/nominations.js';
import type { TestContext } from '../support/platform.js';
import { statementsOf } from '../support/statements.js';
import { organisation, vnCoordinator } from '../support/training.js';

describe('choosing on one board', () => {
  let context: TestContext;
  let story: Story;
  let industry: Organisation;
  let transport: Organisation;
  let run: CourseRun;
  let bulk: BulkSelection;
  /** Four of industry and two of transport, submitted, in their order. */
  let ours: Nomination[];
  let theirs: Nomination[];

  before(async () => {
    context = await startNominations();
    story = new Story(context);
    bulk = context.get(BulkSelection);
    industry = await organisation(context, 'Industry');
    transport = await organisation(context, 'Transport');
  });
  after(() => context.close());
  beforeEach(async () => {
    run = await openRun(context, { capacity: 4 }, [industry.id, 2], [transport.id, 2]);
    ours = [];
    theirs = [];
    for (let index = 0; index < 4; index += 1) ours.push(await story.submitted(industry, run));
    for (let index = 0; index < 2; index += 1) theirs.push(await story.submitted(transport, run));
  });

  const statusOf = async (id: string) => (await context.get(NominationsService).get(laoCoordinator, id)).status;
  const statuses = async (of: Nomination[]) => Promise.all(of.map(({ id }) => statusOf(id)));
  const ids = (...of: Nomination[]) => of.map(({ id }) => id);
  const last = async (id: string) => (await context.get(NominationHistory).of(laoCoordinator, id)).at(-1)!;
  const refusal = async (work: Promise<unknown>): Promise<DomainError> => {
    const error = await work.then(
      () => assert.fail('nothing was refused'),
      (refused: unknown) => refused,
    );
    if (!(error instanceof DomainError)) throw error;
    return error;
  };
  const named = (fields: readonly FieldError[]) => fields.map(({ pointer, code }) => `${pointer} ${code}`);

  it('tells nobody but those who select who would be passed over, and whose turn it is', async () => {
    const boards = context.get(SelectionBoardService);
    const third = ours[2]!;
    assert.deepEqual((await boards.skippedBy(laoCoordinator, run.id, [third])).get(third.id), ids(ours[0]!, ours[1]!));
    assert.equal((await boards.whoseTurn(laoCoordinator, run.id)).get(industry.id), 1);
    for (const actor of [vnCoordinator, nominatorOf(industry)]) {
      assert.equal((await boards.skippedBy(actor, run.id, [third])).size, 0);
      assert.equal((await boards.whoseTurn(actor, run.id)).size, 0);
    }
  });

  describe('the order of an organisation', () => {
    it('is skipped only with a reason, which is written down with those passed over', async () => {
      const error = await refusal(story.select(ours[2]!.id));
      assert.deepEqual([error.kind, named(error.fields)], ['invalid', ['/reason field.reason_required']]);
      assert.equal(await statusOf(ours[2]!.id), 'submitted');
      await story.select(ours[2]!.id, 'speaks Vietnamese');
      const { passedOver, reason } = await last(ours[2]!.id);
      assert.deepEqual([passedOver, reason], [2, 'speaks Vietnamese']);
      const [event] = await context
        .get(Database)
        .rows<{ details: string }>(
          "SELECT details FROM audit_event WHERE subject_id = ? AND action = 'nomination.selected'",
          [ours[2]!.id],
        );
      assert.ok(ids(ours[0]!, ours[1]!).every((id) => event!.details.includes(id)));
    });

    it('needs no reason when it is kept, nor when the better ones are decided on', async () => {
      await story.select(ours[0]!.id);
      await context.get(SelectionService).reserve(laoCoordinator, ours[1]!.id, {});
      await story.select(ours[2]!.id);
      await story.select(theirs[0]!.id);
      assert.equal((await last(ours[2]!.id)).passedOver, 0);
    });

    it('lets a replacement in, for whom the seat is held', async () => {
      await story.select(ours[0]!.id);
      await story.select(ours[1]!.id);
      await story.confirm(ours[1]!.id);
      const { replacement } = await story.substitute(industry, ours[1]!.id);
      await story.select(ours[2]!.id);
      assert.equal((await story.select(replacement.id)).status, 'selected');
    });
  });

  describe('several at once', () => {
    it('are all selected, in whatever order they are named, and skip nobody together', async () => {
      const chosen = ids(ours[2]!, theirs[0]!, ours[0]!, ours[1]!);
      const decided = await bulk.decide(laoCoordinator, run.id, { step: 'selection', nominationIds: chosen });
      assert.deepEqual(
        decided.map(({ id, status }) => [id, status]),
        chosen.map((id) => [id, 'selected']),
      );
      assert.deepEqual(await Promise.all(chosen.map(async (id) => (await last(id)).passedOver)), [0, 0, 0, 0]);
    });

    it('need a reason together, and it says for whom', async () => {
      const nominationIds = ids(theirs[0]!, ours[3]!, ours[0]!);
      const error = await refusal(bulk.decide(laoCoordinator, run.id, { step: 'selection', nominationIds }));
      assert.equal(error.kind, 'invalid');
      assert.deepEqual(named(error.fields), [
        '/reason field.reason_required',
        '/nominationIds/1 nomination.reason_for_this',
      ]);
      const reason = 'from the provinces';
      await bulk.decide(laoCoordinator, run.id, { step: 'selection', nominationIds, reason });
      assert.equal((await last(ours[3]!.id)).passedOver, 2);
      assert.equal((await last(ours[0]!.id)).passedOver, 0);
    });

    it('are all left alone when one is refused, and each refused one is named', async () => {
      await story.withdraw(ours[1]!.id);
      await story.withdraw(theirs[1]!.id);
      const nominationIds = ids(ours[0]!, ours[1]!, theirs[0]!, theirs[1]!);
      const error = await refusal(bulk.decide(laoCoordinator, run.id, { step: 'selection', nominationIds }));
      assert.deepEqual([error.kind, error.code, error.args.count], ['conflict', 'nomination.several_refused', 2]);
      assert.deepEqual(named(error.fields), [
        '/nominationIds/1 nomination.cannot_select',
        '/nominationIds/3 nomination.cannot_select',
      ]);
      assert.deepEqual(await statuses([ours[0]!, theirs[0]!]), ['submitted', 'submitted']);
      assert.equal((await last(ours[0]!.id)).action, 'nomination.submitted');
    });

    it('are of this run and in sight, else a wrong choice', async () => {
      const elsewhere = await story.submitted(industry, await openRun(context, {}, [industry.id, 1]));
      const draft = await story.draft(industry, run);
      const nominationIds = ids(ours[0]!, elsewhere, draft);
      const error = await refusal(bulk.decide(laoCoordinator, run.id, { step: 'selection', nominationIds }));
      assert.deepEqual(named(error.fields), [
        '/nominationIds/1 field.not_a_choice',
        '/nominationIds/2 field.not_a_choice',
      ]);
    });

    it('enter the order of reserves by rank', async () => {
      const nominationIds = ids(ours[1]!, theirs[1]!, theirs[0]!, ours[0]!);
      const decided = await bulk.decide(laoCoordinator, run.id, { step: 'reservation', nominationIds });
      assert.deepEqual(
        decided.map(({ reservePosition }) => reservePosition),
        [3, 4, 1, 2],
      );
    });

    it('go back to their organisations with one reason and one date, or are refused', async () => {
      const until = localDate('2026-03-06');
      const returned = await bulk.decide(laoCoordinator, run.id, {
        step: 'return',
        nominationIds: ids(...theirs),
        reason: 'the letter is missing',
        until,
      });
      assert.deepEqual(
        returned.map(({ status, returnUntil }) => [status, returnUntil]),
        [
          ['returned', until],
          ['returned', until],
        ],
      );
      await bulk.decide(laoCoordinator, run.id, { step: 'non_selection', nominationIds: ids(...ours) });
      assert.deepEqual(await statuses(ours), Array(4).fill('not_selected'));
    });

    it('promote nobody who is decided on in the same breath', async () => {
      await story.select(ours[0]!.id);
      await story.confirm(ours[0]!.id);
      const { replacement } = await story.substitute(industry, ours[0]!.id);
      await context.get(SelectionService).reserve(laoCoordinator, ours[1]!.id, {});
      const nominationIds = ids(replacement, ours[1]!);
      const reason = 'the course is not for them';
      await bulk.decide(laoCoordinator, run.id, { step: 'non_selection', nominationIds, reason });
      assert.deepEqual(await statuses([replacement, ours[1]!]), ['not_selected', 'not_selected']);
    });

    it('cost a few statements each', async () => {
      const count = async (of: Nomination[]) => {
        // What the steps before raised is told meanwhile, and would be counted.
        await context.get(Outbox).deliver();
        // In a unit from the start: on SQLite writers have a connection of their own.
        return context
          .get(UnitOfWork)
          .run(() =>
            statementsOf(context, () =>
              bulk.decide(laoCoordinator, run.id, { step: 'reservation', nominationIds: ids(...of) }),
            ),
          );
      };
      const one = await count(ours.slice(0, 1));
      const three = await count([...ours.slice(1, 3), theirs[0]!]);
      assert.ok((three - one) / 2 <= 12, `${one} for one, ${three} for three`);
    });

    it('pass no seat to each other when they are put on reserve', async () => {
      await story.select(ours[0]!.id);
      await story.confirm(ours[0]!.id);
      const { replacement } = await story.substitute(industry, ours[0]!.id);
      const several = [ours[1]!, replacement, ours[2]!];
      await bulk.decide(laoCoordinator, run.id, { step: 'reservation', nominationIds: ids(...several) });
      assert.deepEqual(await statuses(several), Array(3).fill('reserve'));
    });

    it('are for the Lao coordinator alone', async () => {
      for (const actor of [vnCoordinator, nominatorOf(industry)]) {
        const fields = { step: 'selection' as const, nominationIds: ids(ours[0]!) };
        assert.equal((await refusal(bulk.decide(actor, run.id, fields))).kind, 'forbidden');
      }
    });
  });

  describe('the board', () => {
    const board = () => context.get(SelectionBoardService).of(laoCoordinator, run.id);

    it('shows every organisation with its quota and its people in order, without drafts and those who left', async () => {
      await story.draft(industry, run);
      await story.select(ours[0]!.id);
      await story.confirm(ours[0]!.id);
      await story.select(ours[1]!.id);
      await story.withdraw(theirs[1]!.id);
      const { columns, tally } = await board();
      const column = columns.find(({ organisation: { id } }) => id === industry.id)!;
      assert.deepEqual(
        column.people.map(({ id, status }) => [id, status]),
        ours.map(({ id }, index) => [id, ['confirmed', 'selected', 'submitted', 'submitted'][index]]),
      );
      assert.deepEqual([column.quota!.seats, column.quota!.taken, column.quotaNeeded], [2, 1, 2]);
      assert.deepEqual([tally.chosen, tally.submitted, tally.seatsNeeded], [2, 3, 2]);
      assert.equal(columns.find(({ organisation: { id } }) => id === transport.id)!.people.length, 1);
    });

    it('counts women among the chosen, and may need more seats than there are', async () => {
      const sexes = new Map((await board()).columns.flatMap(({ people }) => people.map(({ id, sex }) => [id, sex])));
      await bulk.decide(laoCoordinator, run.id, { step: 'selection', nominationIds: ids(...ours) });
      const { columns, tally } = await board();
      const women = ours.filter(({ id }) => sexes.get(id) === 'female').length;
      assert.deepEqual([tally.women, tally.womenShare], [women, women / 4]);
      const { quota, quotaNeeded } = columns.find(({ organisation: { id } }) => id === industry.id)!;
      assert.deepEqual([quotaNeeded, quota!.seats], [4, 2]);
    });

    it('costs the same statements however many people it shows', async () => {
      // The least of several: the outbox may be reading at the same time.
      const least = async () => {
        const counts: number[] = [];
        for (let time = 0; time < 5; time += 1) counts.push(await statementsOf(context, board));
        return Math.min(...counts);
      };
      const few = await least();
      for (let index = 0; index < 12; index += 1)
        await story.submitted(await organisation(context, `Office ${index}`), run, { person: somebody() });
      const many = await least();
      assert.equal(many, few);
      assert.ok(many <= 14, `${many} statements`);
    });
  });
});
