import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import type { Listing } from '#libs/platform';
import { contentOf } from '../content.rules.js';
import type { OutputContent } from '../content.types.js';
import type { DatasetTable } from '../dataset/dataset-table.entity.js';
import type { SharedQuery } from '../output.fields.js';
import type { OutputFile } from '../output-file.entity.js';
import type { OutputVersion } from '../shared-database.repository.js';
import { type ListedSharedOutput, SharedDatabaseService } from '../shared-database.service.js';
import { PublishedOutputsRepository } from './published-outputs.repository.js';

/** A published output with all that is told of it to those who use it. */
export interface PublishedOutput extends ListedSharedOutput {
  enterprises: string[];
  content: OutputContent;
  files: OutputFile[];
  /** Those with rows, in their order. */
  tables: DatasetTable[];
}

/** What catalogues of others, and the page of an output, say of what is published. */
@Injectable()
export class PublishedOutputs {
  constructor(
    private readonly shared: SharedDatabaseService,
    private readonly repository: PublishedOutputsRepository,
  ) {}

  /** 404 out of sight. `versions`: all in sight, the newest first. */
  async get(actor: Actor, id: string): Promise<PublishedOutput & { versions: OutputVersion[] }> {
    const { versions, ...output } = await this.shared.get(actor, id);
    const [published] = await this.complete([output]);
    return { ...published!, versions };
  }

  async list(actor: Actor, query: SharedQuery): Promise<Listing<PublishedOutput>> {
    const listing = await this.shared.list(actor, query);
    return { ...listing, items: await this.complete(listing.items) };
  }

  /** The newest version in sight of what this id, of the first version, has ever stood for. */
  async newest(actor: Actor, originalId: string): Promise<OutputVersion> {
    return this.shared.newest(actor, originalId);
  }

  private async complete(outputs: readonly ListedSharedOutput[]): Promise<PublishedOutput[]> {
    const ids = outputs.map(({ id }) => id);
    const [said, files, tables] = [
      await this.repository.outputs(ids),
      await this.repository.files(ids),
      await this.repository.tables(ids),
    ];
    return outputs.flatMap((output) => {
      const written = said.get(output.id);
      if (!written) return [];
      return {
        ...output,
        enterprises: written.enterprises,
        content: contentOf(written),
        files: files.get(output.id) ?? [],
        tables: tables.get(output.id) ?? [],
      };
    });
  }
}
