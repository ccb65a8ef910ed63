import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, localDateOf, notFound } from '#libs/kernel';
import type { Listing } from '#libs/platform';
import { CatalogueFacets, type Counted } from './catalogue/catalogue-facets.js';
import { CatalogueSearchRepository } from './catalogue/catalogue-search.repository.js';
import { filtersOf } from './catalogue/search-filters.js';
import type { SharedQuery } from './output.fields.js';
import { type SharedSight, sharedSightOf } from './output.policy.js';
import { type AuthorName, OutputAuthorsRepository } from './output-authors.repository.js';
import type { OutputFile } from './output-file.entity.js';
import { type OpenFile, OutputFilesService } from './output-files.service.js';
import { OutputsRepository } from './outputs.repository.js';
import { type OutputVersion, SharedDatabaseRepository, type SharedOutput } from './shared-database.repository.js';

export interface ListedSharedOutput extends SharedOutput {
  authors: AuthorName[];
}

export interface SharedOutputDetail extends ListedSharedOutput {
  files: OutputFile[];
  /** All published versions that the actor sees, the newest first. */
  versions: OutputVersion[];
}

/** How many outputs are read at a time for a download of the whole list. */
const batch = 200;

/** The catalogue of what is published, as far as each asker may see it. */
@Injectable()
export class SharedDatabaseService {
  constructor(
    private readonly shared: SharedDatabaseRepository,
    private readonly search: CatalogueSearchRepository,
    private readonly counts: CatalogueFacets,
    private readonly outputs: OutputsRepository,
    private readonly authors: OutputAuthorsRepository,
    private readonly files: OutputFilesService,
    private readonly clock: Clock,
  ) {}

  /** What of the published outputs somebody sees at this moment. */
  sightOf(actor: Actor): SharedSight {
    return sharedSightOf(actor, localDateOf(this.clock.now()));
  }

  async list(actor: Actor, query: SharedQuery): Promise<Listing<ListedSharedOutput>> {
    const sight = this.sightOf(actor);
    const listing = await this.search.page(sight, filtersOf(query), query, actor.language);
    const ids = listing.items.map(({ id }) => id);
    const names = await this.authors.names(ids);
    const rows = await this.shared.rows(sight, ids);
    return { ...listing, items: rows.map((row) => ({ ...row, authors: names.get(row.id) ?? [] })) };
  }

  /** A page of the list with the values of every facet, counted once for both. */
  async browse(actor: Actor, query: SharedQuery): Promise<{ listing: Listing<ListedSharedOutput> } & Counted> {
    const counted = await this.counts.count(this.sightOf(actor), filtersOf(query));
    const listing = await this.list(actor, { ...query, total: 'false' });
    return { listing: { ...listing, total: counted.total }, ...counted };
  }

  /** Everything the query finds, whatever page it names, without holding it all in memory. */
  async *each(actor: Actor, query: SharedQuery): AsyncGenerator<ListedSharedOutput> {
    let after: string | undefined;
    do {
      const listing = await this.list(actor, { ...query, page: 1, pageSize: batch, total: 'false', after });
      yield* listing.items;
      after = listing.next;
    } while (after);
  }

  /** The values of every facet with their counts under the other filters of the query. */
  async facets(actor: Actor, query: SharedQuery): Promise<Counted['facets']> {
    return (await this.counts.count(this.sightOf(actor), filtersOf(query))).facets;
  }

  async get(actor: Actor, id: string): Promise<SharedOutputDetail> {
    const sight = this.sightOf(actor);
    const output = await this.published(sight, id);
    return {
      ...output,
      authors: (await this.authors.names([id])).get(id) ?? [],
      files: await this.outputs.files(id),
      versions: await this.shared.versions(sight, output.originalId),
    };
  }

  /** 410 for what was withdrawn; 404 for what is not published, and for what is and not in the actor's sight. */
  async requireInSight(actor: Actor, id: string): Promise<void> {
    await this.published(this.sightOf(actor), id);
  }

  /** The id of the first version of a published output; refused like `requireInSight`. */
  async originalOf(actor: Actor, id: string): Promise<string> {
    return (await this.published(this.sightOf(actor), id)).originalId;
  }

  /** The newest version in sight of what this id, of the first version, has ever stood for. */
  async newest(actor: Actor, originalId: string): Promise<OutputVersion> {
    const sight = this.sightOf(actor);
    const [newest] = await this.shared.versions(sight, originalId);
    return newest ?? this.published(sight, originalId);
  }

  async openFile(actor: Actor, id: string, fileId: string): Promise<OpenFile> {
    await this.requireInSight(actor, id);
    const file = await this.outputs.findFile(id, fileId);
    if (!file) throw notFound('file');
    return this.files.openRow(file);
  }

  private async published(sight: SharedSight, id: string): Promise<SharedOutput> {
    const output = await this.shared.find(sight, id);
    if (output) return output;
    const withdrawal = await this.shared.findWithdrawal(sight, id);
    if (!withdrawal) throw notFound('output');
    const [newest] = await this.shared.versions(sight, withdrawal.originalId);
    throw new DomainError('gone', 'output.withdrawn', {
      reason: withdrawal.reason,
      on: localDateOf(withdrawal.at),
      seeInstead: newest?.id ?? null,
    });
  }
}
