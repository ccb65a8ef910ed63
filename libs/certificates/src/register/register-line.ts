import type { LocalDate } from '#libs/kernel';
import { linkHash, sha256Of } from '#libs/platform';
import type { CertificatePayload } from '../render/index.js';
import type { RegisterEntry } from './register-entry.entity.js';

/** What the register says of a document. The migration that entered the older ones writes the same. */
export const issueContent = (payload: CertificatePayload): string =>
  JSON.stringify({
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
