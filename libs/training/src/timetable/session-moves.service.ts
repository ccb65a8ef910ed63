import { Injectable } from '@nestjs/common';
import {
  type Actor,
  addDays,
  Clock,
  enforce,
  instantOf,
  invalid,
  type LocalDate,
  localDateOf,
  notFound,
  requireGrant,
  stale,
  timeOfDay,
} from '#libs/kernel';
import { Audit, placeholders, UnitOfWork, where } from '#libs/platform';
import { TimetableNews } from '../feeds/timetable-news.js';
import { HolidaysRepository } from '../holidays/holidays.repository.js';
import type { CourseRun } from '../run.entity.js';
import { RunsRepository } from '../runs.repository.js';
import { mayChangeSession, timeFaults } from '../session.rules.js';
import type { SessionRow } from '../session-row.js';
import { SessionsRepository } from '../sessions.repository.js';
import { sessionAccess } from '../training.policy.js';
import type { Booking, Clash } from './clash.rules.js';
import type { SessionMoves } from './planning.fields.js';
import { bookingOf, SessionBookings, spoken } from './session-bookings.js';
import { shiftedDays } from './shift.rules.js';

interface Move {
  session: SessionRow;
  to: Booking;
}

/** Sessions as they would be held. */
export interface MovesPlan {
  moves: { sessionId: string; number: number; startsAt: Date; endsAt: Date }[];
  clashes: Clash[];
}

/** Several sessions of a run to other days or hours at once: all of them or none. */
@Injectable()
export class SessionMovesService {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly runs: RunsRepository,
    private readonly holidays: HolidaysRepository,
    private readonly bookings: SessionBookings,
    private readonly news: TimetableNews,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Saves nothing and holds nothing: saving looks again. */
  async preview(actor: Actor, runId: string, fields: SessionMoves): Promise<MovesPlan> {
    requireGrant(actor, sessionAccess.write);
    const moves = await this.plan(await this.getRun(actor, runId), fields);
    return { moves: moves.map(shown), clashes: await this.bookings.look(actor, moves.map(target), ['times']) };
  }

  async move(actor: Actor, runId: string, fields: SessionMoves): Promise<SessionRow[]> {
    requireGrant(actor, sessionAccess.write);
    return this.unitOfWork.run(async () => {
      await this.runs.hold(runId);
      const moves = await this.plan(await this.getRun(actor, runId), fields);
      const passed = await this.bookings.requireFree(actor, moves.map(target), ['times'], fields.override);
      const entities = new Map((await this.sessions.ofRun(runId)).map((session) => [session.id, session]));
      const moved = moves.map(({ to }) => {
        const session = entities.get(to.id)!;
        session.schedule({ ...session, startsAt: to.startsAt, endsAt: to.endsAt });
        session.showAnew(this.clock.now());
        return session;
      });
      await this.sessions.saveAll(moved);
      await this.audit.recordAll(
        actor,
        moved.map(({ id }) => ({
          action: 'session.edited',
          noun: 'session',
          subjectId: id,
          ...spoken(passed, fields.override, { fields: ['startsAt', 'endsAt'], movedTogether: moves.length }),
        })),
      );
      await this.news.changed(runId);
      return this.ofRun(runId, fields);
    });
  }

  private async plan(run: CourseRun, fields: SessionMoves): Promise<Move[]> {
    const { days, minutes, skipHolidays } = fields;
    if (days === 0 && minutes === 0) throw invalid({ pointer: '/days', code: 'session.not_moved' });
    const found = await this.ofRun(run.id, fields);
    const versions = new Map(fields.sessions.map(({ sessionId, version }) => [sessionId, version]));
    if (found.length < versions.size) throw notFound('session');
    for (const session of found) {
      if (session.version !== versions.get(session.id)) throw stale('session');
      enforce(mayChangeSession(run, session));
    }
    const newDays = await this.newDays(
      found.map(({ startsAt }) => localDateOf(startsAt)),
      days,
      skipHolidays,
    );
    const moves = found.map((session) => {
      const at = instantOf(newDays(localDateOf(session.startsAt)), timeOfDay(session.startsAt));
      const startsAt = new Date(+at + minutes * 60_000);
      const endsAt = new Date(+startsAt + +session.endsAt - +session.startsAt);
      const instructorIds = session.instructors.map(({ personId }) => personId);
      return { session, to: bookingOf(run, { ...session, startsAt, endsAt }, instructorIds) };
    });
    const [fault] = moves.flatMap(({ to }) => timeFaults(run, to));
    if (fault) throw invalid({ pointer: '/days', code: fault.code });
    return moves;
  }

  private async newDays(
    taught: readonly LocalDate[],
    by: number,
    skipHolidays: boolean,
  ): Promise<(day: LocalDate) => LocalDate> {
    if (!skipHolidays) return (day) => addDays(day, by);
    const [first, last] = [taught[0]!, taught.at(-1)!];
    const [earlier, later] = by < 0 ? [addDays(first, by), last] : [first, addDays(last, by)];
    const free = await this.holidays.between(earlier, addDays(later, 62));
    const moved = shiftedDays(taught, first, addDays(first, by), free);
    return (day) => moved.get(day)!;
  }

  private ofRun(runId: string, { sessions }: SessionMoves): Promise<SessionRow[]> {
    const ids = sessions.map(({ sessionId }) => sessionId);
    return this.sessions.rows(where(`s.run_id = ? AND s.id IN (${placeholders(ids)})`, runId, ...ids), ids.length);
  }

  private async getRun(actor: Actor, runId: string): Promise<CourseRun> {
    const run = await this.runs.findInSight(actor, runId);
    if (!run) throw notFound('run');
    return run;
  }
}

const target = ({ to }: Move): Booking => to;

const shown = ({ session, to }: Move) => ({
  sessionId: session.id,
  number: session.number,
  startsAt: to.startsAt,
  endsAt: to.endsAt,
});
