import { Check, Entity } from 'typeorm';
import type { LocalDate } from '#libs/kernel';
import { Account, Organisation } from '#libs/people';
import { calendarDate, id, instant, Key, longText, orNull, References, Stored, whole } from '#libs/platform';
import { Output } from '../output.entity.js';

/** A restricted output, in all its published versions, shown to one consumer or to the consumers of an organisation. */
@Entity('output_grant')
@Check('ck_output_grant_receiver', '(account_id IS NULL) <> (organisation_id IS NULL)')
export class OutputGrant {
  @Key() id: string;
  /** The first version of the output. */
  @Stored(id()) @References(() => Output) originalId: string;
  @Stored(orNull(id())) @References(() => Account) accountId: string | null;
  /** Those below it are meant too. */
  @Stored(orNull(id())) @References(() => Organisation) organisationId: string | null;
  @Stored(longText()) reason: string;
  @Stored(orNull(id())) grantedBy: string | null;
  @Stored(instant()) at: Date;
  /** The last day it holds; null: until it is revoked. */
  @Stored(orNull(calendarDate())) endsOn: LocalDate | null;
  @Stored(orNull(instant())) revokedAt: Date | null;
  @Stored(whole()) version: number;

  revoke(at: Date): void {
    this.revokedAt = at;
  }
}
