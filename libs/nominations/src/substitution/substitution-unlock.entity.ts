import { Check, Entity, Index } from 'typeorm';
import { id, instant, Key, longText, orNull, References, Stored, text } from '#libs/platform';
import { Nomination } from '../nomination.entity.js';

/** Viet Nam lets one confirmed person be replaced after the last day for it, once. Only `SubstitutionUnlocks` changes it. */
@Entity('substitution_unlock')
@Index('uq_substitution_unlock_open', ['openKey'], { unique: true })
@Check('ck_substitution_unlock_open', '(open_key IS NULL) = (used_at IS NOT NULL)')
export class SubstitutionUnlock {
  @Key() id: string;
  @Stored(id()) @References(() => Nomination) nominationId: string;
  /** The nomination while the unlock is unused: the database allows one at a time. */
  @Stored(orNull(text(36))) openKey: string | null;
  /** Account of whoever gave it. */
  @Stored(orNull(id())) unlockedBy: string | null;
  @Stored(instant()) unlockedAt: Date;
  @Stored(longText()) reason: string;
  @Stored(orNull(instant())) usedAt: Date | null;
}
