import { Entity, Index } from 'typeorm';
import { Account } from '#libs/people';
import { fixed, flag, id, instant, json, Key, References, Stored, text, whole } from '#libs/platform';
import type { SearchFilters } from './search-filters.js';

/** What somebody looks for in the shared database again and again, and is told of when there is more of it. */
@Entity('saved_search')
@Index('uq_saved_search_name', ['accountId', 'name'], { unique: true })
@Index('ix_saved_search_told', ['tells', 'accountId'])
export class SavedSearch {
  @Key() id: string;
  @Stored(id()) @References(() => Account) accountId: string;
  @Stored(text(100)) name: string;
  @Stored(json()) query: SearchFilters;
  /** Its owner wants mails about it. */
  @Stored(flag()) tells: boolean;
  /** What was published later is news. Moved on by itself while its owner may have it open: without a new version. */
  @Stored(fixed(instant())) toldUntil: Date;
  @Stored(instant()) createdAt: Date;
  @Stored(whole()) version: number;
}
