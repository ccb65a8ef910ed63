import { Entity, Index } from 'typeorm';
import { Organisation } from '#libs/people';
import { id, instant, Key, longText, orNull, References, Stored, text } from '#libs/platform';
import { Output } from '../output.entity.js';
import type { Country, Purpose, UseKind } from './use.types.js';

/** One use of a published output. */
@Entity('output_use')
@Index('uq_output_use_once', ['onceKey'], { unique: true })
@Index('ix_output_use_original', ['originalId', 'country', 'at'])
export class OutputUse {
  @Key() id: string;
  /** The version that was used. */
  @Stored(id()) @References(() => Output) outputId: string;
  @Stored(id()) originalId: string;
  @Stored(text(10)) kind: UseKind;
  /** Null for somebody not signed in. */
  @Stored(orNull(id())) accountId: string | null;
  @Stored(orNull(id())) @References(() => Organisation) organisationId: string | null;
  @Stored(orNull(text(2))) country: Country | null;
  /** Only of those declared. */
  @Stored(orNull(text(20))) purpose: Purpose | null;
  @Stored(longText()) note: string;
  @Stored(instant()) at: Date;
  /** What counts once a day: whatever one account, or the public, takes; each purpose that somebody declares. */
  @Stored(text(120)) onceKey: string;
}
