import { Entity } from 'typeorm';
import { id, instant, Key, orNull, References, Stored, text } from '#libs/platform';
import type { Party } from '../nomination.rules.js';
import { DossierDocument } from './dossier-document.entity.js';

/** `preview`: looked at on a page. */
export type OpeningWay = 'download' | 'preview';

/** That somebody was given a document's bytes. Only ever added; the person it is about sees it. */
@Entity('dossier_download')
export class DossierDownload {
  @Key() id: string;
  @Stored(id()) @References(() => DossierDocument) documentId: string;
  @Stored(orNull(id())) accountId: string | null;
  /** As whom: roles may change, this stays. */
  @Stored(text(20)) party: Party;
  @Stored(text(10)) way: OpeningWay;
  @Stored(instant()) at: Date;
}
