import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock, isGranted, type Language, localDateOf, pickText } from '#libs/kernel';
import { ActorLookup } from '#libs/people';
import { CONFIGURATION, type Configuration, MailsService, OfficeHours, UnitOfWork } from '#libs/platform';
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

/** Milliseconds: what is published at a moment is seen by others when its unit has ended. */
const units = 2 * 60_000;

/**
 * Tells the owners of saved searches what new outputs they find: one mail a day at most, in office hours, with what the
 * owner may see at that moment. The mail's key is the day, so it is written once however often it is looked after.
 */
@Injectable()
export class SavedSearchNews implements OnModuleInit {
  private readonly log = new Logger(SavedSearchNews.name);

  constructor(
    private readonly searches: SavedSearchesRepository,
    private readonly catalogue: CatalogueSearchRepository,
    private readonly shared: SharedDatabaseRepository,
    private readonly actors: ActorLookup,
    private readonly mails: MailsService,
    private readonly officeHours: OfficeHours,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  onModuleInit(): void {
    this.officeHours.register(() => this.tell());
  }

  /** Everybody who has news and was not told anything today; a failure with one keeps nothing from the others. */
  async tell(): Promise<void> {
    for (const accountId of await this.searches.toldAccounts())
      await this.unitOfWork
        .run(() => this.tellOne(accountId))
        .catch((error: unknown) => this.log.error(error, `Saved searches of ${accountId}`));
  }

  private async tellOne(accountId: string): Promise<void> {
    const actor = await this.actors.of(accountId);
    if (!actor || !isGranted(actor, savedSearchAccess.own)) return;
    const now = this.clock.now();
    const until = new Date(now.getTime() - units);
    const sight = sharedSightOf(actor, localDateOf(now));
    const told: SavedSearch[] = [];
    const items: object[] = [];
    for (const search of await this.searches.toldOf(accountId)) {
      const item = await this.newsOf(search, sight, until, actor.language);
      if (!item) continue;
      if (told.length === mostSearches) break;
      told.push(search);
      items.push(item);
    }
    if (items.length === 0) return;
    const isWritten = await this.mails.write({
      key: `saved_searches:${localDateOf(now)}`,
      template: 'new_outputs',
      receiver: await this.searches.receiver(accountId),
      about: { noun: 'account', id: accountId },
      readers: 'none',
      args: { items, link: `${this.configuration.publicUrl}/shared-database/searches` },
    });
    // Told today already: the rest is news tomorrow.
    if (!isWritten) return;
    for (const search of told) {
      search.toldUntil = until;
      await this.searches.update(search);
    }
  }

  private async newsOf({ name, query, toldUntil }: SavedSearch, sight: SharedSight, until: Date, language: Language) {
    const ids = await this.catalogue.publishedBetween(sight, query, { after: toldUntil, until }, mostNamed + 1);
    if (ids.length === 0) return null;
    const outputs = await this.shared.rows(sight, ids.slice(0, mostNamed));
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
