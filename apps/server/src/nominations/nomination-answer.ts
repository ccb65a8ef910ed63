import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { EligibilityFindings, NominationsService } from '#libs/nominations';
import { nominationDetail } from './eligibility/eligibility.view.js';

/** One nomination as every route of the API answers it, whether read, created or changed. */
@Injectable()
export class NominationAnswer {
  constructor(
    private readonly nominations: NominationsService,
    private readonly findings: EligibilityFindings,
  ) {}

  async of(actor: Actor, id: string) {
    const row = await this.nominations.get(actor, id);
    return nominationDetail(row, (await this.findings.of(actor, row.runId, [id])).get(id) ?? null);
  }
}
