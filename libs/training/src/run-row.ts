import type { LocalDate, LocalisedText } from '#libs/kernel';
import { flagOfRaw, instantOfRawOrNull, jsonOfRaw, listOfRaw } from '#libs/platform';
import type { DocumentKind, EligibilityRule } from './eligibility.types.js';
import type { RequiredOfRun } from './required-outputs.rules.js';
import type { RunStatus } from './run.rules.js';

/** A run as lists and headings show it, with the names of its course and programme. */
export interface RunRow {
  id: string;
  code: string;
  status: RunStatus;
  courseId: string;
  courseCode: string;
  courseTitle: LocalisedText;
  /** Units of the syllabus. */
  courseUnits: number;
  programmeId: string;
  programmeCode: string;
  programmeTitle: LocalisedText;
  place: LocalisedText;
  province: string | null;
  startsOn: LocalDate;
  endsOn: LocalDate;
  nominationOpensOn: LocalDate;
  nominationClosesOn: LocalDate;
  capacity: number;
  seatsTaken: number;
  attendanceThreshold: number;
  excusedCounts: boolean;
  hasAssessment: boolean;
  requiredOutputs: RequiredOfRun[];
  eligibilityRules: EligibilityRule[];
  requiredDocuments: DocumentKind[];
  calledAt: Date | null;
  cancelReason: string | null;
  version: number;
}

export const runJoins = 'course_run r JOIN course c ON c.id = r.course_id JOIN programme p ON p.id = c.programme_id';

export const runColumns = `r.id, r.code, r.status, r.course_id, c.code AS course_code, c.title AS course_title,
  c.units AS course_units, c.programme_id, p.code AS programme_code, p.title AS programme_title, r.place, r.province,
  r.starts_on, r.ends_on, r.nomination_opens_on, r.nomination_closes_on, r.capacity, r.seats_taken,
  r.attendance_threshold, r.excused_counts, r.has_assessment, r.required_outputs, r.eligibility_rules,
  r.required_documents, r.called_at, r.cancel_reason,
  r.version`;

export function runOfRaw(raw: Record<string, unknown>): RunRow {
  return {
    id: raw.id as string,
    code: raw.code as string,
    status: raw.status as RunStatus,
    courseId: raw.course_id as string,
    courseCode: raw.course_code as string,
    courseTitle: jsonOfRaw(raw.course_title),
    courseUnits: Number(raw.course_units),
    programmeId: raw.programme_id as string,
    programmeCode: raw.programme_code as string,
    programmeTitle: jsonOfRaw(raw.programme_title),
    place: jsonOfRaw(raw.place),
    province: raw.province as string | null,
    startsOn: raw.starts_on as LocalDate,
    endsOn: raw.ends_on as LocalDate,
    nominationOpensOn: raw.nomination_opens_on as LocalDate,
    nominationClosesOn: raw.nomination_closes_on as LocalDate,
    capacity: Number(raw.capacity),
    seatsTaken: Number(raw.seats_taken),
    attendanceThreshold: Number(raw.attendance_threshold),
    excusedCounts: flagOfRaw(raw.excused_counts),
    hasAssessment: flagOfRaw(raw.has_assessment),
    requiredOutputs: jsonOfRaw(raw.required_outputs),
    eligibilityRules: listOfRaw(raw.eligibility_rules),
    requiredDocuments: listOfRaw(raw.required_documents),
    calledAt: instantOfRawOrNull(raw.called_at),
    cancelReason: raw.cancel_reason as string | null,
    version: Number(raw.version),
  };
}
