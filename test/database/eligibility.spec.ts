import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { localDate, operatorActor } from '#libs/kernel';
import {
  EligibilityFindings,
  EligibilityLifts,
  type Finding,
  NominationHistory,
  NominationsService,
} from '#libs/nominations';
import { type Organisation, PeopleService } from '#libs/people';
import { Database, Outbox, UnitOfWork } from '#libs/platform';
import { type CourseRun, type EligibilityRule, RunLife, RunLookup, RunsService } from '#libs/training';
import { laoCoordinator, nominatorOf, openRun, Story, somebody, startNominations } from '../support/nominations.js';
import type { TestContext } from '../support/platform.js';
import { statementsOf } from '../support/statements.js';
import { actorOf, course, organisation, vnCoordinator } from '../support/training.js';

const service: EligibilityRule = { kind: 'service_years', level: 'block', min: 2 };
const age: EligibilityRule = { kind: 'age', level: 'warning', min: 22, max: 50 };

const auditor = actorOf('auditor');
const refused = (code: string) => (error: unknown) => (error as { code?: string }).code === code;

describe('the rules of a call', () => {
  let context: TestContext;
  let story: Story;
  let industry: Organisation;
  let transport: Organisation;
  let findings: EligibilityFindings;

  before(async () => {
    context = await startNominations();
    story = new Story(context);
    industry = await organisation(context, 'ກະຊວງ ອຄ');
    transport = await organisation(context, 'ກະຊວງ ຍທຂ');
    findings = context.get(EligibilityFindings);
  });
  after(() => context.close());

  const asking = (eligibilityRules: EligibilityRule[], more: Partial<Parameters<typeof openRun>[1]> = {}) =>
    openRun(context, { eligibilityRules, ...more }, [industry.id, 5], [transport.id, 5]);
  const veteran = (more = {}) => ({ person: { ...somebody(), serviceSince: localDate('2010-01-01'), ...more } });
  const beginner = (more = {}) => veteran({ serviceSince: localDate('2025-06-01'), ...more });
  const codesOf = (found: readonly Finding[] | undefined) => found?.map(({ code }) => code);
  const lift = (id: string) =>
    context.get(EligibilityLifts).lift(laoCoordinator, id, { rule: 'service_years', reason: 'the only specialist' });
  const setRules = async (run: CourseRun, eligibilityRules: EligibilityRule[]) => {
    const { version } = await context.get(RunLookup).get(run.id);
    return context.get(RunsService).edit(vnCoordinator, run.id, version, { eligibilityRules });
  };

  it('let a blocked draft be submitted, and refuse to choose or seat the person', async () => {
    const run = await asking([service, age]);
    const { id } = await story.submitted(industry, run, beginner());
    await assert.rejects(story.select(id), refused('nomination.blocked'));
    const reserve = story.found.get(NominationsService).get(laoCoordinator, id);
    assert.equal((await reserve).status, 'submitted');
    await story.notSelect(id);
  });

  it('hold at the confirmation too, when they were made stricter after the selection', async () => {
    const run = await asking([age]);
    const { id } = await story.selected(industry, run, beginner());
    await setRules(run, [age, service]);
    await assert.rejects(story.confirm(id), refused('nomination.blocked'));
    await lift(id);
    assert.equal((await story.confirm(id)).status, 'confirmed');
  });

  it('are lifted one by one, with a reason that the history tells', async () => {
    const run = await asking([service]);
    const { id } = await story.submitted(industry, run, beginner());
    await lift(id);
    assert.deepEqual(
      (await findings.of(laoCoordinator, run.id, [id])).get(id)?.map(({ lifted }) => lifted),
      [true],
    );
    assert.equal((await story.select(id)).status, 'selected');
    const last = (await context.get(NominationHistory).of(laoCoordinator, id)).find(({ rules }) => rules.length > 0);
    assert.deepEqual(
      [last?.action, last?.rules, last?.reason],
      ['nomination.eligibility_lifted', ['service_years'], 'the only specialist'],
    );
    await assert.rejects(lift(id), refused('nomination.no_block'));
  });

  it('block again when what was lifted is made stricter', async () => {
    const run = await asking([service]);
    const { id } = await story.submitted(industry, run, beginner());
    await lift(id);
    await setRules(run, [{ ...service, min: 3 }]);
    await assert.rejects(story.select(id), refused('nomination.blocked'));
    await lift(id);
    await story.select(id);
  });

  it('are fixed once the call is closed', async () => {
    const run = await asking([service]);
    await context.get(RunLife).closeCall(vnCoordinator, run.id);
    await assert.rejects(setRules(run, []), refused('run.call_rules_fixed'));
  });

  it('know who has been in the course, and tell an organisation of its own people alone', async () => {
    const courseId = await course(context);
    const dates = { startsOn: localDate('2026-03-09'), endsOn: localDate('2026-03-20') };
    const past = await openRun(context, { courseId, ...dates }, [industry.id, 5]);
    const one = await story.confirmed(industry, past, veteran());
    await context
      .get(UnitOfWork)
      .run(() => context.get(Database).change("UPDATE course_run SET status = 'closed' WHERE id = ?", [past.id]));
    const again = await asking([{ kind: 'attended_before', level: 'warning', scope: 'course' }], {
      courseId,
      startsOn: localDate('2026-05-04'),
      endsOn: localDate('2026-05-08'),
    });
    const { fullName, birthDate } = await context.get(PeopleService).get(operatorActor, one.personId);
    const same = { ...somebody(fullName), birthDate: birthDate ?? localDate('1990-01-01') };
    const other = await story.submitted(transport, again, { person: same });
    assert.equal(other.personId, one.personId);
    const seenBy = async (actor: Parameters<typeof findings.of>[0]) =>
      codesOf((await findings.of(actor, again.id, [other.id])).get(other.id));
    assert.deepEqual(await seenBy(laoCoordinator), ['attended_course']);
    assert.deepEqual(await seenBy(nominatorOf(transport)), []);
    assert.deepEqual(await seenBy(auditor), undefined);
  });

  it('judge by the record, and show an organisation its own words', async () => {
    const run = await asking([service]);
    const known = veteran().person;
    const { personId } = await story.submitted(industry, run, { person: known });
    const later = await asking([service]);
    const words = { ...known, serviceSince: localDate('2025-06-01') };
    const { id, personId: samePerson } = await story.submitted(transport, later, { person: words });
    assert.equal(samePerson, personId);
    assert.deepEqual(codesOf((await findings.of(nominatorOf(transport), later.id, [id])).get(id)), ['service_short']);
    assert.deepEqual(codesOf((await findings.of(laoCoordinator, later.id, [id])).get(id)), []);
    await story.select(id);
  });

  it('cost the same statements for one nomination as for ten', async () => {
    const run = await asking([service, age, { kind: 'attended_before', level: 'warning', scope: 'programme' }]);
    const ids: string[] = [];
    for (let count = 0; count < 10; count += 1) ids.push((await story.submitted(industry, run, beginner())).id);
    // Whatever the submissions set off is done before anything is counted.
    await context.get(Outbox).deliver();
    const few = await statementsOf(context, () => findings.of(laoCoordinator, run.id, ids.slice(0, 1)));
    const many = await statementsOf(context, () => findings.of(laoCoordinator, run.id, ids));
    assert.equal(many, few);
    assert.ok(many <= 4, `${many} statements`);
    assert.equal((await findings.of(laoCoordinator, run.id, ids)).size, 10);
  });

  it('never let anybody slip through while they are being made stricter', async () => {
    const run = await asking([age]);
    const ids: string[] = [];
    for (let count = 0; count < 6; count += 1) ids.push((await story.submitted(industry, run, beginner())).id);
    const chosen = Promise.allSettled(ids.map((id) => story.select(id, 'in any order')));
    const set = setRules(run, [service]).catch(() => setRules(run, [service]));
    await Promise.all([chosen, set]);
    const [{ at }] = await context
      .get(Database)
      .rows<{ at: string }>("SELECT MAX(id) AS at FROM audit_event WHERE subject_id = ? AND action = 'run.edited'", [
        run.id,
      ]);
    const late = await context
      .get(Database)
      .rows(
        `SELECT id FROM audit_event WHERE action = 'nomination.selected' AND id > ? AND subject_id IN (${ids.map(() => '?').join()})`,
        [at, ...ids],
      );
    assert.deepEqual(late, []);
  });

  it('are asked of people who are not nominated yet', async () => {
    const run = await asking([service, age]);
    const { birthDate, traineeKind, languages, sector } = somebody();
    const facts = { personId: null, birthDate, traineeKind, languages, sector };
    const checked = await findings.ofFacts(nominatorOf(industry), run, [
      { ...facts, serviceSince: null },
      { ...facts, serviceSince: localDate('2010-01-01'), birthDate: localDate('1990-01-01') },
    ]);
    assert.deepEqual(checked.map(codesOf).at(1), []);
    assert.ok(codesOf(checked[0])?.includes('service_unknown'));
  });
});
