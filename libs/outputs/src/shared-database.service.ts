import { Injectable } from '@nestjs/common';
import { type Actor, Clock, localDateOf, notFound } from '#libs/kernel';
import type { Listing } from '#libs/platform';
import type { SharedQuery } from './output.fields.js';
import { type SharedSight, sharedSightOf } from './output.policy.js';
import { type AuthorName, OutputAuthorsRepository } from './output-authors.repository.js';
import type { OutputFile } from './output-file.entity.js';
import { type OpenFile, OutputFilesService } from './output-files.service.js';
import { OutputsRepository } from './outputs.repository.js';
import {
  type Facet,
  type FacetValue,
  facets,
  type OutputVersion,
  SharedDatabaseRepository,
  type SharedOutput,
} from './shared-database.repository.js';

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
    const listing = await this.shared.list(this.sightOf(actor), query, actor.language);
    const names = await this.authors.names(listing.items.map(({ id }) => id));
    return { ...listing, items: listing.items.map((item) => ({ ...item, authors: names.get(item.id) ?? [] })) };
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
  async facets(actor: Actor, query: SharedQuery): Promise<Record<Facet, FacetValue[]>> {
    const sight = this.sightOf(actor);
    const found = {} as Record<Facet, FacetValue[]>;
    for (const facet of facets) found[facet] = await this.shared.facet(sight, query, facet);
    return found;
  }

  async get(actor: Actor, id: string): Promise<SharedOutputDetail> {
    const sight = this.sightOf(actor);
    const output = await this.shared.find(sight, id);
    if (!output) throw notFound('output');
    return {
      ...output,
      authors: (await this.authors.names([id])).get(id) ?? [],
      files: await this.outputs.files(id),
      versions: await this.shared.versions(sight, output.originalId),
    };
  }

  async openFile(actor: Actor, id: string, fileId: string): Promise<OpenFile> {
    const output = await this.shared.find(this.sightOf(actor), id);
    const file = output && (await this.outputs.findFile(id, fileId));
    if (!file) throw notFound('file');
    return this.files.openRow(file);
  }
}
