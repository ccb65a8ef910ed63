import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { RollBookRepository } from './roll-book.repository.js';
import { type KeptEntry, RollSheet, type Saying, type Writer } from './roll-sheet.js';

/** The session a roll is of. */
export interface SessionOfRun {
  sessionId: string;
  runId: string;
}

/** What is about to be said, as far as the sheets must know it beforehand. */
export type Mention = SessionOfRun & Pick<Saying, 'id' | 'enrolmentId'>;

/**
 * The one way by which marks get into the tables: pages, `PUT`, devices, check-ins, sheets of paper, excuses, closing and
 * resolutions all write in it. Only inside a unit of work.
 */
@Injectable()
export class RollBook {
  constructor(
    private readonly book: RollBookRepository,
    private readonly clock: Clock,
  ) {}

  /** Begins and takes these rolls to the end of the unit, and says which of them are open. */
  async take(sessionIds: readonly string[]): Promise<Set<string>> {
    await this.book.begin(sessionIds);
    return this.book.take(sessionIds);
  }

  /** Id → what was recorded under it before, of whatever mark. */
  async known(ids: readonly string[]): Promise<Map<string, KeptEntry>> {
    return new Map((await this.book.entriesById([...new Set(ids)])).map((entry) => [entry.id, entry]));
  }

  /** False when it is closed already. */
  async close(sessionId: string, accountId: string | null): Promise<boolean> {
    await this.book.begin([sessionId]);
    return this.book.close(sessionId, this.clock.now(), accountId);
  }

  /**
   * The sheet of one roll with everybody on it. `known` is what was known before the roll was taken: should somebody record
   * one of these ids on another mark at the same moment, writing it again fails and the unit runs again.
   */
  async sheet(
    writer: Writer,
    session: SessionOfRun,
    said: readonly Pick<Mention, 'id' | 'enrolmentId'>[] = [],
    known?: Map<string, KeptEntry>,
  ): Promise<RollSheet> {
    const mentions = said.map(({ id, enrolmentId }) => ({ ...session, id, enrolmentId }));
    return (await this.load(writer, [session], mentions, null, known)).get(session.sessionId)!;
  }

  /** Session id → its sheet, with whoever is mentioned on it. */
  async sheets(
    writer: Writer,
    mentions: readonly Mention[],
    known?: Map<string, KeptEntry>,
  ): Promise<Map<string, RollSheet>> {
    const sessions = [...new Map(mentions.map((one) => [one.sessionId, one])).values()];
    return this.load(writer, sessions, mentions, [...new Set(mentions.map(({ enrolmentId }) => enrolmentId))], known);
  }

  async write(sheets: Iterable<RollSheet>): Promise<void> {
    const written = [...sheets].map((sheet) => sheet.settle());
    await this.book.write({
      added: written.flatMap(({ added }) => added),
      changed: written.flatMap(({ changed }) => changed),
      entries: written.flatMap(({ entries }) => entries),
      opened: written.flatMap(({ opened }) => opened),
      moved: written.flatMap(({ moved }) => moved),
    });
  }

  private async load(
    writer: Writer,
    sessions: readonly SessionOfRun[],
    mentions: readonly Mention[],
    people: readonly string[] | null,
    knownBefore?: Map<string, KeptEntry>,
  ): Promise<Map<string, RollSheet>> {
    if (sessions.length === 0) return new Map();
    const seats = await this.book.seats([...new Set(sessions.map(({ runId }) => runId))], people);
    const { marks, conflictIds } = await this.book.marks(
      sessions.map(({ sessionId }) => sessionId),
      people,
    );
    const mentioned = new Set(mentions.map(({ sessionId, enrolmentId }) => `${sessionId} ${enrolmentId}`));
    const ids = marks.filter((mark) => mentioned.has(`${mark.sessionId} ${mark.enrolmentId}`)).map(({ id }) => id);
    const entries = await this.book.entriesOf(ids);
    const conflicts = new Map((await this.book.conflicts(conflictIds)).map((one) => [one.attendanceMarkId, one]));
    const known = new Map(knownBefore ?? (await this.known(mentions.map(({ id }) => id))));
    for (const entry of entries) known.set(entry.id, entry);
    const byMark = Map.groupBy(entries, ({ attendanceMarkId }) => attendanceMarkId);
    const byRoll = Map.groupBy(marks, ({ sessionId }) => sessionId);
    const sheetOf = ({ sessionId, runId }: SessionOfRun) =>
      new RollSheet(sessionId, writer, this.clock.now(), {
        enrolmentIds: seats.get(runId) ?? new Set(),
        marks: new Map((byRoll.get(sessionId) ?? []).map((mark) => [mark.enrolmentId, mark])),
        entries: byMark,
        conflicts,
        known,
      });
    return new Map(sessions.map((page) => [page.sessionId, sheetOf(page)]));
  }
}
