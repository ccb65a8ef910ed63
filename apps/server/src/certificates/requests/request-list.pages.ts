import { Get } from '@nestjs/common';
import { certificateAccess, RequestsService, requestQuery } from '#libs/certificates';
import { Clock, localDateOf } from '#libs/kernel';
import { Allow, Pages, Shows, type Visit } from '../../web/index.js';
import { requestListPage } from './request-list.view.js';

/** What is asked about all certificates, the open and the answered. */
@Pages('certificate-requests')
export class CertificateRequestListPages {
  constructor(
    private readonly requests: RequestsService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow(certificateAccess.readBatch)
  @Shows('certificates/request-list')
  async index(visit: Visit) {
    const query = visit.read(requestQuery);
    return requestListPage(visit, query, await this.requests.list(visit.actor, query), localDateOf(this.clock.now()));
  }
}
