import { Entity, Index } from 'typeorm';
import type { ErrorArgs, Language } from '#libs/kernel';
import { Organisation } from '#libs/people';
import { flag, id, instant, json, Key, orNull, References, type Remark, Stored, text, whole } from '#libs/platform';
import { CourseRun } from '#libs/training';
import type { ColumnKey } from './import.columns.js';
import type { Verdict } from './import.verdicts.js';

/** `reading` and `importing` are under way; `refused` is a file that could not be read as a list. */
export type ImportState = 'reading' | 'checked' | 'refused' | 'importing' | 'imported';

/** A column of the file as it stands there; `key` null where nothing is known by that header. */
export interface FileColumn {
  header: string;
  key: ColumnKey | null;
}

export interface ImportCounts {
  rows: number;
  verdicts: Partial<Record<Verdict, number>>;
  /** Rows of which a rule of the call says something. */
  warned: number;
  imported: number;
  skipped: number;
  /** Already on the list when it was imported. */
  listed: number;
}

export interface ImportFault {
  code: string;
  args: ErrorArgs;
  /** Row of the file, where one is to blame. */
  row?: number;
}

/** A list of people somebody sent as a file, from its arrival to their drafts. Its rows appear with `checked`, all at once. */
@Entity('nomination_import')
@Index('uq_nomination_import_job', ['jobId'], { unique: true })
@Index('uq_nomination_import_under_way', ['underWayOf'], { unique: true })
@Index('ix_nomination_import_owner', ['ownerAccountId', 'runId', 'id'])
export class NominationImport {
  @Key() id: string;
  @Stored(id()) jobId: string;
  @Stored(id()) @References(() => CourseRun) runId: string;
  @Stored(id()) @References(() => Organisation) organisationId: string;
  @Stored(orNull(id())) ownerAccountId: string | null;
  @Stored(text(20)) state: ImportState;
  /** The owner while this is being read or imported: an account has one such import at a time. */
  @Stored(orNull(id())) underWayOf: string | null;
  /** Imported without being looked at, when nothing stands against any row. */
  @Stored(flag()) isDirect: boolean;
  @Stored(text(2)) language: Language;
  @Stored(text(250)) fileName: string;
  @Stored(text(64)) fileSha256: string;
  /** How often the step under way was begun, so that none is begun for ever. Null: never. */
  @Stored(orNull(whole())) attempts: number | null;
  /** Null once it was read. */
  @Stored(orNull(text(80))) fileStorageKey: string | null;
  @Stored(json()) columns: FileColumn[];
  @Stored(json()) notices: Remark[];
  @Stored(json()) counts: ImportCounts;
  /** Why it was refused, or why nothing was imported. */
  @Stored(orNull(json())) fault: ImportFault | null;
  @Stored(instant()) arrivedAt: Date;
  @Stored(orNull(instant())) importedAt: Date | null;
  @Stored(whole()) version: number;

  /** Begins a step, or ends one. */
  enter(state: ImportState): void {
    this.state = state;
    this.underWayOf = state === 'reading' || state === 'importing' ? this.ownerAccountId : null;
    this.attempts = 0;
  }
}
