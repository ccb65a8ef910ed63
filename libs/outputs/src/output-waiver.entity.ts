import { Entity, Index } from 'typeorm';
import { id, instant, Key, longText, References, Stored, text } from '#libs/platform';
import { CourseRun } from '#libs/training';
import type { OutputKind, Side } from './output.types.js';

/** One side agrees that a run may close without a required kind of output. Never makes anyone eligible. */
@Entity('output_waiver')
@Index('uq_output_waiver', ['runId', 'kind', 'side'], { unique: true })
export class OutputWaiver {
  @Key() id: string;
  @Stored(id()) @References(() => CourseRun) runId: string;
  @Stored(text(20)) kind: OutputKind;
  @Stored(text(2)) side: Side;
  @Stored(id()) accountId: string;
  @Stored(longText()) reason: string;
  @Stored(instant()) at: Date;
}
