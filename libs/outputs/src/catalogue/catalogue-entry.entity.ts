import { Entity, Index } from 'typeorm';
import { gramWords } from '#libs/kernel';
import { flag, id, instant, Key, orNull, Stored, text, whole } from '#libs/platform';
import type { Gate } from '../criteria.js';
import type { Licence } from '../licences.js';
import type { AccessLevel, OutputKind, Sector, Zone } from '../output.types.js';

/**
 * A published output as the catalogue looks for it: what it is filtered, counted and sorted by, in a row short enough
 * that all of them are read in one go. Written and removed in the unit that publishes or withdraws.
 */
@Entity('catalogue_entry')
@Index('uq_catalogue_entry_version', ['originalId', 'versionNumber'], { unique: true })
@Index('ix_catalogue_entry_published', ['publishedAt', 'id'])
@Index('ix_catalogue_entry_title_lo', ['titleSortLo', 'id'])
@Index('ix_catalogue_entry_title_vi', ['titleSortVi', 'id'])
@Index('ix_catalogue_entry_title_en', ['titleSortEn', 'id'])
export class CatalogueEntry {
  /** The output's. */
  @Key() id: string;
  @Stored(id()) originalId: string;
  @Stored(whole()) versionNumber: number;
  /** A newer version is published too, for whomever. */
  @Stored(flag()) hasNewer: boolean;
  @Stored(text(12)) accessLevel: AccessLevel;
  @Stored(text(20)) kind: OutputKind;
  @Stored(text(40)) sector: Sector;
  @Stored(orNull(text(5))) province: string | null;
  @Stored(orNull(text(60))) zone: Zone | null;
  @Stored(orNull(text(40))) gate: Gate | null;
  @Stored(text(40)) licence: Licence;
  /** One bit for each of `criteria`, in their order. */
  @Stored(whole()) criteria: number;
  @Stored(id()) runId: string;
  @Stored(whole()) publishedYear: number;
  @Stored(instant()) publishedAt: Date;
  @Stored(text(250)) titleSortLo: string;
  @Stored(text(250)) titleSortVi: string;
  @Stored(text(250)) titleSortEn: string;
}

/** Columns of the marks that rule out texts without the words looked for: `gramsOf` of the search key. */
export const gramColumn = (word: number): string => `g${word}`;

for (let word = 0; word < gramWords; word += 1) Stored(whole())(CatalogueEntry.prototype, gramColumn(word));

/** How often the catalogue has changed: one row. What was counted before it moved on is counted anew. */
@Entity('catalogue_state')
export class CatalogueState {
  @Key() id: string;
  @Stored(whole()) generation: number;
}
