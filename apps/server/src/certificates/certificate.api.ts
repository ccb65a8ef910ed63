import { Get, Query } from '@nestjs/common';
import {
  CertificateArchives,
  type CertificateQuery,
  type CertificateSelection,
  CertificatesService,
  certificateAccess,
  certificateQuery,
  certificateSelection,
} from '#libs/certificates';
import type { Actor } from '#libs/kernel';
import { mapListing } from '#libs/platform';
import { SendsFile } from '../web/file-routes.js';
import { Allow, Answers, Api, CurrentActor, FileAnswer, Id, listOf, MayRefuse } from '../web/index.js';
import {
  certificateDetailResource,
  certificateDetailSchema,
  shownCertificateResource,
  shownCertificateSchema,
} from './certificate.view.js';
import { archiveFile, certificateFile } from './certificate-file.js';

@Api('certificates')
export class CertificatesApi {
  constructor(
    private readonly certificates: CertificatesService,
    private readonly archives: CertificateArchives,
  ) {}

  @Get()
  @Allow(certificateAccess.list)
  @Answers(listOf(shownCertificateSchema))
  async list(@CurrentActor() actor: Actor, @Query({ schema: certificateQuery }) query: CertificateQuery) {
    return mapListing(await this.certificates.list(actor, query), shownCertificateResource);
  }

  /** The documents of those that the filters choose, stored in one archive. */
  @Get('certificates.zip')
  @Allow(certificateAccess.download)
  @MayRefuse(409)
  @SendsFile('application/zip')
  async zip(@CurrentActor() actor: Actor, @Query({ schema: certificateSelection }) chosen: CertificateSelection) {
    return new FileAnswer(archiveFile(await this.archives.zip(actor, chosen)));
  }

  @Get(':id')
  @Allow(certificateAccess.list)
  @Answers(certificateDetailSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return certificateDetailResource(await this.certificates.get(actor, id));
  }

  /** The bytes stored at issue. */
  @Get(':id/document.pdf')
  @Allow(certificateAccess.download)
  @MayRefuse(409)
  @SendsFile('application/pdf')
  async document(@CurrentActor() actor: Actor, @Id() id: string) {
    return new FileAnswer(certificateFile(await this.certificates.download(actor, id)));
  }
}
