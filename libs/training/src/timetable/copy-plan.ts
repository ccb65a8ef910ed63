import { Injectable } from '@nestjs/common';
import {
  type Actor,
  addDays,
  daysBetween,
  instantOf,
  type LocalDate,
  localDateOf,
  newId,
  timeOfDay,
} from '#libs/kernel';
import { where } from '#libs/platform';
import { HolidaysRepository } from '../holidays/holidays.repository.js';
import type { CourseRun } from '../run.entity.js';
import { newSession, type Session } from '../session.entity.js';
import { SessionsRepository } from '../sessions.repository.js';
import type { Booking, Clash } from './clash.rules.js';
import { Clashes } from './clashes.js';
import type { RunCopy } from './planning.fields.js';
import { bookingOf } from './session-bookings.js';
import { shiftedDays, shiftedEnd } from './shift.rules.js';

export interface CopiedSession {
  session: Session;
  instructorIds: string[];
  /** Why its room or some of its instructors were left out. */
  leftOut: Clash[];
}

export interface CopyPlan {
  startsOn: LocalDate;
  endsOn: LocalDate;
  nominationOpensOn: LocalDate;
  nominationClosesOn: LocalDate;
  sessions: CopiedSession[];
}

/** More sessions than any run has. */
const everySession = 2000;

/** Where and by whom the sessions of a run would be held on other days; rooms and people who are not free are left out. */
@Injectable()
export class CopyPlans {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly holidays: HolidaysRepository,
    private readonly clashes: Clashes,
  ) {}

  /** `holding`: inside the unit that saves it, so that what is free stays so. */
  async of(actor: Actor, source: CourseRun, copy: RunCopy, runId: string, holding: boolean): Promise<CopyPlan> {
    const rows = await this.sessions.rows(where("s.run_id = ? AND s.status = 'planned'", source.id), everySession);
    const newDay = await this.newDays(
      source,
      copy,
      rows.map(({ startsAt }) => localDateOf(startsAt)),
    );
    const bookings = rows.map((row, index) => {
      const startsAt = instantOf(newDay(localDateOf(row.startsAt)), timeOfDay(row.startsAt));
      const { topic, kind, units, place } = row;
      const session = newSession({
        id: newId(),
        runId,
        number: index + 1,
        ...{ topic, kind, units, place },
        startsAt,
        endsAt: new Date(+startsAt + +row.endsAt - +row.startsAt),
        roomId: copy.withRooms ? row.roomId : null,
      });
      const instructorIds = copy.withInstructors ? row.instructors.map(({ personId }) => personId) : [];
      return { session, booking: bookingOf(copy, session, instructorIds) };
    });
    const wanted = bookings.map(({ booking }) => booking);
    if (holding) await this.clashes.hold(wanted);
    const found = await this.clashes.find(wanted, actor.language, [{ ...source, id: runId, status: 'planned' }]);
    const sessions = bookings.map(({ session, booking }) => fitted(session, booking, found.get(session.id) ?? []));
    const days = daysBetween(source.startsOn, copy.startsOn);
    const last = sessions
      .map(({ session }) => localDateOf(session.endsAt))
      .sort()
      .at(-1);
    const end = shiftedEnd(source.startsOn, source.endsOn, copy.startsOn);
    return {
      startsOn: copy.startsOn,
      endsOn: last && last > end ? last : end,
      nominationOpensOn: copy.nominationOpensOn ?? addDays(source.nominationOpensOn, days),
      nominationClosesOn: copy.nominationClosesOn ?? addDays(source.nominationClosesOn, days),
      sessions,
    };
  }

  private async newDays(
    { startsOn, endsOn }: CourseRun,
    copy: RunCopy,
    taught: readonly LocalDate[],
  ): Promise<(day: LocalDate) => LocalDate> {
    const days = daysBetween(startsOn, copy.startsOn);
    if (!copy.skipHolidays) return (day) => addDays(day, days);
    const old = await this.holidays.between(startsOn, endsOn);
    const free = await this.holidays.between(copy.startsOn, addDays(endsOn, days + 62));
    const moved = shiftedDays(taught, startsOn, copy.startsOn, [...old, ...free]);
    return (day) => moved.get(day)!;
  }
}

/** The session without the room and the instructors that are not free. */
function fitted(session: Session, { instructorIds }: Booking, clashes: readonly Clash[]): CopiedSession {
  const leftOut = clashes.filter(({ field, instructorIds: busy }) => field === 'roomId' || busy !== undefined);
  const busy = new Set(leftOut.flatMap(({ instructorIds: some }) => some ?? []));
  if (leftOut.some(({ field }) => field === 'roomId')) session.schedule({ ...session, roomId: null });
  return { session, instructorIds: instructorIds.filter((id) => !busy.has(id)), leftOut };
}
