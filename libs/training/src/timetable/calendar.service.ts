import { Injectable } from '@nestjs/common';
import { type Actor, addDays, instantOf, requireGrant, scopeOf } from '#libs/kernel';
import { allOf, anyOf, type Where, where } from '#libs/platform';
import { type HolidayRow, HolidaysRepository } from '../holidays/holidays.repository.js';
import type { Instructor } from '../session-row.js';
import { sessionAccess } from '../training.policy.js';
import { RunMembers, type SeatedOrganisation } from '../training.ports.js';
import type { CalendarQuery } from './calendar.fields.js';
import {
  CalendarRepository,
  type CalendarRoom,
  type CalendarRun,
  type CalendarSession,
} from './calendar.repository.js';
import { SessionSight } from './session-sight.js';

/** What is held in some days, as far as the actor sees it; runs, rooms and instructors are those of the sessions. */
export interface Calendar {
  sessions: CalendarSession[];
  runs: CalendarRun[];
  rooms: CalendarRoom[];
  instructors: Instructor[];
  /** Of both countries. */
  holidays: HolidayRow[];
}

@Injectable()
export class CalendarService {
  constructor(
    private readonly calendar: CalendarRepository,
    private readonly holidays: HolidaysRepository,
    private readonly sight: SessionSight,
    private readonly members: RunMembers,
  ) {}

  async show(actor: Actor, query: CalendarQuery): Promise<Calendar> {
    requireGrant(actor, sessionAccess.read);
    const [from, to] = [instantOf(query.from, '00:00'), instantOf(addDays(query.to, 1), '00:00')];
    const what = allOf(this.sight.of(actor), await this.filter(actor, query));
    const sessions = await this.calendar.sessions(from, to, what);
    const taught = await this.calendar.teachers(from, to, what);
    const bySession = Map.groupBy(taught, ({ sessionId }) => sessionId);
    const roomIds = sessions.flatMap(({ roomId }) => (roomId === null ? [] : [roomId]));
    return {
      sessions: sessions.map((session) => ({
        ...session,
        instructorIds: (bySession.get(session.id) ?? []).map(({ personId }) => personId),
      })),
      runs: await this.calendar.runs([...new Set(sessions.map(({ runId }) => runId))]),
      rooms: await this.calendar.rooms([...new Set(roomIds)]),
      instructors: [...new Map(taught.map(({ personId, name }) => [personId, { personId, name }])).values()],
      holidays: await this.holidays.between(query.from, query.to),
    };
  }

  /** Which organisations have people in these runs; to a nominator, their own and those below it. */
  async organisationsIn(actor: Actor, runIds: readonly string[]): Promise<SeatedOrganisation[]> {
    const path = this.organisationsInSight(actor);
    return path === null ? [] : this.members.organisationsIn(runIds, path);
  }

  /** Below which organisation the actor may ask whose people are in a run: `/` for all of them, null for none. */
  organisationsInSight(actor: Actor): string | null {
    const { allBy, organisationPath } = scopeOf(actor, sessionAccess.read);
    return allBy.length > 0 ? '/' : organisationPath;
  }

  private async filter(actor: Actor, { runId, roomId, instructorId, organisationId }: CalendarQuery): Promise<Where> {
    return allOf(
      runId ? where('s.run_id = ?', runId) : null,
      roomId ? where('s.room_id = ?', roomId) : null,
      instructorId
        ? where(
            'EXISTS (SELECT 1 FROM session_instructor t WHERE t.session_id = s.id AND t.person_id = ?)',
            instructorId,
          )
        : null,
      organisationId ? await this.ofOrganisation(actor, organisationId) : null,
    );
  }

  private async ofOrganisation(actor: Actor, id: string): Promise<Where> {
    const [inSight, path] = [this.organisationsInSight(actor), await this.calendar.organisationPath(id)];
    const isInSight = path !== null && inSight !== null && path.startsWith(inSight);
    return isInSight ? this.members.ofOrganisation('s.run_id', path) : anyOf();
  }
}
