import type { LocalDate, LocalisedText } from '#libs/kernel';
import { linkHash, sha256Of } from '#libs/platform';
import type { CertificatePayload } from '../render/index.js';
import type { RegisterEntry } from './register-entry.entity.js';

/** What the line of a document says. */
export interface IssueSaid {
  serial: string;
  fullNameLao: string;
  fullNameLatin: string;
  birthDate: LocalDate;
  organisation: LocalisedText;
  course: LocalisedText;
  decisionNumber: string;
  decisionDate: LocalDate;
  issuedOn: LocalDate;
  replacesSerial: string | null;
  payloadHash: string;
}

/** The migration that entered the older ones writes the same. */
export const issueContent = (payload: CertificatePayload): string =>
  textOf({
    serial: payload.serial,
    fullNameLao: payload.holder.fullNameLao,
    fullNameLatin: payload.holder.fullNameLatin,
    birthDate: payload.holder.birthDate,
    organisation: payload.holder.organisation,
    course: payload.course,
    decisionNumber: payload.decision.number,
    decisionDate: payload.decision.date,
    issuedOn: payload.issue.date,
    replacesSerial: payload.replacesSerial,
    payloadHash: sha256Of(JSON.stringify(payload)),
  });

const textOf = (said: IssueSaid): string => JSON.stringify(said);

export const issueSaid = (content: string): IssueSaid => JSON.parse(content);

/** What became of a document later. */
export interface Note {
  /** Class of the reason: `lost`, `issued_in_error`. */
  reason: string;
  decidedOn: LocalDate;
  /** Serial of the document that stands for it now, or null. */
  replacedBy: string | null;
}

export const noteContent = (serial: string, { reason, decidedOn, replacedBy }: Note): string =>
  JSON.stringify({ serial, reason, decidedOn, replacedBy });

export type NoteSaid = Note & { serial: string };

export const noteSaid = (content: string): NoteSaid => JSON.parse(content);

type Said = Omit<RegisterEntry, 'id' | 'hash'>;

/** Binds all that a line says, its place too, to the line before. */
export const hashOfLine = (line: Said): string =>
  linkHash(line.previousHash, [
    line.position,
    line.kind,
    line.bookKind,
    line.bookYear,
    line.number,
    line.printedNumber,
    line.certificateId,
    line.content,
    line.at.toISOString(),
    line.recordedBy,
  ]);
