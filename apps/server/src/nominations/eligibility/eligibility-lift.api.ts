import { Body, Post } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { EligibilityLifts, type LiftFields, liftFields, nominationAccess } from '#libs/nominations';
import { Allow, Answers, Api, CurrentActor, Id } from '../../web/index.js';
import { NominationAnswer } from '../nomination-answer.js';
import { nominationDetailSchema } from './eligibility.view.js';

@Api('nominations')
export class EligibilityLiftApi {
  constructor(
    private readonly lifts: EligibilityLifts,
    private readonly answer: NominationAnswer,
  ) {}

  /** Lets somebody be chosen whom this rule of the call blocks, with the reason. */
  @Post(':id/eligibility-lift')
  @Allow(nominationAccess.liftBlock)
  @Answers(nominationDetailSchema)
  async lift(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: liftFields }) fields: LiftFields) {
    await this.lifts.lift(actor, id, fields);
    return this.answer.of(actor, id);
  }
}
