import { Entity, Index } from 'typeorm';
import type { LocalisedText } from '#libs/kernel';
import { json, Key, longText, Stored, text, whole } from '#libs/platform';
import { searchKeyOf } from './training.rules.js';

export interface ProgrammeContent {
  code: string;
  title: LocalisedText;
  description: LocalisedText;
}

/** A theme of training: park management, border zones, supply chains, production lines. */
@Entity('programme')
@Index('uq_programme_code', ['code'], { unique: true })
export class Programme {
  @Key() id: string;
  @Stored(text(40)) code: string;
  @Stored(json()) title: LocalisedText;
  @Stored(json()) description: LocalisedText;
  @Stored(longText()) searchKey: string;
  @Stored(whole()) version: number;

  describe(content: ProgrammeContent): void {
    Object.assign(this, content);
    this.searchKey = searchKeyOf(this.code, this.title);
  }
}
