import type { LocalDate, LocalisedText } from '#libs/kernel';
import type { OwnWords } from '#libs/people';
import { instantOfRaw, instantOfRawOrNull, jsonOfRaw } from '#libs/platform';
import type { ReturnReason } from './dossier/return-reasons.js';
import type { NominationStatus } from './nomination.rules.js';

/** A nomination as lists, pages and the API show it, with the names behind its ids. */
export interface NominationRow {
  id: string;
  runId: string;
  runCode: string;
  courseTitle: LocalisedText;
  organisationId: string;
  organisationName: LocalisedText;
  organisationPath: string;
  personId: string;
  fullName: string;
  fullNameLatin: string;
  sex: string;
  position: LocalisedText;
  traineeKind: string | null;
  status: NominationStatus;
  /** Place in its organisation's list, from 1. */
  rank: number;
  /** Place in the run's one order of reserves. */
  reservePosition: number | null;
  /** A seat is confirmed or held for it. */
  holdsSeat: boolean;
  replacesId: string | null;
  /** Viet Nam lets it be replaced late; not used yet. */
  substitutionUnlocked: boolean;
  /** The nomination that took its place, once it is substituted. */
  replacedById: string | null;
  letterNumber: string;
  letterDate: LocalDate | null;
  /** Null where the reader sees masked fields only; so is the reason. */
  note: string | null;
  returnUntil: LocalDate | null;
  statusReason: string | null;
  statusReasonCode: ReturnReason | null;
  createdAt: Date;
  submittedAt: Date | null;
  selectedAt: Date | null;
  confirmedAt: Date | null;
  version: number;
}

export const nominationColumns = `n.id, n.run_id, n.organisation_id, n.person_id, n.status, n.rank, n.reserve_position,
  n.seat_quota_id, n.replaces_id, n.replaced_by_id, n.letter_number, n.letter_date, n.note, n.return_until, n.status_reason, n.status_reason_code,
  n.created_at,
  n.submitted_at, n.selected_at, n.confirmed_at, n.version, r.code AS run_code, c.title AS course_title,
  o.name AS organisation_name, o.path AS organisation_path, p.full_name, p.full_name_latin, p.sex, p.position,
  p.trainee_kind, w.own_words,
  (SELECT u.id FROM substitution_unlock u WHERE u.open_key = n.id) AS unlock_id`;

// Left joins, though every row is there: both engines then begin with the few nominations of the page, whatever their
// statistics say of the other tables.
export const nominationJoins = `LEFT JOIN course_run r ON r.id = n.run_id LEFT JOIN course c ON c.id = r.course_id
  LEFT JOIN organisation o ON o.id = n.organisation_id LEFT JOIN person p ON p.id = n.person_id
  LEFT JOIN person_organisation w ON w.person_id = n.person_id AND w.organisation_id = n.organisation_id`;

/** How a reader sees personal data. */
export interface Reading {
  /** Minimal fields: no free text that may speak of the person. */
  masked: boolean;
  /** An organisation sees its own words of a person whose record another one keeps. */
  inOwnWords: boolean;
}

type Raw = Record<string, unknown>;

/** `parsed` keeps the texts that the rows of one page share: parsing them row by row costs more than finding the rows. */
export function nominationOfRaw(
  raw: Raw,
  { masked, inOwnWords }: Reading,
  parsed = new Map<unknown, LocalisedText>(),
): NominationRow {
  const textOf = (value: unknown): LocalisedText => {
    const text = parsed.get(value) ?? jsonOfRaw<LocalisedText>(value);
    parsed.set(value, text);
    return text;
  };
  const words = inOwnWords && raw.own_words !== null ? jsonOfRaw<OwnWords | null>(raw.own_words) : null;
  return {
    id: raw.id as string,
    runId: raw.run_id as string,
    runCode: raw.run_code as string,
    courseTitle: textOf(raw.course_title),
    organisationId: raw.organisation_id as string,
    organisationName: textOf(raw.organisation_name),
    organisationPath: raw.organisation_path as string,
    personId: raw.person_id as string,
    fullName: words?.fullName ?? (raw.full_name as string),
    fullNameLatin: words?.fullNameLatin ?? (raw.full_name_latin as string),
    sex: words?.sex ?? (raw.sex as string),
    position: words?.position ?? textOf(raw.position),
    traineeKind: words ? words.traineeKind : (raw.trainee_kind as string | null),
    status: raw.status as NominationStatus,
    rank: Number(raw.rank),
    reservePosition: raw.reserve_position === null ? null : Number(raw.reserve_position),
    holdsSeat: raw.seat_quota_id !== null,
    substitutionUnlocked: raw.unlock_id !== null,
    replacesId: raw.replaces_id as string | null,
    replacedById: raw.replaced_by_id as string | null,
    letterNumber: raw.letter_number as string,
    letterDate: raw.letter_date as LocalDate | null,
    note: masked ? null : (raw.note as string),
    returnUntil: raw.return_until as LocalDate | null,
    statusReason: masked ? null : (raw.status_reason as string | null),
    statusReasonCode: raw.status_reason_code as ReturnReason | null,
    createdAt: instantOfRaw(raw.created_at),
    submittedAt: instantOfRawOrNull(raw.submitted_at),
    selectedAt: instantOfRawOrNull(raw.selected_at),
    confirmedAt: instantOfRawOrNull(raw.confirmed_at),
    version: Number(raw.version),
  };
}
