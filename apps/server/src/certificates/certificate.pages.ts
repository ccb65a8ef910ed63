import { Get } from '@nestjs/common';
import {
  CertificateArchives,
  CertificatesService,
  certificateAccess,
  certificateQuery,
  certificateSelection,
} from '#libs/certificates';
import { Allow, Pages, Shows, type Visit } from '../web/index.js';
import { archiveFile, certificateFile } from './certificate-file.js';
import { certificatePage, certificatesPage } from './certificate-page.view.js';

@Pages('certificates')
export class CertificatePages {
  constructor(
    private readonly certificates: CertificatesService,
    private readonly archives: CertificateArchives,
  ) {}

  @Get()
  @Allow(certificateAccess.list)
  @Shows('certificates/index')
  async index(visit: Visit) {
    const query = visit.read(certificateQuery);
    return certificatesPage(visit, query, await this.certificates.list(visit.actor, query));
  }

  @Get('certificates.zip')
  @Allow(certificateAccess.download)
  async zip(visit: Visit) {
    return visit.file(archiveFile(await this.archives.zip(visit.actor, visit.read(certificateSelection))));
  }

  @Get(':id')
  @Allow(certificateAccess.list)
  @Shows('certificates/show')
  async show(visit: Visit) {
    return certificatePage(visit, await this.certificates.get(visit.actor, visit.id()));
  }

  @Get(':id/document.pdf')
  @Allow(certificateAccess.download)
  async document(visit: Visit) {
    return visit.file(certificateFile(await this.certificates.download(visit.actor, visit.id())));
  }
}
