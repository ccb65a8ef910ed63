import { Entity, Index } from 'typeorm';
import { id, instant, Key, orNull, References, Stored, whole } from '#libs/platform';
import { Session } from '#libs/training';

/**
 * The roll of one session, begun by its first mark. Every change of a mark goes through this row: whoever marks and
 * whoever closes takes it first, so that a mark is either before the closing or refused.
 */
@Entity('roll')
@Index('uq_roll_session', ['sessionId'], { unique: true })
export class Roll {
  @Key() id: string;
  @Stored(id()) @References(() => Session) sessionId: string;
  @Stored(orNull(instant())) closedAt: Date | null;
  /** Account. */
  @Stored(orNull(id())) closedBy: string | null;
  @Stored(whole()) version: number;
}
