import { Check, Entity, Index } from 'typeorm';
import type { LocalDate } from '#libs/kernel';
import { calendarDate, id, instant, Key, orNull, References, Stored, text, whole } from '#libs/platform';
import type { DocumentKind } from '#libs/training';
import { Nomination } from '../nomination.entity.js';

/**
 * One document of a nomination's dossier: written after its bytes are whole, never changed. When it is removed or
 * replaced its bytes go, for they are somebody's passport or health; that it was there stays, with its hash.
 */
@Entity('dossier_document')
@Index('uq_dossier_document_live', ['liveKey'], { unique: true })
@Check('ck_dossier_document_live', '(live_key IS NULL) = (removed_at IS NOT NULL)')
export class DossierDocument {
  @Key() id: string;
  @Stored(id()) @References(() => Nomination) nominationId: string;
  @Stored(text(20)) kind: DocumentKind;
  /** As the uploader called it, with the extension of what it is. */
  @Stored(text(250)) name: string;
  /** By its content. */
  @Stored(text(120)) mediaType: string;
  /** Bytes. */
  @Stored(whole()) size: number;
  /** Lower-case hex. */
  @Stored(text(64)) sha256: string;
  @Stored(text(80)) storageKey: string;
  /** Pixels, of images alone. */
  @Stored(orNull(whole())) width: number | null;
  @Stored(orNull(whole())) height: number | null;
  /** The day a photo was taken, a health paper issued. */
  @Stored(orNull(calendarDate())) issuedOn: LocalDate | null;
  /** The last day of a passport. */
  @Stored(orNull(calendarDate())) validUntil: LocalDate | null;
  /** `nomination:kind` while it is there: the database allows one live document of a kind. */
  @Stored(orNull(text(60))) liveKey: string | null;
  @Stored(instant()) uploadedAt: Date;
  @Stored(orNull(id())) uploadedBy: string | null;
  @Stored(orNull(instant())) removedAt: Date | null;
  @Stored(orNull(id())) removedBy: string | null;
}

export const documentKeyOf = (nominationId: string, kind: DocumentKind): string => `${nominationId}:${kind}`;
