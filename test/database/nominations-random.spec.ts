import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DomainError, localDate, type Sector } from '#libs/kernel';
import { BulkSelection, bulkSteps, EligibilityLifts, NominationsService, SelectionService } from '#libs/nominations';
import type { Organisation } from '#libs/people';
import { Database, UnitOfWork } from '#libs/platform';
import { type CourseRun, type EligibilityRule, QuotasService, RunsService } from '#libs/training';
import { promises } from '../support/nomination-promises.js';
import { laoCoordinator, nominatorOf, openRun, Story, startNominations } from '../support/nominations.js';
import type { TestContext } from '../support/platform.js';
import { judgePromotions, type Verdict } from '../support/promotion-oracle.js';
import { organisation, person, vnCoordinator } from '../support/training.js';

/** Kinds of step that the hands choose from. */
const stepsInAll = 17;

/** What the call asks for from time to time; half of the people are of that sector. */
const asking = (level: 'warning' | 'block'): EligibilityRule[] => [{ kind: 'sector', level, sectors: ['materials'] }];
const calls = [asking('block'), [], asking('warning')];

/** Numbers between 0 and 1 that are the same for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

describe('many hands on the same nominations', () => {
  let context: TestContext;
  let story: Story;
  let database: Database;
  const organisations: Organisation[] = [];
  const runs: CourseRun[] = [];
  const refused = new Map<string, number>();
  let commits = 0;
  let verdicts: Verdict[];

  before(async () => {
    context = await startNominations();
    story = new Story(context);
    database = context.get(Database);
    verdicts = judgePromotions(context);
    for (const name of ['Industry', 'Transport', 'Health']) organisations.push(await organisation(context, name));
    // Both runs last the same twelve days: whoever is confirmed in one cannot be in the other.
    const quotas = organisations.map(({ id }, index): [string, number] => [id, index + 1]);
    for (let index = 0; index < 2; index += 1) runs.push(await openRun(context, { capacity: 4 }, ...quotas));
    for (let index = 0; index < 12; index += 1) {
      const home = organisations[index % 3];
      const id = await somebodyOf(index % 2 ? 'materials' : 'dairy');
      for (const run of runs) await nominate(home, run, id);
    }
  });
  after(() => context.close());

  async function somebodyOf(sector: Sector): Promise<string> {
    const { id } = await person(context, `Person of ${sector}`);
    const write = () => database.change('UPDATE person SET sector = ? WHERE id = ?', [sector, id]);
    await context.get(UnitOfWork).run(write);
    return id;
  }

  async function nominate(home: Organisation, run: CourseRun, personId: string): Promise<string> {
    const fields = { personId, organisationId: home.id, letterNumber: '', letterDate: null, note: '' };
    const { id } = await context.get(NominationsService).nominate(laoCoordinator, run.id, fields);
    await context.get(NominationsService).submit(laoCoordinator, id);
    return id;
  }

  async function requirePromises(): Promise<void> {
    for (const [promise, sql] of Object.entries(promises))
      assert.deepEqual(await database.rows(sql), [], `broken after ${commits} commits: ${promise}`);
  }

  /** The one and whoever else of its run comes after it, decided on together. */
  async function several(kind: number, id: string): Promise<unknown> {
    const [{ run_id: runId }] = await database.rows<{ run_id: string }>('SELECT run_id FROM nomination WHERE id = ?', [
      id,
    ]);
    const rows = await database.rows<{ id: string }>(
      'SELECT id FROM nomination WHERE run_id = ? AND id >= ? ORDER BY id LIMIT 3',
      [runId, id],
    );
    return context.get(BulkSelection).decide(laoCoordinator, runId, {
      step: bulkSteps[kind % bulkSteps.length]!,
      nominationIds: rows.map((row) => row.id),
      reason: 'as agreed',
      until: localDate('2026-03-06'),
    });
  }

  const versionOf = async (run: CourseRun) =>
    (await context.get(RunsService).getInSight(vnCoordinator, run.id)).version;

  async function setQuota(run: CourseRun, home: Organisation, seats: number): Promise<unknown> {
    const version = await versionOf(run);
    const { quotas } = await context.get(QuotasService).ofRun(laoCoordinator, run.id);
    const rows = quotas.map(({ organisationId, seats: now }) => ({
      organisationId,
      seats: organisationId === home.id ? seats : now,
    }));
    return context.get(QuotasService).set(laoCoordinator, run.id, version, rows);
  }

  const setCapacity = async (run: CourseRun, capacity: number): Promise<unknown> =>
    context.get(RunsService).edit(vnCoordinator, run.id, await versionOf(run), { capacity });

  const setRules = async (run: CourseRun, eligibilityRules: EligibilityRule[]): Promise<unknown> =>
    context.get(RunsService).edit(vnCoordinator, run.id, await versionOf(run), { eligibilityRules });

  const lift = (id: string): Promise<unknown> =>
    context.get(EligibilityLifts).lift(laoCoordinator, id, { rule: 'sector', reason: 'the only specialist' });

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
      () => several(kind, id),
      () => several(kind, id),
      () => setQuota(runs[kind % 2]!, home, 1 + (kind % 4)),
      () => setCapacity(runs[kind % 2]!, 3 + (kind % 3)),
      () => setRules(runs[kind % 2]!, calls[kind % calls.length]!),
      () => lift(id),
    ];
    assert.equal(steps.length, stepsInAll);
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
    // Whoever is submitted goes to selection or the reserves, the selected to confirmation, the confirmed away, in half
    // of the cases: left to chance alone hardly any seat would be taken and freed again.
    const usual: Record<string, number[]> = {
      submitted: [0, 4, 4, 4],
      selected: [1],
      confirmed: [3, 8],
    };
    for (let round = 0; round < 30; round += 1) {
      const rows = await database.rows<{ id: string; organisation_id: string; person_id: string; status: string }>(
        'SELECT id, organisation_id, person_id, status FROM nomination ORDER BY id',
      );
      const isBlocking = round % 3 > 0;
      const confirmed = rows.filter(({ status }) => status === 'confirmed');
      // A call that lets people onto the reserves in one round and blocks half of them in the next two, when more seats are given up.
      for (const run of runs) await setRules(run, isBlocking ? asking('block') : []);
      const hands = Array.from({ length: 12 }, () => {
        const from = isBlocking && random() < 0.3 && confirmed.length > 0 ? confirmed : rows;
        const row = from[Math.floor(random() * from.length)]!;
        const home = organisations.find(({ id }) => id === row.organisation_id)!;
        const any = Math.floor(random() * 1000);
        const likely = usual[row.status];
        const kind = likely && any % 2 ? stepsInAll * any + likely[any % likely.length]! : any;
        return step(kind, row.id, home, row.person_id);
      });
      await Promise.all(hands);
    }
    assert.ok(commits > 60, `${commits} steps were taken`);
    assert.ok(refused.size > 3, `refused: ${JSON.stringify([...refused])}`);
  });

  it('pass over whom the call blocks by the time a seat is freed', async () => {
    const [home] = organisations;
    const run = await openRun(context, { capacity: 1 }, [home!.id, 1]);
    const leaving = await nominate(home!, run, await somebodyOf('materials'));
    await story.select(leaving);
    await story.confirm(leaving);
    const blocked = await nominate(home!, run, await somebodyOf('dairy'));
    await context.get(SelectionService).reserve(laoCoordinator, blocked, {});
    await setRules(run, asking('block'));
    await story.withdraw(leaving);
    assert.deepEqual(verdicts.at(-1)?.told, { promoted: null, passedOver: [blocked] });
  });

  it('move up the right one whenever a seat is freed, or nobody where nobody may', () => {
    assert.ok(verdicts.length > 3, `${verdicts.length} seats were freed`);
    assert.ok(verdicts.some(({ told }) => told.promoted !== null));
    for (const { freed, told, expected } of verdicts) assert.deepEqual(told, expected, freed);
  });

  it('lose no step: the audit trail has every one', async () => {
    const [{ number }] = await database.rows<{ number: number }>(
      `SELECT COUNT(*) AS number FROM nomination n WHERE NOT EXISTS
        (SELECT 1 FROM audit_event v WHERE v.subject_id = n.id AND v.noun = 'nomination')`,
    );
    assert.equal(Number(number), 0);
    const last = await database.rows<{ id: string }>(
      `SELECT n.id FROM nomination n JOIN audit_event v ON v.id =
        (SELECT MAX(w.id) FROM audit_event w WHERE w.subject_id = n.id AND w.noun = 'nomination'
          AND w.details LIKE '%"to":"%')
        WHERE v.details NOT LIKE CONCAT('%"to":"', n.status, '"%')`,
    );
    assert.deepEqual(last, [], 'the last event of every nomination says its status');
  });
});
