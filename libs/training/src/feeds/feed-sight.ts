import { Injectable } from '@nestjs/common';
import { type Actor, isGranted, type LocalisedText, scopeOf } from '#libs/kernel';
import { allOf, anyOf, placeholders, type Where, where } from '#libs/platform';
import { RoomsRepository } from '../places/rooms.repository.js';
import { RunsRepository } from '../runs.repository.js';
import { SessionSight } from '../timetable/session-sight.js';
import { roomAccess, sessionAccess } from '../training.policy.js';
import { RunMembers, RunPeople } from '../training.ports.js';
import type { FeedKind } from './calendar-link.entity.js';

/** What a link leads to. */
export interface FeedSubject {
  kind: FeedKind;
  subjectId: string | null;
}

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
  async of(actor: Actor, { kind, subjectId }: FeedSubject): Promise<SeenSubject | null> {
    if (!isGranted(actor, sessionAccess.read)) return null;
    const scope = this.sight.of(actor);
    const { selfPersonId, assignedPersonId } = scopeOf(actor, sessionAccess.read);
    if (kind === 'run') return this.ofRun(actor, subjectId!, scope);
    if (kind === 'room') return this.ofRoom(actor, subjectId!, scope);
    if (kind === 'instructor') return assignedPersonId === null ? null : own(taughtBy(assignedPersonId), scope);
    return selfPersonId === null ? null : own(await this.attendedBy(selfPersonId), scope);
  }

  private async ofRun(actor: Actor, runId: string, scope: Where): Promise<SeenSubject | null> {
    const seesTimetable = await this.runs.isWithin(runId, this.sight.of(actor, 'r.id'));
    if (!seesTimetable || !(await this.runs.findInSight(actor, runId))) return null;
    const [run] = await this.runs.rowsOf([runId]);
    const name = { code: run!.code, title: run!.courseTitle };
    return { name, sessions: allOf(where('s.run_id = ?', runId), scope) };
  }

  private async ofRoom(actor: Actor, roomId: string, scope: Where): Promise<SeenSubject | null> {
    const room = isGranted(actor, roomAccess.read) ? await this.rooms.find(roomId) : null;
    if (!room) return null;
    return { name: { code: room.code, title: room.name }, sessions: allOf(where('s.room_id = ?', roomId), scope) };
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

const own = (sessions: Where, scope: Where): SeenSubject => ({ name: null, sessions: allOf(sessions, scope) });

const taughtBy = (personId: string): Where =>
  where('EXISTS (SELECT 1 FROM session_instructor mine WHERE mine.session_id = s.id AND mine.person_id = ?)', personId);
