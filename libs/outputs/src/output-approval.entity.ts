import { Entity, Index } from 'typeorm';
import { id, instant, Key, References, Stored, text } from '#libs/platform';
import { Output } from './output.entity.js';
import type { Side } from './output.types.js';

/** One side agrees that an accepted output is published. A return takes the agreement away. */
@Entity('output_approval')
@Index('uq_output_approval', ['outputId', 'side'], { unique: true })
export class OutputApproval {
  @Key() id: string;
  @Stored(id()) @References(() => Output) outputId: string;
  @Stored(text(2)) side: Side;
  @Stored(id()) accountId: string;
  @Stored(instant()) at: Date;
}
