import { type ErrorArgs, type LocalDate, localDateOf, timeOfDay } from '#libs/kernel';

/** What of a session a rule looks at. An edit asks the rules of what it changes. */
export type Aspect = 'times' | 'room' | 'instructors';

export const aspects: readonly Aspect[] = ['times', 'room', 'instructors'];

/** `block`: refused. `warning`: passes with a reason. */
export const clashLevels = ['block', 'warning'] as const;

export type ClashLevel = (typeof clashLevels)[number];

interface ClashRule {
  level: ClashLevel;
  /** The field a person would change. */
  field: 'startsAt' | 'roomId' | 'instructorIds';
  looksAt: readonly Aspect[];
}

/** In the order in which they are told. */
export const clashRules = {
  'session.room_clash': { level: 'block', field: 'roomId', looksAt: ['times', 'room'] },
  'session.instructor_clash': { level: 'block', field: 'instructorIds', looksAt: ['times', 'instructors'] },
  'session.room_closed': { level: 'block', field: 'roomId', looksAt: ['times', 'room'] },
  'session.holiday': { level: 'warning', field: 'startsAt', looksAt: ['times'] },
  'session.room_too_small': { level: 'warning', field: 'roomId', looksAt: ['room'] },
  'session.run_overlap': { level: 'warning', field: 'startsAt', looksAt: ['times'] },
  'session.trainee_overlap': { level: 'warning', field: 'startsAt', looksAt: ['times', 'instructors'] },
} as const satisfies Record<string, ClashRule>;

export type ClashCode = keyof typeof clashRules;

export const clashCodes = Object.keys(clashRules) as ClashCode[];

/** Whether a reason passes over what has this code. */
export const isPassable = (code: string): boolean =>
  clashCodes.some((known) => known === code && clashRules[known].level === 'warning');

export interface Clash {
  code: ClashCode;
  level: ClashLevel;
  field: ClashRule['field'];
  /** Both sides: room, instructor or people, and what has them already. */
  args: ErrorArgs;
  /** Those of its instructors who are elsewhere. */
  instructorIds?: string[];
}

/** A session as it stands, or as somebody would like it to. */
export interface Booking {
  /** Of the session; of one that is not there yet, any other that is its own. */
  id: string;
  runId: string;
  /** The code of the run. */
  run: string;
  number: number;
  startsAt: Date;
  endsAt: Date;
  roomId: string | null;
  instructorIds: readonly string[];
}

/** Days, first and last included. */
interface Days {
  startsOn: LocalDate;
  endsOn: LocalDate;
}

export interface BookedRoom {
  /** What people call it. */
  label: string;
  capacity: number;
  closures: readonly (Days & { reason: string })[];
}

export interface DaysOff extends Days {
  country: string;
  name: string;
}

/** What is known about a time in which sessions are to be held. */
export interface Facts {
  /** Planned sessions of that time, whether they clash or not. */
  bookings: readonly Booking[];
  rooms: ReadonlyMap<string, BookedRoom>;
  holidays: readonly DaysOff[];
  /** Run → people its rooms must hold. */
  sizes: ReadonlyMap<string, number>;
  /** Run → people with a seat in it → their name. */
  people: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Instructor → name. */
  instructors: ReadonlyMap<string, string>;
}

/** Everything that speaks against it, in the order of the rules. */
export function clashesOf(wanted: Booking, facts: Facts): Clash[] {
  const meanwhile = facts.bookings.filter((other) => other.id !== wanted.id && overlap(wanted, other));
  const room = wanted.roomId === null ? undefined : facts.rooms.get(wanted.roomId);
  return [
    ...(room ? roomTaken(wanted, room, meanwhile) : []),
    ...instructorsBusy(wanted, meanwhile, facts),
    ...(room ? roomClosed(wanted, room) : []),
    ...daysOff(wanted, facts),
    ...(room ? roomTooSmall(wanted, room, facts) : []),
    ...meanwhile
      .filter(({ runId }) => runId === wanted.runId)
      .map((other) => clash('session.run_overlap', named(other))),
    ...peopleBusy(wanted, meanwhile, facts),
  ];
}

