import { Injectable } from '@nestjs/common';
import {
  type Actor,
  addDays,
  enforce,
  instantOf,
  invalid,
  type LocalDate,
  localDateOf,
  newId,
  notFound,
  requireGrant,
  timeOfDay,
} from '#libs/kernel';
import { Audit, UnitOfWork, where } from '#libs/platform';
import { TimetableNews } from '../feeds/timetable-news.js';
import { HolidaysRepository } from '../holidays/holidays.repository.js';
import type { CourseRun } from '../run.entity.js';
import { mayChange } from '../run.rules.js';
import { RunsRepository } from '../runs.repository.js';
import { newSession, type Session } from '../session.entity.js';
import { liesWithin } from '../session.rules.js';
import type { SessionRow } from '../session-row.js';
import { SessionsRepository } from '../sessions.repository.js';
import { sessionAccess } from '../training.policy.js';
import { aspects, type Clash } from './clash.rules.js';
import type { SeriesFields } from './planning.fields.js';
import { bookingOf, SessionBookings, spoken } from './session-bookings.js';
import { seriesDays } from './shift.rules.js';

/** A series as it would be held. */
export interface SeriesPlan {
  days: LocalDate[];
  /** Left out: a holiday. */
  skipped: LocalDate[];
  clashes: Clash[];
}

/** The same session again and again: on some days of the week, not on holidays, all of them or none. */
@Injectable()
export class SessionSeriesService {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly runs: RunsRepository,
    private readonly holidays: HolidaysRepository,
    private readonly bookings: SessionBookings,
    private readonly news: TimetableNews,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** Saves nothing and holds nothing: saving looks again. */
  async preview(actor: Actor, runId: string, fields: SeriesFields): Promise<SeriesPlan> {
    requireGrant(actor, sessionAccess.write);
    const run = await this.getRun(actor, runId);
    const { sessions, ...plan } = await this.plan(run, fields);
    const wanted = sessions.map((session) => bookingOf(run, session, fields.instructorIds));
    return { ...plan, clashes: await this.bookings.look(actor, wanted, aspects) };
  }

  async schedule(actor: Actor, runId: string, fields: SeriesFields): Promise<SeriesPlan & { sessions: SessionRow[] }> {
    requireGrant(actor, sessionAccess.write);
    return this.unitOfWork.run(async () => {
      await this.runs.hold(runId);
      const run = await this.getRun(actor, runId);
      enforce(mayChange(run));
      const { sessions, ...plan } = await this.plan(run, fields);
      const { instructorIds, override } = fields;
      const wanted = sessions.map((session) => bookingOf(run, session, instructorIds));
      const passed = await this.bookings.requireFree(actor, wanted, aspects, override);
      await this.sessions.addAll(sessions.map((session) => ({ session, instructorIds })));
      await this.audit.recordAll(
        actor,
        sessions.map((session) => ({
          action: 'session.scheduled',
          noun: 'session',
          subjectId: session.id,
          ...spoken(passed, override, { inSeriesOf: sessions.length }),
        })),
      );
      await this.news.changed(runId);
      const { number } = sessions[0]!;
      const added = await this.sessions.rows(where('s.run_id = ? AND s.number >= ?', runId, number), sessions.length);
      return { ...plan, clashes: [], sessions: added };
    });
  }

  private async plan(
    run: CourseRun,
    fields: SeriesFields,
  ): Promise<{ days: LocalDate[]; skipped: LocalDate[]; sessions: Session[] }> {
    const { repeat, instructorIds, override: _, ...content } = fields;
    const first = localDateOf(content.startsAt);
    // What lies beyond the run is refused whatever day it is.
    const free = repeat.skipHolidays ? await this.holidays.between(first, addDays(run.endsOn, 1)) : [];
    const { held, skipped } = seriesDays(first, repeat, free);
    const end = repeat.count === undefined ? 'until' : 'count';
    if (held.length === 0) throw invalid({ pointer: '/repeat/days', code: 'session.series_empty' });
    const length = +content.endsAt - +content.startsAt;
    const number = await this.sessions.nextNumber(run.id);
    const sessions = held.map((day, index) => {
      const startsAt = instantOf(day, timeOfDay(content.startsAt));
      const times = { startsAt, endsAt: new Date(+startsAt + length) };
      return newSession({ id: newId(), runId: run.id, number: number + index, ...content, ...times });
    });
    const [earliest, last] = [sessions[0]!, sessions.at(-1)!];
    await this.bookings.requireSound(run, bookingOf(run, earliest, instructorIds));
    if (!liesWithin(run, last)) throw invalid({ pointer: `/repeat/${end}`, code: 'session.outside_run' });
    return { days: held, skipped: skipped.filter((day) => day < held.at(-1)! || end === 'until'), sessions };
  }

  private async getRun(actor: Actor, runId: string): Promise<CourseRun> {
    const run = await this.runs.findInSight(actor, runId);
    if (!run) throw notFound('run');
    return run;
  }
}
