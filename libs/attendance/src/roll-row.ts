import type { LocalisedText } from '#libs/kernel';
import { instantOfRaw, instantOfRawOrNull, jsonOfRaw } from '#libs/platform';
import type { RunStatus, SessionKind } from '#libs/training';
import type { MarkSource, MarkStatus } from './attendance.rules.js';
import { type EnrolledPerson, enrolledPerson } from './rates.repository.js';
import type { RollFacts } from './roll.rules.js';

/** A session as its roll is headed. */
export interface RollHeading extends RollFacts {
  sessionId: string;
  runId: string;
  runCode: string;
  courseTitle: LocalisedText;
  number: number;
  topic: LocalisedText;
  kind: SessionKind;
  units: number;
  endsAt: Date;
  /** The name of its room; without one what was written of the place. */
  place: LocalisedText;
  /** 0 before the first mark. */
  version: number;
}

/** One person on a roll. Those who gave up their seat are on it where they were marked. */
export interface RollLine extends EnrolledPerson {
  mark: {
    id: string;
    status: MarkStatus;
    markedAt: Date;
    source: MarkSource;
    /** What was said that stands: whoever has seen it says so by it. */
    entryId: string;
    /** A correction has been asked for and not decided. */
    hasOpenRequest: boolean;
    /** Witnesses disagree and nobody has resolved it. */
    conflictId: string | null;
    version: number;
  } | null;
}

export const headingColumns = `s.id, s.run_id, r.code AS run_code, r.status AS run_status, c.title AS course_title,
  s.number, s.topic, s.kind, s.units, s.starts_at, s.ends_at, COALESCE(rm.name, s.place) AS place, s.status,
  ro.closed_at, ro.version`;

export const headingJoins = `session s JOIN course_run r ON r.id = s.run_id JOIN course c ON c.id = r.course_id
  LEFT JOIN roll ro ON ro.session_id = s.id LEFT JOIN room rm ON rm.id = s.room_id`;

export const rollHeading = (row: Record<string, unknown>): RollHeading => ({
  sessionId: row.id as string,
  runId: row.run_id as string,
  runCode: row.run_code as string,
  runStatus: row.run_status as RunStatus,
  courseTitle: jsonOfRaw(row.course_title),
  number: Number(row.number),
  topic: jsonOfRaw(row.topic),
  kind: row.kind as SessionKind,
  units: Number(row.units),
  startsAt: instantOfRaw(row.starts_at),
  endsAt: instantOfRaw(row.ends_at),
  place: jsonOfRaw(row.place),
  isCancelled: row.status === 'cancelled',
  closedAt: instantOfRawOrNull(row.closed_at),
  version: Number(row.version ?? 0),
});

export const rollLine = (row: Record<string, unknown>): RollLine => ({
  ...enrolledPerson(row),
  mark:
    row.mark_id === null
      ? null
      : {
          id: row.mark_id as string,
          status: row.mark_status as MarkStatus,
          markedAt: instantOfRaw(row.marked_at),
          source: row.source as MarkSource,
          entryId: row.entry_id as string,
          hasOpenRequest: row.open_correction_id !== null,
          conflictId: row.open_conflict_id as string | null,
          version: Number(row.mark_version),
        },
});
