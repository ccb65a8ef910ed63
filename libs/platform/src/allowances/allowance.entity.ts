import { Entity, Index } from 'typeorm';
import { counter, instant, Key, Stored, text } from '../database/columns.js';

/** How much of something bounded somebody has used in the time that is running for them. */
@Entity('allowance')
@Index('ix_allowance_ends_at', ['endsAt'])
export class Allowance {
  /** SHA-256 of whose it is and what of: addresses are nobody's business here. */
  @Key(text(64)) id: string;
  @Stored(counter()) used: number;
  /** When it begins anew. */
  @Stored(instant()) endsAt: Date;
}
