import { newId } from '#libs/kernel';
import type { MarkSource, MarkStatus } from './attendance.rules.js';
import { AttendanceConflict } from './attendance-conflict.entity.js';
import { AttendanceEntry } from './attendance-entry.entity.js';
import { AttendanceMark } from './attendance-mark.entity.js';
import { type Standing, standingOf, type Word } from './sync/witness.rules.js';

/** What was said of a mark before, as far as what stands depends on it. */
export type KeptEntry = Word & Pick<AttendanceEntry, 'attendanceMarkId'>;

/** What is known of a taken roll, as far as it is about to be marked. */
export interface LoadedRoll {
  /** Who of them is actively enrolled. */
  enrolmentIds: Set<string>;
  /** Enrolment id → mark. */
  marks: Map<string, AttendanceMark>;
  /** Mark id → what was said of it. */
  entries: Map<string, KeptEntry[]>;
  /** Mark id → its open conflict. */
  conflicts: Map<string, AttendanceConflict>;
  /** What of the things said now is recorded already, by its id; of any roll. */
  known: Map<string, KeptEntry>;
}

/** Whose hand holds the pen. */
export interface Writer {
  accountId: string | null;
  /** What it speaks as, beside whatever else speaks for its witness. */
  deviceId: string | null;
}

/** One thing to be recorded. */
export interface Saying {
  id: string;
  enrolmentId: string;
  status: MarkStatus;
  source: MarkSource;
  /** By the server's clock. */
  markedAt: Date;
  position?: number;
  saidAt?: Date;
  basedOn?: string | null;
}

/** What is to be written of a sheet. */
export interface Writing {
  added: AttendanceMark[];
  changed: AttendanceMark[];
  entries: AttendanceEntry[];
  opened: AttendanceConflict[];
  /** Conflicts that were open before. */
  moved: AttendanceConflict[];
}

/** A taken roll in memory: takes in what is said, finds what then stands, and knows what is to be written. */
export class RollSheet {
  private readonly said: AttendanceEntry[] = [];
  private readonly added = new Set<AttendanceMark>();
  private readonly touched = new Map<string, AttendanceMark>();
  private readonly standings = new Map<string, Standing<KeptEntry>>();
  private readonly opened = new Set<AttendanceConflict>();
  private readonly moved = new Set<AttendanceConflict>();
  private readonly changed = new Set<AttendanceMark>();

  constructor(
    private readonly sessionId: string,
    private readonly writer: Writer,
    private readonly now: Date,
    private readonly loaded: LoadedRoll,
  ) {}

  get unmarked(): string[] {
    return [...this.loaded.enrolmentIds].filter((id) => !this.loaded.marks.has(id));
  }

  /** What the trail tells of it. */
  get figures(): Record<string, number> {
    return {
      added: this.added.size,
      changed: this.changed.size,
      said: this.said.length,
      ...(this.opened.size > 0 && { conflicts: this.opened.size }),
    };
  }

  hasSeat(enrolmentId: string): boolean {
    return this.loaded.enrolmentIds.has(enrolmentId);
  }

  markOf(enrolmentId: string): AttendanceMark | undefined {
    return this.loaded.marks.get(enrolmentId);
  }

  /** Whether this very thing is recorded; `other` when its id stands for something else. */
  isKnown({ id, enrolmentId, status }: Pick<Saying, 'id' | 'enrolmentId' | 'status'>): boolean | 'other' {
    const entry = this.loaded.known.get(id);
    if (!entry) return false;
    const isSame = this.loaded.marks.get(enrolmentId)?.id === entry.attendanceMarkId && entry.status === status;
    return isSame || 'other';
  }

  say({ id, enrolmentId, status, source, markedAt, position, saidAt, basedOn }: Saying): void {
    const mark = this.loaded.marks.get(enrolmentId) ?? this.begin(enrolmentId);
    const before = this.loaded.entries.get(mark.id) ?? [];
    const entry = Object.assign(new AttendanceEntry(), {
      id,
      attendanceMarkId: mark.id,
      status,
      source,
      markedAt,
      recordedAt: this.now,
      tookEffect: false,
      accountId: this.writer.accountId,
      deviceId: this.writer.deviceId,
      position: position ?? null,
      saidAt: saidAt ?? null,
      basedOn: basedOn ?? null,
      sequence: before.length + 1,
    });
    this.loaded.entries.set(mark.id, [...before, entry]);
    this.loaded.known.set(id, entry);
    this.said.push(entry);
    this.touched.set(mark.id, mark);
  }