/** Those a change has to answer for: it looks at what it changes. */
export const concerning = (clashes: readonly Clash[], changed: readonly Aspect[]): Clash[] =>
  clashes.filter(({ code }) => clashRules[code].looksAt.some((aspect) => changed.includes(aspect)));

/** What of a session is another than before. */
export function changedAspects(before: Booking, after: Booking): Aspect[] {
  const same = (one: readonly string[], other: readonly string[]) =>
    one.length === other.length && one.every((id) => other.includes(id));
  const isTime = +before.startsAt !== +after.startsAt || +before.endsAt !== +after.endsAt;
  return [
    ...(isTime ? (['times'] as const) : []),
    ...(before.roomId !== after.roomId ? (['room'] as const) : []),
    ...(same(before.instructorIds, after.instructorIds) ? [] : (['instructors'] as const)),
  ];
}

function clash(code: ClashCode, args: ErrorArgs): Clash {
  const { level, field } = clashRules[code];
  return { code, level, field, args };
}

const overlap = (one: Booking, other: Booking): boolean => one.startsAt < other.endsAt && one.endsAt > other.startsAt;

/** The other side as people call it. */
const named = ({ run, number, startsAt, endsAt }: Booking): ErrorArgs => ({
  run,
  number,
  day: localDateOf(startsAt),
  from: timeOfDay(startsAt),
  to: timeOfDay(endsAt),
});

const within = ({ startsAt, endsAt }: Booking, { startsOn, endsOn }: Days): boolean =>
  localDateOf(startsAt) <= endsOn && localDateOf(endsAt) >= startsOn;

const later = (one: LocalDate, other: LocalDate): LocalDate => (one > other ? one : other);

const roomTaken = (wanted: Booking, { label }: BookedRoom, meanwhile: readonly Booking[]): Clash[] =>
  meanwhile
    .filter(({ roomId }) => roomId === wanted.roomId)
    .map((other) => clash('session.room_clash', { room: label, ...named(other) }));

const roomClosed = (wanted: Booking, { label, closures }: BookedRoom): Clash[] =>
  closures
    .filter((closure) => within(wanted, closure))
    .map(({ startsOn, endsOn, reason }) =>
      clash('session.room_closed', { room: label, from: startsOn, to: endsOn, reason }),
    );

function roomTooSmall(wanted: Booking, { label, capacity }: BookedRoom, { sizes }: Facts): Clash[] {
  const people = sizes.get(wanted.runId) ?? 0;
  return capacity < people ? [clash('session.room_too_small', { room: label, capacity, people })] : [];
}

const daysOff = (wanted: Booking, { holidays }: Facts): Clash[] =>
  holidays
    .filter((holiday) => within(wanted, holiday))
    .map(({ country, name, startsOn }) =>
      clash('session.holiday', { holiday: name, country, day: later(startsOn, localDateOf(wanted.startsAt)) }),
    );

const instructorsBusy = (wanted: Booking, meanwhile: readonly Booking[], { instructors }: Facts): Clash[] =>
  meanwhile.flatMap((other) =>
    wanted.instructorIds
      .filter((id) => other.instructorIds.includes(id))
      .map((id) => ({
        ...clash('session.instructor_clash', { instructor: instructors.get(id) ?? '', ...named(other) }),
        instructorIds: [id],
      })),
  );

/** People who would have to be in two runs at once, in either of them as a trainee. */
function peopleBusy(wanted: Booking, meanwhile: readonly Booking[], { people, instructors }: Facts): Clash[] {
  const here = people.get(wanted.runId) ?? new Map<string, string>();
  return meanwhile
    .filter(({ runId }) => runId !== wanted.runId)
    .flatMap((other) => {
      const there = people.get(other.runId) ?? new Map<string, string>();
      const teaching = wanted.instructorIds.filter((id) => there.has(id));
      const busy = new Map([
        ...[...here].filter(([id]) => there.has(id) || other.instructorIds.includes(id)),
        ...teaching.map((id) => [id, instructors.get(id) ?? ''] as const),
      ]);
      if (busy.size === 0) return [];
      const [person] = busy.values();
      const found = clash('session.trainee_overlap', { people: busy.size, person: person!, ...named(other) });
      return [teaching.length > 0 ? { ...found, instructorIds: teaching } : found];
    });
}
