import { Get } from '@nestjs/common';
import { certificateAccess, OwnEligibility } from '#libs/certificates';
import type { Actor } from '#libs/kernel';
import { Allow, Answers, Api, CurrentActor } from '../web/index.js';
import { ownEligibilitySchema, ownStanding } from './own-eligibility.view.js';

@Api('me')
export class OwnEligibilityApi {
  constructor(private readonly own: OwnEligibility) {}

  /** What is still missing for the next certificate: every seat of one's own for which none was given out, the latest run first. */
  @Get('certificate-eligibility')
  @Allow(certificateAccess.readOwnEligibility)
  @Answers(ownEligibilitySchema)
  async list(@CurrentActor() actor: Actor) {
    return { items: (await this.own.list(actor)).map(ownStanding) };
  }
}
