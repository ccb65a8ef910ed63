import { localDate, newId } from '#libs/kernel';
import { Database, UnitOfWork } from '#libs/platform';
import { type CourseRun, Session } from '#libs/training';
import { seatOf } from '../support/attendance.js';
import { course, en, type Finder, organisation, person, plannedRun } from '../support/training.js';

/** A run that is being held, of many people and many sessions. */
export interface BigRun {
  runId: string;
  /** One of four units on each day from its first. */
  sessionIds: string[];
  enrolmentIds: string[];
}

export interface BigRunPlan {
  courseId: string;
  organisationId: string;
  personIds: readonly string[];
  sessions: number;
  /** `YYYY-MM-DD` */
  firstDay: string;
}

/** Whom and under what course many runs are held. */
export async function manyPeople(found: Finder, count: number): Promise<Omit<BigRunPlan, 'sessions' | 'firstDay'>> {
  const personIds: string[] = [];
  for (let index = 0; index < count; index += 1) personIds.push((await person(found, `ສົມພອນ ວົງສາ ${1000 + index}`)).id);
  return { courseId: await course(found), organisationId: (await organisation(found, 'ONE')).id, personIds };
}

/** Rows for measuring, written directly. */
export async function bigRun(found: Finder, plan: BigRunPlan): Promise<BigRun> {
  const day = (index: number) => new Date(Date.parse(`${plan.firstDay}T01:00:00Z`) + index * 24 * 3_600_000);
  const dateOf = (at: Date) => localDate(at.toISOString().slice(0, 10));
  const run = await plannedRun(found, {
    courseId: plan.courseId,
    startsOn: dateOf(day(0)),
    endsOn: dateOf(day(plan.sessions - 1)),
    nominationOpensOn: dateOf(day(-30)),
    nominationClosesOn: dateOf(day(-1)),
    capacity: plan.personIds.length,
  });
  const sessions = Array.from({ length: plan.sessions }, (_, index) => sessionOf(run, index + 1, day(index)));
  const seats = plan.personIds.map((personId) => seatOf(run, plan.organisationId, personId));
  const enrolments = seats.map(({ enrolment }) => enrolment);
  const database = found.get(Database);
  await found.get(UnitOfWork).run(async () => {
    await database.change("UPDATE course_run SET status = 'running' WHERE id = ?", [run.id]);
    await database.insertAll(sessions);
    await database.insertAll(seats.map(({ nomination }) => nomination));
    await database.insertAll(enrolments);
  });
  return { runId: run.id, sessionIds: sessions.map(({ id }) => id), enrolmentIds: enrolments.map(({ id }) => id) };
}

const sessionOf = ({ id: runId }: CourseRun, number: number, startsAt: Date): Session =>
  Object.assign(new Session(), {
    id: newId(),
    runId,
    number,
    topic: { lo: 'ພາບລວມ', vi: 'Tổng quan', en: 'Overview' },
    kind: 'lecture',
    units: 4,
    startsAt,
    endsAt: new Date(startsAt.getTime() + 3.5 * 3_600_000),
    place: en(''),
    roomId: null,
    status: 'planned',
    cancelReason: null,
    sequence: 0,
    changedAt: null,
    version: 1,
  });

/** The n-th id of a kind of row: rising, as ours do. */
const nth = (kind: number, from: string) =>
  `CONCAT('0195${kind}000-0000-7000-8000-', SUBSTR(CONCAT('000000000000', ${from}), -12))`;

/**
 * Everybody of a run marked in all its sessions, each by one entry; a tenth was absent. `sofar` counts what was marked
 * in this way before. The rolls are closed unless they shall stay open.
 */
export async function markEverybody(found: Finder, { runId }: BigRun, sofar: number, isClosed = true): Promise<void> {
  const people = `SELECT e.id AS enrolment_id, s.id AS session_id, s.starts_at,
    ${sofar} + ROW_NUMBER() OVER (ORDER BY s.starts_at, e.id) AS n
    FROM enrolment e JOIN session s ON s.run_id = e.run_id WHERE e.run_id = ?`;
  const status = "CASE WHEN n % 10 = 0 THEN 'absent' ELSE 'present' END";
  const database = found.get(Database);
  await found.get(UnitOfWork).run(async () => {
    await database.change(
      `INSERT INTO roll (id, session_id, closed_at, closed_by, version)
        SELECT s.id, s.id, ${isClosed ? 's.ends_at' : 'NULL'}, NULL, 1 FROM session s WHERE s.run_id = ?`,
      [runId],
    );
    await database.change(
      `INSERT INTO attendance_mark
        (id, enrolment_id, session_id, status, marked_at, entry_id, source, marked_by, version)
        SELECT ${nth(1, 'n')}, enrolment_id, session_id, ${status}, starts_at, ${nth(2, 'n')}, 'roll', NULL, 1
        FROM (${people}) people`,
      [runId],
    );
    await database.change(
      `INSERT INTO attendance_entry
        (id, attendance_mark_id, status, source, marked_at, recorded_at, took_effect, sequence)
        SELECT ${nth(2, 'n')}, ${nth(1, 'n')}, ${status}, 'roll', starts_at, starts_at, 1, 1 FROM (${people}) people`,
      [runId],
    );
  });
}

/** Runs of the years 2023 to 2025, of 300 people and 60 sessions each, until so many marks are made of them. */
export async function manyMarks(found: Finder, count: number): Promise<void> {
  const people = await manyPeople(found, 300);
  const sessions = 60;
  for (let sofar = 0, index = 0; sofar < count; sofar += 300 * sessions, index += 1) {
    const firstDay = new Date(Date.UTC(2023, 0, 9 + index * 14)).toISOString().slice(0, 10);
    await markEverybody(found, await bigRun(found, { ...people, sessions, firstDay }), sofar);
  }
  await knowYourself(found);
}

/** What a house that grew in years knows of its tables; SQLite is told so by its own upkeep. */
export async function knowYourself(found: Finder): Promise<void> {
  const database = found.get(Database);
  if (database.engine === 'sqlite') return;
  await database.rows(
    'ANALYZE TABLE course_run, enrolment, session, session_instructor, roll, attendance_mark, attendance_entry',
    [],
  );
}
