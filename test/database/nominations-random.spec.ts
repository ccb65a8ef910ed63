import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DomainError, localDate } from '#libs/kernel';
import { NominationsService, SelectionService } from '#libs/nominations';
import type { Organisation } from '#libs/people';
import { Database } from '#libs/platform';
import type { CourseRun } from '#libs/training';
import { laoCoordinator, nominatorOf, openRun, Story, startNominations } from '../support/nominations.js';
import type { TestContext } from '../support/platform.js';
import { organisation, person, vnCoordinator } from '../support/training.js';

/** Numbers between 0 and 1 that are the same for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** Each statement finds rows that break a promise; one statement sees one committed state. */
const promises: Record<string, string> = {
  'confirmed and held seats are those counted, and at most the capacity': `SELECT r.id FROM course_run r
    WHERE r.seats_taken > r.capacity OR r.seats_taken <>
      (SELECT COUNT(*) FROM nomination n WHERE n.run_id = r.id AND n.seat_quota_id IS NOT NULL)`,
  'they are at most the quota': `SELECT q.id FROM quota q
    WHERE q.taken > q.seats OR q.taken <> (SELECT COUNT(*) FROM nomination n WHERE n.seat_quota_id = q.id)`,
  'whoever is confirmed has a seat':
    "SELECT n.id FROM nomination n WHERE n.status = 'confirmed' AND n.seat_quota_id IS NULL",
  'one live nomination per person and run': `SELECT n.run_id FROM nomination n
    WHERE n.status NOT IN ('not_selected', 'substituted', 'withdrawn') GROUP BY n.run_id, n.person_id HAVING COUNT(*) > 1`,
  'an active enrolment for every confirmed seat and no other': `SELECT n.id FROM nomination n
    LEFT JOIN enrolment e ON e.nomination_id = n.id AND e.status = 'active'
    WHERE (n.status = 'confirmed') <> (e.id IS NOT NULL)`,
  'nobody is in two runs on one day': `SELECT d.person_id FROM enrolment_day d GROUP BY d.person_id, d.day
    HAVING COUNT(*) > 1`,
  'whoever is enrolled has all days of the run, and nobody else has one': `SELECT e.id FROM enrolment e
    WHERE (SELECT COUNT(*) FROM enrolment_day d WHERE d.enrolment_id = e.id) <>
      CASE WHEN e.status = 'active' THEN 12 ELSE 0 END`,
  'reserves, and they alone, stand in the order': `SELECT n.id FROM nomination n
    WHERE (n.status = 'reserve') <> (n.reserve_position IS NOT NULL)`,
  'the order has no gap': `SELECT n.run_id FROM nomination n WHERE n.reserve_position IS NOT NULL GROUP BY n.run_id
    HAVING MIN(n.reserve_position) <> 1 OR MAX(n.reserve_position) <> COUNT(*)`,
};

describe('many hands on the same nominations', () => {
  let context: TestContext;
  let story: Story;
  let database: Database;
  const organisations: Organisation[] = [];
  const runs: CourseRun[] = [];
  const refused = new Map<string, number>();
  let commits = 0;

  before(async () => {
    context = await startNominations();
    story = new Story(context);
    database = context.get(Database);
    for (const name of ['Industry', 'Transport', 'Health']) organisations.push(await organisation(context, name));
    // Both runs last the same twelve days: whoever is confirmed in one cannot be in the other.
    const quotas = organisations.map(({ id }, index): [string, number] => [id, index + 1]);
    for (let index = 0; index < 2; index += 1) runs.push(await openRun(context, { capacity: 4 }, ...quotas));
    for (let index = 0; index < 12; index += 1) {
      const home = organisations[index % 3];
      const { id } = await person(context, `Person ${index}`);
      for (const run of runs) await nominate(home, run, id);
    }
  });
  after(() => context.close());

  async function nominate(home: Organisation, run: CourseRun, personId: string): Promise<void> {
    const fields = { personId, organisationId: home.id, letterNumber: '', letterDate: null, note: '' };
    const { id } = await context.get(NominationsService).nominate(laoCoordinator, run.id, fields);
    await context.get(NominationsService).submit(laoCoordinator, id);
  }

  async function requirePromises(): Promise<void> {
    for (const [promise, sql] of Object.entries(promises))
      assert.deepEqual(await database.rows(sql), [], `broken after ${commits} commits: ${promise}`);
  }

  /** One step by somebody; whether the rules let it be is theirs to say. */
  async function step(kind: number, id: string, home: Organisation, other: string): Promise<void> {
    const selection = context.get(SelectionService);
    const by = nominatorOf(home);
    const steps: (() => Promise<unknown>)[] = [
      () => story.select(id, 'as agreed'),
      () => story.confirm(id),
      () => story.confirm(id),
      () => story.withdraw(id),
      () => selection.reserve(laoCoordinator, id, { reason: 'as agreed', position: 1 + (kind % 3) }),
      () => story.notSelect(id, 'as agreed'),
      () => story.return(id, localDate('2026-03-06'), kind % 2 ? vnCoordinator : laoCoordinator),
      () => context.get(NominationsService).submit(by, id),
      () => story.substitute(home, id),
      () => story.select(id, 'as agreed'),
      () => nominate(home, runs[kind % 2], other),
    ];
    try {
      await steps[kind % steps.length]();
      commits += 1;
    } catch (error) {
      // What the rules refuse is part of the story; anything else is a fault.
      if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
      refused.set(error.code, (refused.get(error.code) ?? 0) + 1);
    }
    await requirePromises();
  }

  it('keep every promise after every commit', async () => {
    const random = randomOf(20_260_302);
    for (let round = 0; round < 25; round += 1) {
      const rows = await database.rows<{ id: string; organisation_id: string; person_id: string }>(
        'SELECT id, organisation_id, person_id FROM nomination ORDER BY id',
      );
      const hands = Array.from({ length: 12 }, () => {
        const row = rows[Math.floor(random() * rows.length)];
        const home = organisations.find(({ id }) => id === row.organisation_id)!;
        return step(Math.floor(random() * 1000), row.id, home, row.person_id);
      });
      await Promise.all(hands);
    }
    assert.ok(commits > 60, `${commits} steps were taken`);
    assert.ok(refused.size > 3, `refused: ${JSON.stringify([...refused])}`);
  });

  it('lose no step: the audit trail has every one', async () => {
    const [{ number }] = await database.rows<{ number: number }>(
      `SELECT COUNT(*) AS number FROM nomination n WHERE NOT EXISTS
        (SELECT 1 FROM audit_event v WHERE v.subject_id = n.id AND v.noun = 'nomination')`,
    );
    assert.equal(Number(number), 0);
    const last = await database.rows<{ id: string }>(
      `SELECT n.id FROM nomination n JOIN audit_event v ON v.id =
        (SELECT MAX(w.id) FROM audit_event w WHERE w.subject_id = n.id AND w.noun = 'nomination')
        WHERE v.details NOT LIKE CONCAT('%"to":"', n.status, '"%')`,
    );
    assert.deepEqual(last, [], 'the last event of every nomination says its status');
  });
});
