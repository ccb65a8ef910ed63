import { Injectable } from '@nestjs/common';
import { type Actor, isGranted, type LocalisedText, scopeOf } from '#libs/kernel';
import { allOf, anyOf, placeholders, type Where, where } from '#libs/platform';
import { RoomsRepository } from '../places/rooms.repository.js';
import { RunsRepository, runsInSight } from '../runs.repository.js';
import { SessionSight } from '../timetable/session-sight.js';
import { roomAccess, runAccess, sessionAccess } from '../training.policy.js';
import { RunMembers, RunPeople } from '../training.ports.js';
import type { FeedKind } from './calendar-link.entity.js';

/** What a link leads to. */
export interface FeedSubject {
  kind: FeedKind;
  subjectId: string | null;
}

/** Id → what people call it. */
type Names = ReadonlyMap<string, { code: string; title: LocalisedText }>;

/** A subject as somebody sees it now. */
export interface SeenSubject {
  /** Of the run or room; of one's own timetable null. */
  name: { code: string; title: LocalisedText } | null;
  /** Over sessions `s`. */
  sessions: Where;
}

/** What of a timetable somebody may have in their calendar at this moment: what its pages would show them. */
@Injectable()
export class FeedSight {
  constructor(
    private readonly runs: RunsRepository,
    private readonly rooms: RoomsRepository,
    private readonly sight: SessionSight,
    private readonly members: RunMembers,
    private readonly people: RunPeople,
  ) {}

  /** Null when it is none of theirs, or no more. */
  async of(actor: Actor, subject: FeedSubject): Promise<SeenSubject | null> {
    return (await this.ofAll(actor, [subject]))[0]!;
  }

  /** The same of each, in as many statements for one as for thirty. */
  async ofAll(actor: Actor, subjects: readonly FeedSubject[]): Promise<(SeenSubject | null)[]> {
    if (!isGranted(actor, sessionAccess.read)) return subjects.map(() => null);
    const ids = (kind: FeedKind) =>
      subjects.flatMap((one) => (one.kind === kind && one.subjectId !== null ? [one.subjectId] : []));
    const names = { run: await this.runNames(actor, ids('run')), room: await this.roomNames(actor, ids('room')) };
    const { selfPersonId, assignedPersonId } = scopeOf(actor, sessionAccess.read);
    const isAttended = selfPersonId !== null && subjects.some(({ kind }) => kind === 'trainee');
    const attended = isAttended ? await this.attendedBy(selfPersonId) : null;
    const taught = assignedPersonId === null ? null : taughtBy(assignedPersonId);
    const scope = this.sight.of(actor);
    return subjects.map(({ kind, subjectId }) => {
      const name = kind === 'run' || kind === 'room' ? (names[kind].get(subjectId!) ?? null) : null;
      const sessions = {
        run: () => name && where('s.run_id = ?', subjectId),
        room: () => name && where('s.room_id = ?', subjectId),
        instructor: () => taught,
        trainee: () => attended,
      }[kind]();
      return sessions && { name, sessions: allOf(sessions, scope) };
    });
  }

  /** Of those whose timetable they see. */
  private async runNames(actor: Actor, ids: readonly string[]): Promise<Names> {
    const scope = () => allOf(runsInSight(actor), this.sight.of(actor, 'r.id'));
    const runs = isGranted(actor, runAccess.read) ? await this.runs.rowsOf(ids, scope()) : [];
    return new Map(runs.map(({ id, code, courseTitle }) => [id, { code, title: courseTitle }]));
  }

  private async roomNames(actor: Actor, ids: readonly string[]): Promise<Names> {
    const rooms = isGranted(actor, roomAccess.read) ? await this.rooms.ofIds(ids) : [];
    return new Map(rooms.map(({ id, code, name }) => [id, { code, title: name }]));
  }

  /** The runs they sit in; of a run that was cancelled, which leaves nobody a seat, that it is not held. */
  private async attendedBy(personId: string): Promise<Where> {
    const runIds = (await this.people.ofPersons([personId])).map(({ runId }) => runId);
    const cancelled = where("EXISTS (SELECT 1 FROM course_run r WHERE r.id = s.run_id AND r.status = 'cancelled')");
    return anyOf(
      runIds.length > 0 ? where(`s.run_id IN (${placeholders(runIds)})`, ...runIds) : null,
      allOf(this.members.ofPerson('s.run_id', personId), cancelled),
    );
  }
}

const taughtBy = (personId: string): Where =>
  where('EXISTS (SELECT 1 FROM session_instructor mine WHERE mine.session_id = s.id AND mine.person_id = ?)', personId);
