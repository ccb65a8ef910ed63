import { Injectable } from '@nestjs/common';
import { type Actor, isGranted, notFound, scopeOf } from '#libs/kernel';
import { allOf, where } from '#libs/platform';
import { attendanceAccess } from '../attendance.policy.js';
import type { Rate } from '../attendance.rules.js';
import { enrolmentsIn } from '../attendance-sight.js';
import { type CorrectionRow, CorrectionsRepository } from '../corrections.repository.js';
import type { EnrolledPerson } from '../rates.repository.js';
import { RatesService, type RunAttendance } from '../rates.service.js';
import type { RollHeading } from '../roll-row.js';
import { RollsRepository } from '../rolls.repository.js';
import { AttendanceGridRepository, type GridMark } from './attendance-grid.repository.js';

/** Everybody of a run and each of its planned sessions. */
export interface AttendanceGrid {
  attendance: RunAttendance;
  /** In the order of their times; those that were cancelled count nowhere and are left out. */
  sessions: RollHeading[];
  /** Enrolment id → session id → what stands. */
  marks: Map<string, Map<string, GridMark>>;
}

/** One person in one run, session by session. */
export interface PersonAttendance {
  person: EnrolledPerson;
  /** Null for a seat that was given up. */
  rate: (Rate & { threshold: number }) | null;
  runId: string;
  runCode: string;
  sessions: (RollHeading & { mark: GridMark | null })[];
  /** Null for whoever does not see corrections: their reasons are of those who take the roll. */
  corrections: CorrectionRow[] | null;
}

/** Who was where, at a glance and one by one. */
@Injectable()
export class AttendanceGridService {
  constructor(
    private readonly grids: AttendanceGridRepository,
    private readonly rates: RatesService,
    private readonly rolls: RollsRepository,
    private readonly corrections: CorrectionsRepository,
  ) {}

  async ofRun(actor: Actor, runId: string): Promise<AttendanceGrid> {
    const attendance = await this.rates.list(actor, runId);
    const sessions = (await this.rolls.headingsOf(runId)).filter(({ isCancelled }) => !isCancelled);
    const marks = await this.grids.marks(runId, enrolmentsIn(scopeOf(actor, attendanceAccess.read)));
    const byPerson = Map.groupBy(marks, ({ enrolmentId }) => enrolmentId);
    return { attendance, sessions, marks: new Map([...byPerson].map(([id, own]) => [id, bySession(own)])) };
  }

  async ofPerson(actor: Actor, enrolmentId: string): Promise<PersonAttendance> {
    const inSight = enrolmentsIn(scopeOf(actor, attendanceAccess.read));
    const seat = await this.grids.seat(enrolmentId, inSight);
    if (!seat) throw notFound('enrolment');
    const { runId, runCode, ...person } = seat;
    const headings = await this.rolls.headingsOf(runId);
    const marks = bySession(await this.grids.marks(runId, where('e.id = ?', enrolmentId)));
    return {
      person,
      rate: person.isActive ? await this.rates.ofSeat(runId, enrolmentId) : null,
      runId,
      runCode,
      sessions: headings.map((session) => ({ ...session, mark: marks.get(session.sessionId) ?? null })),
      corrections: await this.correctionsOf(actor, enrolmentId),
    };
  }

  private async correctionsOf(actor: Actor, enrolmentId: string): Promise<CorrectionRow[] | null> {
    if (!isGranted(actor, attendanceAccess.correct)) return null;
    const inSight = enrolmentsIn(scopeOf(actor, attendanceAccess.correct));
    return this.corrections.ofEnrolment(allOf(where('e.id = ?', enrolmentId), inSight));
  }
}

const bySession = (marks: readonly GridMark[]): Map<string, GridMark> =>
  new Map(marks.map((mark) => [mark.sessionId, mark]));
