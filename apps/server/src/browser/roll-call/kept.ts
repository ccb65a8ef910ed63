import type { LocalisedText } from '../offline/words.js';

/** What is kept on this phone for one account, and what it comes to. Nothing here asks the store or the network. */

export const statuses = ['present', 'late', 'excused', 'absent'] as const;
export type Status = (typeof statuses)[number];

export interface Person {
  enrolmentId: string;
  fullName: string;
  fullNameLatin: string;
  organisationName: LocalisedText;
}

/** What stands of one person on the server, as far as it has been heard of. */
export interface Standing {
  enrolmentId: string;
  status: Status;
  entryId: string;
  conflictId: string | null;
}

export interface Session {
  sessionId: string;
  runId: string;
  runCode: string;
  number: number;
  topic: LocalisedText;
  place: LocalisedText;
  opensAt: string;
  startsAt: string;
  endsAt: string;
  closedAt: string | null;
  isOwn: boolean;
  marks: Standing[];
  /** The server does not name it any more, and something said of it is not sent. */
  isGone?: boolean;
}

export interface Run {
  runId: string;
  people: Person[];
}

/** One thing said here that the server has not taken in: at most one of each person in each session, the last. */
export interface Said {
  sessionId: string;
  enrolmentId: string;
  /** For showing what is refused of somebody who is no longer on the roll. */
  fullName: string;
  status: Status;
  markId: string;
  markedAt: string;
  position: number;
  basedOn: string | null;
  /** `isPassing`: time may cure it, and it is sent again by itself. */
  refusal: { code: string; message: string; isPassing: boolean } | null;
}

export interface Kept {
  /** In the order of their times. */
  sessions: Session[];
  /** Run id → its people. */
  people: Map<string, Person[]>;
  said: Said[];
  /** By how many milliseconds the phone's clock is behind the server's; null before anything was fetched. */
  behind: number | null;
  /** How this phone is called; null before anything was said on it. */
  deviceId: string | null;
}

export const nothing: Kept = { sessions: [], people: new Map(), said: [], behind: null, deviceId: null };

export const isRefused = ({ refusal }: Pick<Said, 'refusal'>): boolean => refusal !== null && !refusal.isPassing;

/** In the order in which it was said. */
export const unsentOf = ({ said }: Pick<Kept, 'said'>): Said[] =>
  said.filter((one) => !isRefused(one)).sort((one, other) => one.position - other.position);

/**
 * What stays of what was fetched when the server names other sessions and runs: the sessions of which something is said
 * and not taken in, and of a run that it does not name nobody but those of whom it is said.
 */
export function remainderOf(
  { sessions, runs }: { sessions: readonly Session[]; runs: readonly Run[] },
  said: readonly Said[],
  named: { sessions: readonly Session[]; runs: readonly Run[] },
): { sessions: Session[]; runs: Run[] } {
  const told = new Set(named.sessions.map(({ sessionId }) => sessionId));
  const isLost = (id: string): boolean => !named.runs.some(({ runId }) => runId === id);
  const gone = sessions.filter(
    ({ sessionId }) => !told.has(sessionId) && said.some((one) => one.sessionId === sessionId),
  );
  const lost = runs.filter(({ runId }) => isLost(runId) && gone.some((session) => session.runId === runId));
  const spokenOf = new Set(said.map(({ enrolmentId }) => enrolmentId));
  return {
    sessions: gone.map((session) => ({
      ...session,
      marks: isLost(session.runId) ? [] : session.marks,
      isGone: true,
    })),
    runs: lost.map(({ runId, people }) => ({
      runId,
      people: people.filter(({ enrolmentId }) => spokenOf.has(enrolmentId)),
    })),
  };
}

/** One person on a roll as the page shows it. */
export interface Line {
  person: Person;
  standing: Standing | null;
  said: Said | null;
  /** What was said here last, else what stands; a refused word counts for nothing. */
  status: Status | null;
  state: 'none' | 'kept' | 'refused' | 'conflict' | 'sent';
}

export function linesOf({ people, said }: Kept, session: Session): Line[] {
  const standings = new Map(session.marks.map((mark) => [mark.enrolmentId, mark]));
  const words = new Map(
    said.filter(({ sessionId }) => sessionId === session.sessionId).map((one) => [one.enrolmentId, one]),
  );
  return (people.get(session.runId) ?? []).map((person) => {
    const standing = standings.get(person.enrolmentId) ?? null;
    const own = words.get(person.enrolmentId) ?? null;
    const counts = own !== null && !isRefused(own);
    const heard = standing ? (standing.conflictId ? 'conflict' : 'sent') : 'none';
    return {
      person,
      standing,
      said: own,
      status: counts ? own.status : (standing?.status ?? null),
      state: counts ? 'kept' : own ? 'refused' : heard,
    };
  });
}
