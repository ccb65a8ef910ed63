import { Entity } from 'typeorm';
import { id, instant, Key, orNull, References, Stored } from '#libs/platform';
import { Excuse } from './excuse.entity.js';

/** That somebody was given the document of an excuse. Only ever added; the person it is about sees it. */
@Entity('excuse_opening')
export class ExcuseOpening {
  @Key() id: string;
  @Stored(id()) @References(() => Excuse) excuseId: string;
  @Stored(orNull(id())) accountId: string | null;
  @Stored(instant()) at: Date;
}
