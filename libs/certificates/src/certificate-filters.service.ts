import { Injectable } from '@nestjs/common';
import { type Actor, requireGrant } from '#libs/kernel';
import type { CertificateSelection } from './certificate.fields.js';
import { certificateAccess } from './certificate.policy.js';
import {
  CertificateFiltersRepository,
  type OfferedOrganisation,
  type OfferedRun,
} from './certificate-filters.repository.js';

/** Runs and organisations of which somebody sees certificates. */
export interface OfferedFilters {
  runs: OfferedRun[];
  organisations: OfferedOrganisation[];
}

/** What a list of certificates can be narrowed to. */
@Injectable()
export class CertificateFilters {
  constructor(private readonly filters: CertificateFiltersRepository) {}

  async offered(actor: Actor, { runId, organisationId }: CertificateSelection): Promise<OfferedFilters> {
    requireGrant(actor, certificateAccess.list);
    return {
      runs: await this.filters.runs(actor, runId ?? ''),
      organisations: await this.filters.organisations(actor, organisationId ?? ''),
    };
  }
}
