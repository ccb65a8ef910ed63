import { AssessmentsService, RollsService } from '#libs/attendance';
import { localDate } from '#libs/kernel';
import { type Enrolment, EnrolmentLookup } from '#libs/nominations';
import { OutputReviewService } from '#libs/outputs';
import type { Organisation } from '#libs/people';
import { type CourseRun, type RunFields, RunLife, SessionsService } from '#libs/training';
import type { TestClock } from './clock.js';
import { openRun, Story, somebody } from './nominations.js';
import { fullMarks, submittedOutput } from './outputs.js';
import { actorOf, type Finder, organisation, sessionOn, vnCoordinator } from './training.js';

/** Somebody who took part in a run, and how they did. */
export interface Participant {
  /** Own script; any. */
  fullName: string;
  fullNameLatin?: string;
  /** Were they there? Default yes. */
  attended?: boolean;
  /** Author of the accepted report? Default yes. */
  delivered?: boolean;
  /** Null: no assessment recorded. Default passed. */
  passed?: boolean | null;
}

export interface HeldRun {
  run: CourseRun;
  organisation: Organisation;
  /** In the order of the participants given. */
  enrolments: Enrolment[];
}

/**
 * A run from 9 to 20 March 2026, taken from its call to its completion by the services themselves: nominated, selected,
 * confirmed, one session of four units with its roll closed, assessed, one practical report accepted. The clock is left
 * at the evening of 20 March; it may be called again, for another run of other people.
 */
export async function aHeldRun(
  found: Finder & { clock: TestClock },
  people: (string | Participant)[],
  fields: Partial<RunFields> = {},
): Promise<HeldRun> {
  const participants = people.map((one): Participant => (typeof one === 'string' ? { fullName: one } : one));
  const story = new Story(found);
  const life = found.get(RunLife);
  found.clock.set('2026-03-02T02:00:00Z');
  const owner = await organisation(found, 'ກະຊວງອຸດສາຫະກຳ ແລະ ການຄ້າ');
  const run = await openRun(found, { capacity: Math.max(30, people.length), ...fields }, [owner.id, people.length]);
  const session = await found.get(SessionsService).schedule(vnCoordinator, run.id, sessionOn());
  const personIds: string[] = [];
  for (const { fullName, fullNameLatin = '' } of participants) {
    const person = { ...somebody(fullName), fullNameLatin };
    personIds.push((await story.confirmed(owner, run, { person })).personId);
  }
  const byPerson = new Map((await found.get(EnrolmentLookup).activeOf(run.id)).map((one) => [one.personId, one]));
  const enrolments = personIds.map((id) => byPerson.get(id)!);
  await life.closeCall(vnCoordinator, run.id);
  found.clock.set('2026-03-09T04:30:00Z');
  await life.start(vnCoordinator, run.id);
  await takeRoll(found, session.id, enrolments, participants);
  await assess(found, run, enrolments, participants);
  await deliver(found, run, enrolments, participants);
  found.clock.set('2026-03-20T10:00:00Z');
  return { run: await life.complete(vnCoordinator, run.id), organisation: owner, enrolments };
}

/** Fields of a decision about these enrolments, as the schema gives them. */
export const aDecision = (enrolments: readonly Pick<Enrolment, 'id'>[], decisionNumber = '15/QĐ-VIOIT') => ({
  decisionNumber,
  decisionDate: localDate('2026-03-20'),
  issuedOn: localDate('2026-03-25'),
  issuePlace: { lo: 'ຮ່າໂນ້ຍ', vi: 'Hà Nội', en: 'Hanoi' },
  signatory: {
    nameVi: 'Nguyễn Văn An',
    nameLo: 'ຫງວຽນ ວັນ ອານ',
    titleVi: 'PHÓ VIỆN TRƯỞNG',
    titleLo: 'ຮອງຜູ້ອຳນວຍການ',
    authorityFormVi: 'KT. VIỆN TRƯỞNG',
    authorityFormLo: 'ຕາງໜ້າຜູ້ອຳນວຍການ',
  },
  enrolmentIds: enrolments.map(({ id }) => id),
});

async function takeRoll(
  found: Finder & { clock: TestClock },
  sessionId: string,
  enrolments: Enrolment[],
  participants: Participant[],
): Promise<void> {
  const absent = enrolments.filter((_, index) => participants[index]!.attended === false);
  const said = absent.map(({ id }) => ({
    enrolmentId: id,
    status: 'absent' as const,
    markedAt: found.clock.now(),
    markId: id,
  }));
  const rolls = found.get(RollsService);
  await rolls.mark(vnCoordinator, sessionId, said, true);
  await rolls.close(vnCoordinator, sessionId, {});
}

async function assess(found: Finder, run: CourseRun, enrolments: Enrolment[], participants: Participant[]) {
  if (!run.hasAssessment) return;
  const lines = enrolments.flatMap(({ id }, index) => {
    const { passed = true } = participants[index]!;
    return passed === null ? [] : [{ enrolmentId: id, passed, grade: passed ? 'Giỏi' : '' }];
  });
  await found.get(AssessmentsService).record(vnCoordinator, run.id, lines);
}

async function deliver(found: Finder, run: CourseRun, enrolments: Enrolment[], participants: Participant[]) {
  const [first, ...others] = enrolments.filter((_, index) => participants[index]!.delivered !== false);
  if (!first || run.requiredOutputs.length === 0) return;
  const trainee = actorOf('trainee', { personId: first.personId });
  const authorIds = others.map(({ id }) => id);
  for (const { kind } of run.requiredOutputs) {
    const id = await submittedOutput(found, { actor: trainee }, run, { kind, authorIds });
    await found.get(OutputReviewService).accept(vnCoordinator, id, fullMarks);
  }
}
