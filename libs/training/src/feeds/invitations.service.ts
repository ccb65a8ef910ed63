import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { PersonReceivers } from '#libs/people';
import {
  allOf,
  anyOf,
  instantParameter,
  MailsService,
  Outbox,
  placeholders,
  type Receiver,
  UnitOfWork,
  where,
} from '#libs/platform';
import type { RunRow } from '../run-row.js';
import { RunsRepository } from '../runs.repository.js';
import type { SessionRow } from '../session-row.js';
import { SessionsRepository } from '../sessions.repository.js';
import { RunPeople } from '../training.ports.js';
import { newsOf } from './invitation.rules.js';
import { InvitationLetters, type Line } from './invitation-letters.js';
import { InvitationsRepository } from './invitations.repository.js';
import type { SessionInvitation } from './session-invitation.entity.js';
import { timetableChanged } from './timetable-news.js';

const mostSessions = 5000;

interface Told {
  personId: string;
  receiver: Receiver;
}

/** The timetable as it is now, for some people. */
interface Timetable {
  sessions: { session: SessionRow; run: RunRow }[];
  /** By person: ids of the sessions they teach, and of the runs they have a seat in. */
  taught: Map<string, Set<string>>;
  seats: Map<string, Set<string>>;
}

/**
 * Sends those whom a timetable concerns what has changed in it, into their calendars: one mail to each person for all
 * sessions of all their runs. What is to be told is the difference between how it is now and what they were told, and
 * both are written down in one unit with the mail: looked at any number of times, nothing is told twice or left out.
 */
@Injectable()
export class Invitations implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly invitations: InvitationsRepository,
    private readonly letters: InvitationLetters,
    private readonly sessions: SessionsRepository,
    private readonly runs: RunsRepository,
    private readonly people: RunPeople,
    private readonly receivers: PersonReceivers,
    private readonly mails: MailsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.outbox.handle(timetableChanged, ({ runId, sessionId }) => this.tell(runId, sessionId));
  }

  private tell(runId: string, removedSessionId: string | null): Promise<void> {
    return this.unitOfWork.run(async () => {
      const receivers = await this.concerned(runId, removedSessionId);
      const known = await this.invitations.toldTo([...receivers.keys()], this.clock.now());
      const timetable = await this.timetableOf([...receivers.keys()], known);
      const knownOf = Map.groupBy(known, ({ personId }) => personId);
      const told = [...receivers].map(([personId, receiver]) => {
        const to = { personId, receiver };
        return { to, lines: this.linesFor(to, knownOf.get(personId) ?? [], timetable) };
      });
      const lines = told.flatMap((one) => one.lines);
      const kept = (isFresh: boolean) => lines.filter((line) => line.isFresh === isFresh).map((line) => line.kept);
      await this.invitations.keep(kept(true), kept(false));
      const spokenTo = told.filter((one) => one.lines.length > 0);
      await this.mails.writeAll(spokenTo.map((one) => this.letters.order(one.to, one.lines)));
    });
  }

  private async concerned(runId: string, removedSessionId: string | null): Promise<Map<string, Receiver>> {
    const seated = await this.people.ofRuns([runId]);
    const others = await this.invitations.toldOrTeaching(runId, removedSessionId);
    return this.receivers.of([...new Set([...seated.map(({ personId }) => personId), ...others])]);
  }

  private async timetableOf(personIds: string[], known: readonly SessionInvitation[]): Promise<Timetable> {
    const now = this.clock.now();
    const taught = await this.invitations.taughtBy(personIds, now);
    const seats = await this.people.ofPersons(personIds);
    const sessionIds = [...new Set([...taught, ...known].map(({ sessionId }) => sessionId))];
    const runIds = [...new Set(seats.map(({ runId }) => runId))];
    const theirs = anyOf(
      sessionIds.length > 0 ? where(`s.id IN (${placeholders(sessionIds)})`, ...sessionIds) : null,
      runIds.length > 0 ? where(`s.run_id IN (${placeholders(runIds)})`, ...runIds) : null,
    );
    const toCome = where('s.ends_at > ?', instantParameter(now));
    const sessions = await this.sessions.rows(allOf(toCome, theirs), mostSessions);
    const runs = new Map(
      (await this.runs.rowsOf([...new Set(sessions.map(({ runId }) => runId))])).map((run) => [run.id, run]),
    );
    return {
      sessions: sessions.map((session) => ({ session, run: runs.get(session.runId)! })),
      taught: byPerson(taught, ({ sessionId }) => sessionId),
      seats: byPerson(seats, (seat) => seat.runId),
    };
  }

  /** In the order of their times; what is not there any more comes last. */
  private linesFor(to: Told, known: readonly SessionInvitation[], { sessions, taught, seats }: Timetable): Line[] {
    const left = new Map(known.map((one) => [one.sessionId, one]));
    const lines: Line[] = [];
    for (const { session, run } of sessions) {
      const before = left.get(session.id) ?? null;
      left.delete(session.id);
      const isTheirs = taught.get(to.personId)?.has(session.id) || seats.get(to.personId)?.has(run.id);
      const isOn = session.status === 'planned' && run.status !== 'cancelled';
      const standing = isTheirs ? { sequence: session.sequence, isOn } : null;
      const news = newsOf(standing, before);
      if (news) lines.push(this.letters.line(news, { session, run }, to, before));
    }
    const gone = [...left.values()].filter((one) => newsOf(null, one) !== null);
    return [...lines, ...gone.map((one) => this.letters.lineOfGone(one))];
  }
}

function byPerson<Row extends { personId: string }>(rows: readonly Row[], idOf: (row: Row) => string) {
  const grouped = Map.groupBy(rows, ({ personId }) => personId);
  return new Map([...grouped].map(([personId, theirs]) => [personId, new Set(theirs.map(idOf))]));
}
