import { Entity } from 'typeorm';
import { id, instant, Key, longText, orNull, References, Stored, text, whole } from '#libs/platform';
import { Output } from '../output.entity.js';

/** What somebody who reads an unpublished output says of it, or of one of its fields or tables. */
@Entity('output_comment')
export class OutputComment {
  @Key() id: string;
  @Stored(id()) @References(() => Output) outputId: string;
  /** Name of the field or table; null: the whole. */
  @Stored(orNull(text(60))) about: string | null;
  @Stored(longText()) body: string;
  @Stored(orNull(id())) writtenBy: string | null;
  @Stored(instant()) at: Date;
  @Stored(orNull(instant())) resolvedAt: Date | null;
  @Stored(orNull(id())) resolvedBy: string | null;
  @Stored(whole()) version: number;
}
