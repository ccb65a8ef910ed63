import { Entity, Index } from 'typeorm';
import { fromZero, id, instant, Key, longText, orNull, References, Stored, text, whole } from '#libs/platform';
import { Output } from '../output.entity.js';
import type { LookStatus } from './hold.rules.js';

/** A look for personal data through what was submitted: each submission gets one of its own. */
@Entity('output_look')
@Index('uq_output_look', ['outputId', 'submittedAt'], { unique: true })
@Index('ix_output_look_status', ['status', 'heldUntil'])
export class OutputLook {
  @Key() id: string;
  @Stored(id()) @References(() => Output) outputId: string;
  /** When the output was submitted that it goes through. */
  @Stored(instant()) submittedAt: Date;
  @Stored(text(10)) status: LookStatus;
  @Stored(orNull(instant())) endedAt: Date | null;
  /** How often it was begun. */
  @Stored(fromZero()) attempts: number;
  /** Until then one process has it in hand. */
  @Stored(orNull(instant())) heldUntil: Date | null;
  /** Why it failed. */
  @Stored(orNull(text(60))) fault: string | null;
  @Stored(orNull(instant())) clearedAt: Date | null;
  @Stored(orNull(id())) clearedBy: string | null;
  @Stored(orNull(longText())) clearReason: string | null;
  @Stored(whole()) version: number;

  clear(accountId: string | null, reason: string, at: Date): void {
    Object.assign(this, { clearedBy: accountId, clearReason: reason, clearedAt: at });
  }
}
