import { Get } from '@nestjs/common';
import {
  CertificateArchives,
  CertificateFilters,
  CertificatesService,
  certificateAccess,
  certificateQuery,
  certificateSelection,
  OwnEligibility,
  PrintFiles,
  RequestsService,
} from '#libs/certificates';
import { isGranted } from '#libs/kernel';
import { Allow, OtherPage, Pages, Shows, type Visit } from '../web/index.js';
import { archiveFile, certificateFile } from './certificate-file.js';
import { certificatesPage } from './certificate-list.view.js';
import { certificatePage } from './certificate-page.view.js';
import { chosenBy } from './chosen.js';
import { ownCertificatesPage, seesOnlyOwn } from './own-certificates.view.js';

@Pages('certificates')
export class CertificatePages {
  constructor(
    private readonly certificates: CertificatesService,
    private readonly archives: CertificateArchives,
    private readonly filters: CertificateFilters,
    private readonly prints: PrintFiles,
    private readonly own: OwnEligibility,
    private readonly requests: RequestsService,
  ) {}

  @Get()
  @Allow(certificateAccess.list)
  @Shows('certificates/index')
  async index(visit: Visit) {
    const query = visit.read(certificateQuery);
    const listing = await this.certificates.list(visit.actor, query);
    const prospects = isGranted(visit.actor, certificateAccess.readOwnEligibility)
      ? await this.own.list(visit.actor)
      : [];
    if (seesOnlyOwn(visit)) return new OtherPage('certificates/own', ownCertificatesPage(visit, listing, prospects));
    const chosen = chosenBy(visit);
    return certificatesPage(visit, {
      chosen,
      listing,
      offered: await this.filters.offered(visit.actor, chosen),
      prints: isGranted(visit.actor, certificateAccess.download) && (await this.prints.any(visit.actor, chosen)),
      prospects,
    });
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
    const certificate = await this.certificates.get(visit.actor, visit.id());
    return certificatePage(visit, certificate, await this.requests.ofCertificate(visit.actor, certificate.id));
  }

  @Get(':id/document.pdf')
  @Allow(certificateAccess.download)
  async document(visit: Visit) {
    return visit.file(certificateFile(await this.certificates.download(visit.actor, visit.id())));
  }
}
