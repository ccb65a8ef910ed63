import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { type Actor, localDate } from '#libs/kernel';
import { EligibilityLifts, type Nomination, NominationHistory, SelectionService } from '#libs/nominations';
import type { Organisation } from '#libs/people';
import { Outbox, UnitOfWork } from '#libs/platform';
import { type CourseRun, type EligibilityRule, QuotasService, RunLookup, RunsService } from '#libs/training';
import { laoCoordinator, nominatorOf, somebody } from '../support/nominations.js';
import { outcome } from '../support/outcome.js';
import { statementsOf } from '../support/statements.js';
import { organisation, vnCoordinator } from '../support/training.js';
import { twoMinistries } from '../support/two-ministries.js';

const { context, story, database, industry, transport, run, seatsOf, get } = await twoMinistries();
after(() => context.close());

describe('reserves', () => {
  const orderOf = async (run: CourseRun) => {
    const rows = await database.rows<{ id: string; reserve_position: number }>(
      'SELECT id, reserve_position FROM nomination WHERE run_id = ? AND reserve_position IS NOT NULL ORDER BY reserve_position',
      [run.id],
    );
    assert.deepEqual(
      rows.map((row) => Number(row.reserve_position)),
      rows.map((_, index) => index + 1),
    );
    return rows.map(({ id }) => id);
  };
  describe('a freed seat', () => {
    it('goes by rule to the first reserve of the same organisation, who is selected and not yet confirmed', async () => {
      const of = await run(2, [industry, 2], [transport, 2]);
      const [leaving] = [await story.confirmed(industry, of), await story.confirmed(transport, of)];
      const stranger = await story.reserve(transport, of);
      const own = await story.reserve(industry, of);
      const later = await story.reserve(industry, of);
      await story.withdraw(leaving.id, 'ill');
      assert.equal((await get(own.id)).status, 'selected');
      assert.deepEqual(await orderOf(of), [stranger.id, later.id]);
      assert.deepEqual(await seatsOf(of), [1, 1, 1]);
      const history = await context.get(NominationHistory).of(laoCoordinator, own.id);
      const last = history.at(-1);
      assert.deepEqual(
        [last?.action, last?.as, last?.because, last?.from, last?.to],
        ['nomination.promoted', 'rule', 'own_organisation', 'reserve', 'selected'],
      );
    });

    it('else goes to the first whose organisation has quota left', async () => {
      const health = await organisation(context, 'Health');
      const of = await run(3, [industry, 1], [transport, 1], [health, 1]);
      const leaving = await story.confirmed(industry, of);
      await story.confirmed(transport, of);
      const exhausted = await story.reserve(transport, of);
      const next = await story.reserve(health, of);
      await story.withdraw(leaving.id);
      assert.equal((await get(exhausted.id)).status, 'reserve');
      assert.equal((await get(next.id)).status, 'selected');
      assert.deepEqual(await orderOf(of), [exhausted.id]);
    });

    it('stays free when nobody may move up', async () => {
      const of = await run(2, [industry, 1], [transport, 1]);
      const leaving = await story.confirmed(industry, of);
      await story.confirmed(transport, of);
      const exhausted = await story.reserve(transport, of);
      await story.withdraw(leaving.id);
      assert.equal((await get(exhausted.id)).status, 'reserve');
      assert.deepEqual(await seatsOf(of), [1, 1, 1]);
    });

    it('is not there when a nomination without a seat is withdrawn', async () => {
      const of = await run(2, [industry, 2]);
      const selected = await story.selected(industry, of);
      const waiting = await story.reserve(industry, of);
      await story.withdraw(selected.id);
      assert.equal((await get(waiting.id)).status, 'reserve');
    });

    it('moves up two different reserves when two seats become free at once', async () => {
      const of = await run(4, [industry, 4]);
      const leaving = [await story.confirmed(industry, of), await story.confirmed(industry, of)];
      const waiting = [
        await story.reserve(industry, of),
        await story.reserve(industry, of),
        await story.reserve(industry, of),
      ];
      await Promise.all(leaving.map(({ id }) => story.withdraw(id)));
      const statuses = await Promise.all(waiting.map(async ({ id }) => (await get(id)).status));
      assert.deepEqual(statuses, ['selected', 'selected', 'reserve']);
      assert.deepEqual(await orderOf(of), [waiting[2].id]);
    });

    it('is taken from the nearest quota above the organisation', async () => {
      const department = await organisation(context, 'Department', industry);
      const of = await run(5, [industry, 1]);
      await story.confirmed(department, of);
      assert.equal(await outcome(story.confirmed(industry, of)), 'nomination.quota_exhausted');
      const alone = await run(5);
      assert.equal(await outcome(story.confirmed(transport, alone)), 'nomination.no_quota');
    });
  });

  describe('the order of reserves', () => {
    it('has no gaps, lets one in at a place, and closes up behind those who leave', async () => {
      const of = await run(5, [industry, 5]);
      const a = await story.reserve(industry, of);
      const b = await story.reserve(industry, of);
      const c = await story.reserve(industry, of, 2);
      assert.deepEqual(await orderOf(of), [a.id, c.id, b.id]);
      await story.withdraw(a.id);
      assert.deepEqual(await orderOf(of), [c.id, b.id]);
    });

    it('is passed over with a reason only, and those passed over are written down', async () => {
      const of = await run(5, [industry, 5]);
      await story.reserve(industry, of);
      const second = await story.reserve(industry, of);
      assert.equal(await outcome(story.select(second.id)), 'field.reason_required');
      await story.select(second.id, 'speaks Vietnamese');
      const last = (await context.get(NominationHistory).of(laoCoordinator, second.id)).at(-1);
      assert.deepEqual([last?.passedOver, last?.reason], [1, 'speaks Vietnamese']);
    });

    it('stays whole when many enter at once', async () => {
      const of = await run(5, [industry, 5]);
      const all: Nomination[] = [];
      for (let index = 0; index < 12; index += 1) all.push(await story.submitted(industry, of));
      const selection = context.get(SelectionService);
      await Promise.all(
        all.map(({ id }, index) => selection.reserve(laoCoordinator, id, { position: (index % 4) + 1 })),
      );
      assert.equal((await orderOf(of)).length, 12);
    });
  });

  describe('a reserve whom a rule of the call blocks since', () => {
    const serving: EligibilityRule = { kind: 'service_years', level: 'block', min: 2 };
    const veteran = () => ({ ...somebody(), serviceSince: localDate('2010-01-01') });
    const beginner = () => ({ ...somebody(), serviceSince: localDate('2025-06-01') });
    const onReserve = async (home: Organisation, of: CourseRun, person = beginner()) => {
      const { id } = await story.submitted(home, of, { person });
      await context.get(SelectionService).reserve(laoCoordinator, id, {});
      return id;
    };
    const ask = async (of: CourseRun, ...eligibilityRules: EligibilityRule[]) => {
      const { version } = await context.get(RunLookup).get(of.id);
      await context.get(RunsService).edit(vnCoordinator, of.id, version, { eligibilityRules });
    };
    const last = async (id: string, by: Actor = laoCoordinator) =>
      (await context.get(NominationHistory).of(by, id)).at(-1)!;
    const statusOf = async (id: string) => (await get(id)).status;

    it('is passed over by the rule, which all who are concerned can read', async () => {
      const of = await run(2, [industry, 1], [transport, 1]);
      const leaving = await story.confirmed(industry, of, { person: veteran() });
      const [blocked, stranger] = [await onReserve(industry, of), await onReserve(transport, of)];
      const next = await onReserve(industry, of, veteran());
      await ask(of, serving);
      await story.withdraw(leaving.id);
      assert.deepEqual(
        [await statusOf(blocked), await statusOf(stranger), await statusOf(next)],
        ['reserve', 'reserve', 'selected'],
      );
      assert.deepEqual(await orderOf(of), [blocked, stranger]);
      const { action, as, rules, related } = await last(blocked);
      assert.deepEqual([action, as, rules], ['nomination.passed_over', 'rule', ['service_years']]);
      assert.deepEqual([related?.how, related?.id], ['promoted', next]);
      const promoted = await last(next);
      assert.deepEqual([promoted.action, promoted.passedOver], ['nomination.promoted', 1]);
      const gone = await last(leaving.id);
      assert.deepEqual([gone.action, gone.passedOver], ['nomination.seat_passed_on', 1]);
      assert.notEqual((await last(stranger)).action, 'nomination.passed_over');
      // The record may know what an organisation does not: which rule it is, only coordinators are told.
      assert.deepEqual((await last(blocked, nominatorOf(industry))).rules, []);
      assert.equal((await story.confirm(next)).status, 'confirmed');
    });

    it('leaves the seat free where nobody else is waiting, and moves up once the block is lifted', async () => {
      const of = await run(1, [industry, 1]);
      const leaving = await story.confirmed(industry, of, { person: veteran() });
      const blocked = await onReserve(industry, of);
      await ask(of, serving);
      await story.withdraw(leaving.id);
      assert.equal(await statusOf(blocked), 'reserve');
      const gone = await last(leaving.id);
      assert.deepEqual([gone.action, gone.passedOver], ['nomination.seat_left_free', 1]);
      const told = await last(blocked);
      assert.deepEqual([told.action, told.related?.how], ['nomination.passed_over', 'seat_of']);
      const lifting = { rule: serving.kind, reason: 'the only specialist' };
      await context.get(EligibilityLifts).lift(laoCoordinator, blocked, lifting);
      const second = await story.confirmed(industry, of, { person: veteran() });
      await story.withdraw(second.id);
      assert.equal(await statusOf(blocked), 'selected');
    });

    it('costs no statement more where there are many, each of another organisation', async () => {
      const withdrawing = async (reserves: number) => {
        const homes: Organisation[] = [];
        for (let count = 0; count < reserves; count += 1)
          homes.push(await organisation(context, 'Department', transport));
        const of = await run(2, [industry, 1], [transport, 2]);
        const leaving = await story.confirmed(industry, of, { person: veteran() });
        for (const home of homes) await onReserve(home, of);
        const next = await onReserve(transport, of, veteran());
        await ask(of, serving);
        await context.get(Outbox).deliver();
        // Within a unit the statements of the unit are counted.
        const unit = () => statementsOf(context, () => story.withdraw(leaving.id));
        const statements = await context.get(UnitOfWork).run(unit);
        assert.equal(await statusOf(next), 'selected');
        return statements;
      };
      assert.equal(await withdrawing(12), await withdrawing(1));
    });
  });

  describe('what became of a freed seat', () => {
    const told = async (by: Actor, id: string, action: string) => {
      const entry = (await context.get(NominationHistory).of(by, id)).find((one) => one.action === action);
      assert.ok(entry, action);
      return [entry.as, entry.because, entry.related?.how, entry.related?.id];
    };

    it('is told at both ends: who moved up, whose seat it was, and by which rule', async () => {
      const of = await run(1, [industry, 1]);
      const leaving = await story.confirmed(industry, of);
      const next = await story.reserve(industry, of);
      await story.withdraw(leaving.id);
      for (const reader of [laoCoordinator, nominatorOf(industry), vnCoordinator]) {
        const gone = await told(reader, leaving.id, 'nomination.seat_passed_on');
        assert.deepEqual(gone, ['rule', 'own_organisation', 'promoted', next.id]);
        const come = await told(reader, next.id, 'nomination.promoted');
        assert.deepEqual(come, ['rule', 'own_organisation', 'seat_of', leaving.id]);
      }
    });

    it('names nobody whom the reader does not see', async () => {
      const of = await run(2, [industry, 1], [transport, 2]);
      const leaving = await story.confirmed(industry, of);
      const next = await story.reserve(transport, of);
      await story.withdraw(leaving.id);
      const passedOn = await told(nominatorOf(industry), leaving.id, 'nomination.seat_passed_on');
      assert.deepEqual(passedOn, ['rule', 'quota_left', undefined, undefined]);
      const promoted = await told(nominatorOf(transport), next.id, 'nomination.promoted');
      assert.deepEqual(promoted, ['rule', 'quota_left', undefined, undefined]);
    });

    it('is said too when nobody may have it', async () => {
      const of = await run(1, [industry, 1]);
      const leaving = await story.confirmed(industry, of);
      await story.withdraw(leaving.id);
      const left = await told(nominatorOf(industry), leaving.id, 'nomination.seat_left_free');
      assert.deepEqual(left, ['rule', null, undefined, undefined]);
    });
  });

  // A seat that nobody had is no freed seat: who gets it, Laos decides.
  describe('a raised quota or capacity', () => {
    it('moves nobody up by rule', async () => {
      const of = await run(1, [industry, 1]);
      await story.confirmed(industry, of);
      const waiting = await story.reserve(industry, of);
      const versionOf = async () => (await context.get(RunsService).getInSight(vnCoordinator, of.id)).version;
      await context.get(RunsService).edit(vnCoordinator, of.id, await versionOf(), { capacity: 5 });
      const rows = [{ organisationId: industry.id, seats: 5 }];
      await context.get(QuotasService).set(laoCoordinator, of.id, await versionOf(), rows);
      assert.equal((await get(waiting.id)).status, 'reserve');
      await story.select(waiting.id, 'five seats now');
      await story.confirm(waiting.id);
      assert.deepEqual(await seatsOf(of), [2, 2, 2]);
    });
  });
});
