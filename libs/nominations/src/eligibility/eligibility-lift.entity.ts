import { Entity, Index } from 'typeorm';
import { id, instant, json, Key, longText, orNull, References, Stored, text } from '#libs/platform';
import type { EligibilityKind, EligibilityRule } from '#libs/training';
import { Nomination } from '../nomination.entity.js';

/** A block that the Lao coordinator lifted for one nomination, with the reason. */
@Entity('eligibility_lift')
@Index('uq_eligibility_lift', ['nominationId', 'rule'], { unique: true })
export class EligibilityLift {
  @Key() id: string;
  @Stored(id()) @References(() => Nomination) nominationId: string;
  @Stored(text(30)) rule: EligibilityKind;
  /** The rule as it stood: one made stricter afterwards blocks again. */
  @Stored(json()) liftedRule: EligibilityRule;
  @Stored(longText()) reason: string;
  /** Account; null for the operator. */
  @Stored(orNull(id())) liftedBy: string | null;
  @Stored(instant()) liftedAt: Date;
}
