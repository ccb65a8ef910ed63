import { newId } from '#libs/kernel';
import { Database } from '#libs/platform';
import type { Finder } from './training.js';

type Status = 'present' | 'late' | 'excused' | 'absent';

/** A phone with a clock of its own, counting what it says. */
export class Device {
  private position = 0;

  constructor(
    readonly deviceId: string,
    /** Milliseconds by which its clock is ahead of the true time. */
    public ahead = 0,
  ) {}

  /** A mark made at this true moment. */
  say(sessionId: string, enrolmentId: string, status: Status, at: Date, basedOn: string | null = null) {
    this.position += 1;
    const markedAt = this.clock(at);
    return { sessionId, enrolmentId, status, markedAt, markId: newId(), position: this.position, basedOn };
  }

  /** The body of a sync sent at this true moment. */
  sends<Mark>(marks: Mark[], at: Date) {
    return { deviceId: this.deviceId, sentAt: this.clock(at), marks };
  }

  private clock(at: Date): string {
    return new Date(at.getTime() + this.ahead).toISOString();
  }
}

/** Every row there is of these sessions' rolls. */
export async function rollRows(found: Finder, sessionIds: readonly string[]) {
  const database = found.get(Database);
  const of = (from: string, order: string) =>
    database.rows<Record<string, unknown>>(
      `SELECT x.* FROM ${from} WHERE m.session_id IN (${sessionIds.map(() => '?').join()}) ORDER BY ${order}`,
      [...sessionIds],
    );
  const marks = 'attendance_mark m ON m.id = x.attendance_mark_id';
  return {
    rolls: await of('roll x JOIN roll m ON m.id = x.id', 'x.id'),
    marks: await of('attendance_mark x JOIN attendance_mark m ON m.id = x.id', 'x.id'),
    entries: await of(`attendance_entry x JOIN ${marks}`, 'x.id'),
    conflicts: await of(`attendance_conflict x JOIN ${marks}`, 'x.id'),
  };
}
