import { Entity, Index } from 'typeorm';
import type { LocalDate } from '#libs/kernel';
import { Organisation } from '#libs/people';
import { calendarDate, id, instant, Key, orNull, References, Stored, text, whole } from '#libs/platform';
import { CourseRun } from '#libs/training';
import type { LetterFields } from './nomination-list.fields.js';

/** A file as it was uploaded. */
export interface Scan {
  name: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  /** Lower-case hex. */
  sha256: string;
  storageKey: string;
}

/**
 * What an organisation says of its nominations for a run as a whole: the official letter they come with. Who is on the
 * list, and in which order, the nominations say themselves. It has no row before there is something to say.
 */
@Entity('nomination_list')
@Index('uq_nomination_list_organisation', ['runId', 'organisationId'], { unique: true })
export class NominationList {
  @Key() id: string;
  @Stored(id()) @References(() => CourseRun) runId: string;
  @Stored(id()) @References(() => Organisation) organisationId: string;
  @Stored(text(60)) letterNumber: string;
  @Stored(orNull(calendarDate())) letterDate: LocalDate | null;
  /** The signed letter, scanned; all five or none. */
  @Stored(orNull(text(250))) scanName: string | null;
  @Stored(orNull(text(120))) scanMediaType: string | null;
  @Stored(orNull(whole())) scanSize: number | null;
  @Stored(orNull(text(64))) scanSha256: string | null;
  @Stored(orNull(text(80))) scanStorageKey: string | null;
  /** When people of the list were last submitted together. */
  @Stored(orNull(instant())) submittedAt: Date | null;
  @Stored(orNull(id())) submittedBy: string | null;
  @Stored(whole()) version: number;

  get scan(): Scan | null {
    if (this.scanStorageKey === null) return null;
    return {
      name: this.scanName!,
      mediaType: this.scanMediaType!,
      size: this.scanSize!,
      sha256: this.scanSha256!,
      storageKey: this.scanStorageKey,
    };
  }

  write({ letterNumber, letterDate }: LetterFields): void {
    this.letterNumber = letterNumber;
    this.letterDate = letterDate;
  }

  /** Answers the scan it takes the place of. */
  attach(scan: Scan): Scan | null {
    const before = this.scan;
    this.scanName = scan.name;
    this.scanMediaType = scan.mediaType;
    this.scanSize = scan.size;
    this.scanSha256 = scan.sha256;
    this.scanStorageKey = scan.storageKey;
    return before;
  }

  submit(at: Date, accountId: string | null): void {
    this.submittedAt = at;
    this.submittedBy = accountId;
  }
}
