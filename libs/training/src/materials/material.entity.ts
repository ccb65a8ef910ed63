import { Check, Entity } from 'typeorm';
import type { LocalisedText } from '#libs/kernel';
import { id, instant, json, Key, longText, orNull, References, Stored, text, whole } from '#libs/platform';
import { CourseRun } from '../run.entity.js';
import { Session } from '../session.entity.js';

export const materialKinds = ['link', 'file'] as const;

export type MaterialKind = (typeof materialKinds)[number];

/** What is handed out to those who take part: a file of ours, or a link to somebody else's. */
@Entity('material')
@Check('ck_material_kind', "(kind = 'link') = (url IS NOT NULL) AND (kind = 'file') = (storage_key IS NOT NULL)")
export class Material {
  @Key() id: string;
  @Stored(id()) @References(() => CourseRun) runId: string;
  /** Null: for the whole run. */
  @Stored(orNull(id())) @References(() => Session) sessionId: string | null;
  @Stored(json()) title: LocalisedText;
  @Stored(text(10)) kind: MaterialKind;
  /** Of a link. */
  @Stored(orNull(longText())) url: string | null;
  /** Of a file, as whoever brought it called it. */
  @Stored(orNull(text(250))) fileName: string | null;
  @Stored(orNull(text(120))) mediaType: string | null;
  /** Bytes. */
  @Stored(orNull(whole())) size: number | null;
  /** Lower-case hex. */
  @Stored(orNull(text(64))) sha256: string | null;
  /** Our own name for it. */
  @Stored(orNull(text(80))) storageKey: string | null;
  /** Account of whoever brought it. */
  @Stored(orNull(id())) createdBy: string | null;
  @Stored(instant()) createdAt: Date;
  @Stored(whole()) version: number;
}
