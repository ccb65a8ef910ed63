import { Readable } from 'node:stream';
import { Get, Inject } from '@nestjs/common';
import { PublishedOutputs, sharedDatabaseAccess } from '#libs/outputs';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import { TakesHead } from '../../web/file-routes.js';
import { Allow, Pages, type Visit } from '../../web/index.js';
import { addressesOf } from './addresses.js';
import { bibtex, ris } from './citations.js';

/** An address that stays, and how to cite what it leads to. */
@Pages('shared-database')
export class CitationPages {
  constructor(
    private readonly published: PublishedOutputs,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** `id` is that of the first version: it stands for all. */
  @Get(':id/newest')
  @Allow(sharedDatabaseAccess.public)
  @TakesHead()
  async newest(visit: Visit) {
    const { id } = await this.published.newest(visit.actor, visit.id());
    return visit.to(`/shared-database/${id}`);
  }

  @Get(':id/citation.bib')
  @Allow(sharedDatabaseAccess.public)
  @TakesHead()
  bibtex(visit: Visit) {
    return this.cited(visit, bibtex, 'bib', 'application/x-bibtex; charset=utf-8');
  }

  @Get(':id/citation.ris')
  @Allow(sharedDatabaseAccess.public)
  @TakesHead()
  ris(visit: Visit) {
    return this.cited(visit, ris, 'ris', 'application/x-research-info-systems; charset=utf-8');
  }

  private async cited(visit: Visit, write: typeof bibtex, extension: string, mediaType: string) {
    const output = await this.published.get(visit.actor, visit.id());
    const link = addressesOf(this.configuration.publicUrl, output).page;
    const text = Buffer.from(write(visit.t, visit.language, output, link));
    const name = `mittaphap-${output.id}.${extension}`;
    return visit.file({ stream: Readable.from([text]), size: text.length, name, mediaType });
  }
}
