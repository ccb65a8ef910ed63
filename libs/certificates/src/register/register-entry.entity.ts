import { Entity, Index } from 'typeorm';
import { id, instant, Key, longText, orNull, References, Stored, text, whole } from '#libs/platform';
import { Certificate } from '../certificate.entity.js';
import type { DocumentKind, EntryKind } from './register.rules.js';

/**
 * One line of the register, never changed or removed; the database refuses it. A note has a place in the chain of its
 * own and stands under the number of the document it is about.
 */
@Entity('register_entry')
@Index('uq_register_entry_position', ['position'], { unique: true })
@Index('uq_register_entry_number', ['bookKind', 'bookYear', 'number', 'kind'], { unique: true })
@Index('uq_register_entry_certificate', ['certificateId', 'kind'], { unique: true })
export class RegisterEntry {
  @Key() id: string;
  /** In the whole chain, notes too, counted from 1 without a gap. */
  @Stored(whole()) position: number;
  @Stored(text(10)) kind: EntryKind;
  @Stored(text(20)) bookKind: DocumentKind;
  @Stored(whole()) bookYear: number;
  /** In its book, counted from 1 without a gap. */
  @Stored(whole()) number: number;
  /** As it stands on the document: `CC-2026/000123`; on the oldest ones a plain number. */
  @Stored(text(40)) printedNumber: string;
  @Stored(id()) @References(() => Certificate) certificateId: string;
  /** JSON text, hashed as it is. */
  @Stored(longText()) content: string;
  @Stored(text(64)) previousHash: string;
  @Stored(text(64)) hash: string;
  @Stored(instant()) at: Date;
  @Stored(orNull(id())) recordedBy: string | null;
}
