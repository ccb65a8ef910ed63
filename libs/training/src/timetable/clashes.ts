import { Injectable } from '@nestjs/common';
import { DomainError, type Language, localDateOf, pickText } from '#libs/kernel';
import { HolidaysRepository } from '../holidays/holidays.repository.js';
import { RunPeople } from '../training.ports.js';
import { BookingsRepository, type RoomFacts, type RunSize } from './bookings.repository.js';
import { type Booking, type Clash, clashesOf, type Facts } from './clash.rules.js';

/** A reason for which warnings are passed over. */
export interface Override {
  reason: string;
}

/**
 * What speaks against holding sessions where and when somebody would like to. For any number of sessions at once, in
 * as many statements as for one.
 */
@Injectable()
export class Clashes {
  constructor(
    private readonly bookings: BookingsRepository,
    private readonly holidays: HolidaysRepository,
    private readonly people: RunPeople,
  ) {}

  /** Keeps the rooms and instructors from everybody else to the end of the unit. To be called before `find`. */
  hold(wanted: readonly Booking[]): Promise<void> {
    return this.bookings.hold(roomsOf(wanted), instructorsOf(wanted));
  }

  /** Id of each → what speaks against it, from what is booked and from the others of them. `runs` that are not there yet. */
  async find(
    wanted: readonly Booking[],
    language: Language,
    runs: readonly RunSize[] = [],
  ): Promise<Map<string, Clash[]>> {
    if (wanted.length === 0) return new Map();
    const facts = await this.facts(wanted, language, runs);
    return new Map(wanted.map((booking) => [booking.id, clashesOf(booking, facts)]));
  }

  private async facts(wanted: readonly Booking[], language: Language, runs: readonly RunSize[]): Promise<Facts> {
    const from = new Date(Math.min(...wanted.map(({ startsAt }) => +startsAt)));
    const to = new Date(Math.max(...wanted.map(({ endsAt }) => +endsAt)));
    const [firstDay, lastDay] = [localDateOf(from), localDateOf(to)];
    const runIds = distinct(wanted.map(({ runId }) => runId));
    const [roomIds, instructorIds] = [roomsOf(wanted), instructorsOf(wanted)];
    const seated = await this.people.ofRuns(runIds);
    const seatedIds = seated.map(({ personId }) => personId);
    const elsewhere = await this.people.ofPersons(distinct([...seatedIds, ...instructorIds]));
    const booked = await this.bookings.meanwhile({
      from,
      to,
      roomIds,
      personIds: distinct([...seatedIds, ...instructorIds]),
      runIds: distinct([...runIds, ...elsewhere.map(({ runId }) => runId)]),
    });
    const own = new Set(wanted.map(({ id }) => id));
    const rooms = await this.bookings.rooms(roomIds, firstDay, lastDay);
    const holidays = await this.holidays.between(firstDay, lastDay);
    return {
      bookings: [...booked.filter(({ id }) => !own.has(id)), ...wanted],
      rooms: new Map([...rooms].map(([id, room]) => [id, { ...room, label: labelOf(room, language) }])),
      holidays: holidays.map((holiday) => ({ ...holiday, name: pickText(holiday.name, language).text })),
      sizes: new Map([...(await this.bookings.runs(runIds)), ...runs].map((run) => [run.id, sizeOf(run)])),
      people: byRun([...seated, ...elsewhere]),
      instructors: await this.bookings.names(instructorIds),
    };
  }
}

/** Refuses what is blocked, and what is warned of unless there is a reason to. Answers the codes passed over. */
export function passOver(clashes: readonly Clash[], override: Override | undefined): string[] {
  const fields = clashes.map(({ field, code, args }) => ({ pointer: `/${field}`, code, args }));
  const block = clashes.find(({ level }) => level === 'block');
  if (block) throw new DomainError('conflict', block.code, block.args, fields);
  if (clashes.length > 0 && !override)
    throw new DomainError('conflict', 'session.needs_override', { count: clashes.length }, fields);
  return distinct(clashes.map(({ code }) => code));
}

const labelOf = ({ code, name }: RoomFacts, language: Language): string => `${code} · ${pickText(name, language).text}`;

/** Until it starts a run may still fill up. */
const sizeOf = ({ status, capacity, seatsTaken }: RunSize): number =>
  ['planned', 'call_open', 'call_closed'].includes(status) ? Number(capacity) : Number(seatsTaken);

const distinct = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];

const roomsOf = (wanted: readonly Booking[]): string[] =>
  distinct(wanted.flatMap(({ roomId }) => (roomId === null ? [] : [roomId]))).sort();

const instructorsOf = (wanted: readonly Booking[]): string[] =>
  distinct(wanted.flatMap(({ instructorIds }) => instructorIds)).sort();

function byRun(seats: readonly { runId: string; personId: string; name: string }[]): Facts['people'] {
  const runs = Map.groupBy(seats, ({ runId }) => runId);
  return new Map([...runs].map(([runId, all]) => [runId, new Map(all.map(({ personId, name }) => [personId, name]))]));
}
