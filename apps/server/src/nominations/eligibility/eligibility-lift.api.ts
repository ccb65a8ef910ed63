import { Body, Post } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import {
  EligibilityFindings,
  EligibilityLifts,
  type LiftFields,
  liftFields,
  NominationsService,
  nominationAccess,
} from '#libs/nominations';
import { Allow, Answers, Api, CurrentActor, Id } from '../../web/index.js';
import { nominationDetail, nominationDetailSchema } from './eligibility.view.js';

@Api('nominations')
export class EligibilityLiftApi {
  constructor(
    private readonly nominations: NominationsService,
    private readonly lifts: EligibilityLifts,
    private readonly findings: EligibilityFindings,
  ) {}

  /** Lets somebody be chosen whom this rule of the call blocks, with the reason. */
  @Post(':id/eligibility-lift')
  @Allow(nominationAccess.liftBlock)
  @Answers(nominationDetailSchema)
  async lift(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: liftFields }) fields: LiftFields) {
    await this.lifts.lift(actor, id, fields);
    const row = await this.nominations.get(actor, id);
    return nominationDetail(row, (await this.findings.of(actor, row.runId, [id])).get(id) ?? null);
  }
}
