import { Entity, Index } from 'typeorm';
import type { LocalDate, LocalisedText } from '#libs/kernel';
import { calendarDate, id, json, Key, longText, orNull, References, Stored, text, whole } from '#libs/platform';
import { type Country, isOrganisationValid, type OrganisationKind } from './organisation.rules.js';

/** A ministry, department, office, zone authority, enterprise or institute, in its place in the tree. */
@Entity('organisation')
@Index('uq_organisation_code', ['code'], { unique: true })
@Index('ix_organisation_path', ['path'])
export class Organisation {
  @Key() id: string;
  @Stored(text(40)) code: string;
  @Stored(text(30)) kind: OrganisationKind;
  @Stored(text(2)) country: Country;
  @Stored(orNull(id())) @References(() => Organisation) parentId: string | null;
  /** `/root/child/`: the ids from the root down to this one. What is below begins with it. */
  @Stored(text(400)) path: string;
  @Stored(json()) name: LocalisedText;
  @Stored(json()) shortName: LocalisedText;
  @Stored(longText()) searchKey: string;
  @Stored(text(600)) sortKey: string;
  /** ISO 3166-2 of a Lao or Vietnamese province. */
  @Stored(orNull(text(6))) province: string | null;
  @Stored(calendarDate()) validFrom: LocalDate;
  /** The last day of its life; open while it lives. */
  @Stored(orNull(calendarDate())) validTo: LocalDate | null;
  /** Which organisation goes on with its work. */
  @Stored(orNull(id())) @References(() => Organisation) successorId: string | null;
  @Stored(whole()) version: number;

  isValidOn(date: LocalDate): boolean {
    return isOrganisationValid(this, date);
  }

  succeedBy(successorId: string | null, lastDay: LocalDate): void {
    this.successorId = successorId;
    this.validTo = lastDay;
  }
}