  markRest(status: MarkStatus, source: MarkSource): void {
    for (const enrolmentId of this.unmarked) this.say({ id: newId(), enrolmentId, status, source, markedAt: this.now });
  }

  /** A person's word on what witnesses disagree about. */
  resolve(enrolmentId: string, status: MarkStatus, reason: string): void {
    const mark = this.loaded.marks.get(enrolmentId)!;
    const conflict = this.loaded.conflicts.get(mark.id)!;
    conflict.end(status, this.now, this.writer.accountId, reason);
    this.moved.add(conflict);
    this.loaded.conflicts.delete(mark.id);
    this.say({ id: newId(), enrolmentId, status, source: 'resolution', markedAt: this.now });
  }

  /** What stands now of everything said, and what is to be written for it. */
  settle(): Writing {
    for (const mark of this.touched.values()) this.settleOne(mark);
    for (const entry of this.said) entry.tookEffect = this.standings.get(entry.attendanceMarkId)?.word === entry;
    return {
      added: [...this.added],
      changed: [...this.changed],
      entries: this.said,
      opened: [...this.opened],
      moved: [...this.moved],
    };
  }

  /** The open conflict about somebody's mark. */
  conflictOf(enrolmentId: string): AttendanceConflict | undefined {
    return this.loaded.conflicts.get(this.loaded.marks.get(enrolmentId)?.id ?? '');
  }

  /** The open conflict in which this was said; undefined when there is none. */
  conflictOver(entryId: string): AttendanceConflict | undefined {
    return this.isLast(entryId) ? this.loaded.conflicts.get(this.markIdOf(entryId)) : undefined;
  }

  /** Whether nothing has overruled what was said. */
  isLast(entryId: string): boolean {
    const markId = this.markIdOf(entryId);
    const { last } = this.standings.get(markId) ?? standingOf(this.loaded.entries.get(markId)!);
    return last.some(({ id }) => id === entryId);
  }

  private markIdOf(entryId: string): string {
    return this.loaded.known.get(entryId)!.attendanceMarkId;
  }

  private settleOne(mark: AttendanceMark): void {
    const standing = standingOf(this.loaded.entries.get(mark.id)!);
    this.standings.set(mark.id, standing);
    const { id: entryId, status, source, accountId: markedBy } = standing.word;
    const isSame = mark.entryId === entryId && mark.markedAt.getTime() === standing.at.getTime();
    if (!isSame) {
      Object.assign(mark, { status, source, markedBy, entryId, markedAt: standing.at });
      if (!this.added.has(mark)) this.changed.add(mark);
    }
    this.dispute(mark, standing);
  }

  private dispute(mark: AttendanceMark, { word, other }: Standing<KeptEntry>): void {
    const open = this.loaded.conflicts.get(mark.id);
    if (!other) {
      if (!open) return;
      open.end(word.status, this.now);
      this.moved.add(open);
      this.loaded.conflicts.delete(mark.id);
    } else if (!open) {
      const conflict = AttendanceConflict.between(mark.id, word.id, other.id, this.now);
      this.opened.add(conflict);
      this.loaded.conflicts.set(mark.id, conflict);
    } else if (open.standingEntryId !== word.id || open.otherEntryId !== other.id) {
      open.standingEntryId = word.id;
      open.otherEntryId = other.id;
      this.moved.add(open);
    }
  }

  private begin(enrolmentId: string): AttendanceMark {
    const mark = Object.assign(new AttendanceMark(), {
      id: newId(),
      enrolmentId,
      sessionId: this.sessionId,
      version: 1,
    });
    this.loaded.marks.set(enrolmentId, mark);
    this.added.add(mark);
    return mark;
  }
}
