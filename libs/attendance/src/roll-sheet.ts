import { conflict, invalid, newId } from '#libs/kernel';
import type { MarkFields } from './attendance.fields.js';
import type { MarkStatus } from './attendance.rules.js';
import { AttendanceEntry } from './attendance-entry.entity.js';
import { AttendanceMark, type MarkSource } from './attendance-mark.entity.js';
import { markedWhen, stands } from './roll.rules.js';

interface Loaded {
  /** Who is actively enrolled. */
  enrolmentIds: ReadonlySet<string>;
  /** Enrolment id → mark. */
  marks: Map<string, AttendanceMark>;
  /** What of the things said is recorded already, by its id. */
  known: Map<string, AttendanceEntry>;
}

/** A taken roll in memory: takes in what is said and knows what is then to be written. */
export class RollSheet {
  readonly added: AttendanceMark[] = [];
  readonly entries: AttendanceEntry[] = [];
  private readonly touched = new Set<AttendanceMark>();

  constructor(
    private readonly sessionId: string,
    private readonly accountId: string | null,
    private readonly now: Date,
    private readonly loaded: Loaded,
  ) {}

  get changed(): AttendanceMark[] {
    return [...this.touched];
  }

  get unmarked(): string[] {
    return [...this.loaded.enrolmentIds].filter((id) => !this.loaded.marks.has(id));
  }

  hasNew(said: readonly MarkFields[]): boolean {
    return said.filter((item) => !this.isKnown(item)).length > 0;
  }

  record(said: readonly MarkFields[]): void {
    for (const [index, item] of said.entries()) {
      if (this.isKnown(item)) continue;
      if (!this.loaded.enrolmentIds.has(item.enrolmentId))
        throw invalid({ pointer: `/${index}/enrolmentId`, code: 'attendance.not_on_roll' });
      const markedAt = markedWhen(item.markedAt, this.now);
      if (!markedAt) throw invalid({ pointer: `/${index}/markedAt`, code: 'attendance.marked_in_future' });
      this.say(item.markId, item.enrolmentId, item.status, markedAt, 'roll');
    }
  }

  markRest(status: MarkStatus, source: MarkSource): void {
    for (const enrolmentId of this.unmarked) this.say(newId(), enrolmentId, status, this.now, source);
  }

  /** Known and the same; an id that stands for something else is refused. */
  private isKnown({ markId, enrolmentId, status }: MarkFields): boolean {
    const entry = this.loaded.known.get(markId);
    if (!entry) return false;
    const isSame = this.loaded.marks.get(enrolmentId)?.id === entry.attendanceMarkId && entry.status === status;
    if (!isSame) throw conflict('attendance.mark_id_reused', { markId });
    return true;
  }

  private say(id: string, enrolmentId: string, status: MarkStatus, markedAt: Date, source: MarkSource): void {
    const before = this.loaded.marks.get(enrolmentId);
    const mark = before ?? this.begin(enrolmentId);
    const tookEffect = !before || stands({ id, markedAt }, { id: before.entryId, markedAt: before.markedAt });
    if (tookEffect) Object.assign(mark, { status, markedAt, entryId: id, source, markedBy: this.accountId });
    if (tookEffect && before && !this.added.includes(before)) this.touched.add(before);
    const entry = Object.assign(new AttendanceEntry(), {
      id,
      attendanceMarkId: mark.id,
      status,
      source,
      markedAt,
      recordedAt: this.now,
      tookEffect,
      accountId: this.accountId,
      deviceId: null,
      position: null,
      saidAt: null,
      basedOn: null,
      sequence: null,
    });
    this.entries.push(entry);
    this.loaded.known.set(id, entry);
  }

  private begin(enrolmentId: string): AttendanceMark {
    const mark = Object.assign(new AttendanceMark(), {
      id: newId(),
      enrolmentId,
      sessionId: this.sessionId,
      version: 1,
    });
    this.loaded.marks.set(enrolmentId, mark);
    this.added.push(mark);
    return mark;
  }
}
