import { Entity, Index } from 'typeorm';
import type { ErrorArgs, LocalDate } from '#libs/kernel';
import type { Alike, PersonFields } from '#libs/people';
import { id, json, Key, orNull, References, Stored, text, whole } from '#libs/platform';
import type { Finding } from '../eligibility/eligibility.rules.js';
import type { RowChoice, Verdict } from './import.verdicts.js';
import { NominationImport } from './nomination-import.entity.js';

/** Index of the file's column; null where the fault is in none of them alone. */
export interface CellError {
  column: number | null;
  code: string;
  args: ErrorArgs;
}

/** What of a row is nobody else's business: sealed as a whole. */
export interface RowContent {
  /** As typed, column by column, cut; empty where a column says nothing that is known. */
  cells: string[];
  /** Null where something is wrong. */
  person: PersonFields | null;
  rank: number | null;
  note: string;
}

export interface Candidate extends Pick<Alike, 'personId' | 'fullName' | 'reasons'> {
  birthDate: LocalDate | null;
}

/** One row of an arrived list, with what was found. */
@Entity('nomination_import_row')
@Index('uq_nomination_import_row', ['importId', 'number'], { unique: true })
@Index('ix_nomination_import_row_verdict', ['importId', 'verdict', 'number'])
export class NominationImportRow {
  @Key() id: string;
  @Stored(id()) @References(() => NominationImport) importId: string;
  /** As the spreadsheet program counts. */
  @Stored(whole()) number: number;
  @Stored(text(10)) verdict: Verdict;
  /** AES-256-GCM of `RowContent`, bound to this row; only the people room opens it. */
  @Stored(json()) sealed: string;
  @Stored(json()) errors: CellError[];
  @Stored(json()) findings: Finding[];
  /** Whom the actor sees and may choose instead of somebody new. */
  @Stored(json()) candidates: Candidate[];
  @Stored(orNull(text(10))) choice: RowChoice | null;
  @Stored(orNull(id())) chosenPersonId: string | null;
}
