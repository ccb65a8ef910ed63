import { Inject, Injectable } from '@nestjs/common';
import { type Actor, isGranted, localDateOf, pickText } from '#libs/kernel';
import { ActorLookup } from '#libs/people';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import { type SharedSight, sharedSightOf } from '../output.policy.js';
import { SharedDatabaseRepository } from '../shared-database.repository.js';
import { CatalogueSearchRepository } from './catalogue-search.repository.js';
import type { SavedSearch } from './saved-search.entity.js';
import { savedSearchAccess } from './saved-search.policy.js';
import { SavedSearchesRepository } from './saved-searches.repository.js';
import { addressOf } from './search-filters.js';

// A mail keeps what it says in a column of 64 kB: so many searches, those that were told of longest ago, and outputs of each.
const mostSearches = 8;
const mostNamed = 5;

/**
 * Milliseconds. What is published carries the moment inside its unit and is seen by others when that has ended: the last
 * two minutes are left for the next time. A unit that had to wait as long for a lock was run again, at a later moment.
 */
const unsettled = 2 * 60_000;

export interface Finding {
  search: string;
  link: string;
  outputs: { title: string; link: string }[];
  hasMore: boolean;
}

export interface Findings {
  /** What was looked through, and until when: with something to tell or not. */
  looked: SavedSearch[];
  until: Date;
  /** What there is to tell, in the language of the owner. */
  news: Finding[];
}

/** Looks through what came to the shared database since somebody's searches were looked through last; writes nothing. */
@Injectable()
export class SavedSearchFindings {
  constructor(
    private readonly searches: SavedSearchesRepository,
    private readonly catalogue: CatalogueSearchRepository,
    private readonly shared: SharedDatabaseRepository,
    private readonly actors: ActorLookup,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** With what the owner of the account may see now; nothing when they may keep no searches any more. */
  async of(accountId: string, now: Date): Promise<Findings> {
    const findings: Findings = { looked: [], until: new Date(now.getTime() - unsettled), news: [] };
    const actor = await this.actors.of(accountId);
    if (!actor || !isGranted(actor, savedSearchAccess.own)) return findings;
    const sight = sharedSightOf(actor, localDateOf(now));
    for (const search of await this.searches.toldOf(accountId)) {
      if (search.toldUntil >= findings.until) continue;
      const finding = await this.findingOf(search, findings.until, sight, actor);
      if (finding && findings.news.length === mostSearches) break;
      if (finding) findings.news.push(finding);
      findings.looked.push(search);
    }
    return findings;
  }

  private async findingOf(
    { name, query, toldUntil }: SavedSearch,
    until: Date,
    sight: SharedSight,
    { language }: Actor,
  ): Promise<Finding | null> {
    const ids = await this.catalogue.publishedBetween(sight, query, { after: toldUntil, until }, mostNamed + 1);
    const outputs = await this.shared.rows(sight, ids.slice(0, mostNamed));
    if (outputs.length === 0) return null;
    const { publicUrl } = this.configuration;
    return {
      search: name,
      hasMore: ids.length > mostNamed,
      link: `${publicUrl}${addressOf(query)}`,
      outputs: outputs.map(({ id, title }) => ({
        title: pickText(title, language).text,
        link: `${publicUrl}/shared-database/${id}`,
      })),
    };
  }
}
