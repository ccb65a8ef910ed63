import { newId } from '#libs/kernel';
import { Enrolment, Nomination } from '#libs/nominations';
import type { Organisation } from '#libs/people';
import { Database, UnitOfWork } from '#libs/platform';
import { type CourseRun, type RunFields, RunLife, type SessionFields, SessionsService } from '#libs/training';
import type { TestClock } from './clock.js';
import { type Finder, organisation, person, plannedRun, sessionOn, vnCoordinator } from './training.js';

/** A run that is being held, with its sessions and the people in it. */
export interface HeldRun {
  run: CourseRun;
  organisation: Organisation;
  sessionIds: string[];
  enrolments: Enrolment[];
}

/** The rows by which somebody has a seat in a run. */
export function seatOf(
  run: Pick<CourseRun, 'id'>,
  organisationId: string,
  personId: string,
): { nomination: Nomination; enrolment: Enrolment } {
  const at = new Date('2026-03-03T02:00:00Z');
  const nomination = Object.assign(new Nomination(), {
    id: newId(),
    runId: run.id,
    organisationId,
    personId,
    status: 'confirmed',
    rank: 1,
    reservePosition: null,
    liveKey: `${run.id}:${personId}`,
    seatQuotaId: null,
    replacesId: null,
    letterNumber: '',
    letterDate: null,
    note: '',
    returnUntil: null,
    statusReason: null,
    draftedBy: null,
    createdAt: at,
    submittedAt: at,
    selectedAt: at,
    confirmedAt: at,
    version: 1,
  });
  const enrolment = Object.assign(new Enrolment(), {
    id: newId(),
    runId: run.id,
    personId,
    nominationId: nomination.id,
    organisationId,
    status: 'active',
    confirmedAt: at,
    endedAt: null,
    version: 1,
  });
  return { nomination, enrolment };
}

/** Seats somebody in a run, straight in the tables. */
export async function enrol(
  found: Finder,
  run: CourseRun,
  organisationId: string,
  fullName: string,
): Promise<Enrolment> {
  const { id: personId } = await person(found, fullName);
  const { nomination, enrolment } = seatOf(run, organisationId, personId);
  await found.get(UnitOfWork).run(() => found.get(Database).insert(nomination, enrolment));
  return enrolment;
}

/**
 * A run that began on 9 March 2026 with these people in it and one session of four units on each of these days;
 * the clock is set to the beginning of the first.
 */
export async function heldRun(
  found: Finder & { clock: TestClock },
  people: string[],
  days: string[] = ['2026-03-09'],
  { run: fields = {}, session = {} }: { run?: Partial<RunFields>; session?: Partial<SessionFields> } = {},
): Promise<HeldRun> {
  found.clock.set('2026-03-02T02:00:00Z');
  const run = await plannedRun(found, fields);
  const sessionIds: string[] = [];
  for (const day of days) {
    const made = await found.get(SessionsService).schedule(vnCoordinator, run.id, sessionOn(day, session));
    sessionIds.push(made.id);
  }
  const owner = await organisation(found, 'ministry');
  const enrolments: Enrolment[] = [];
  for (const name of people) enrolments.push(await enrol(found, run, owner.id, name));
  const life = found.get(RunLife);
  await life.openCall(vnCoordinator, run.id);
  await life.closeCall(vnCoordinator, run.id);
  found.clock.set('2026-03-09T01:00:00Z');
  await life.start(vnCoordinator, run.id);
  return { run, organisation: owner, sessionIds, enrolments };
}

/** One mark as a device says it. */
export const saying = (
  enrolmentId: string,
  status: 'present' | 'late' | 'excused' | 'absent',
  markedAt: Date,
  markId = newId(),
) => ({
  enrolmentId,
  status,
  markedAt,
  markId,
});
