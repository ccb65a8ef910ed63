import { Entity } from 'typeorm';
import type { LocalisedText } from '#libs/kernel';
import { id, instant, json, Key, orNull, References, Stored, whole } from '#libs/platform';
import { CourseRun } from '../run.entity.js';

/** What everybody in a run is told. Mailed once, when it is made; what is mended later stands on the page. */
@Entity('announcement')
export class Announcement {
  @Key() id: string;
  @Stored(id()) @References(() => CourseRun) runId: string;
  @Stored(json()) title: LocalisedText;
  @Stored(json()) body: LocalisedText;
  @Stored(instant()) announcedAt: Date;
  /** Account of whoever announced it. */
  @Stored(orNull(id())) createdBy: string | null;
  @Stored(whole()) version: number;
}
