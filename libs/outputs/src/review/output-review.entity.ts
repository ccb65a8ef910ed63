import { Entity } from 'typeorm';
import { id, instant, json, Key, longText, orNull, References, Stored, text } from '#libs/platform';
import { Output } from '../output.entity.js';
import type { Rubric } from './rubric.js';

/** What came of a review. Never changed: the next one stands beside it. */
@Entity('output_review')
export class OutputReview {
  @Key() id: string;
  @Stored(id()) @References(() => Output) outputId: string;
  @Stored(text(10)) decision: 'accepted' | 'returned';
  /** Null when it was returned without one. */
  @Stored(orNull(json())) rubric: Rubric | null;
  /** The reason, of one that was returned. */
  @Stored(longText()) note: string;
  @Stored(orNull(id())) reviewedBy: string | null;
  @Stored(instant()) at: Date;
}
