import { Body, Get, Post } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { HoldsService, holdAccess, outputAccess } from '#libs/outputs';
import { emptyForm, reasonForm } from '#libs/platform';
import { Allow, Answers, Api, CurrentActor, Id } from '../web/index.js';
import { holdResource, holdSchema } from './hold.view.js';

/** What the look for personal data found in an output, and that a person cleared it. */
@Api('outputs/:id')
export class HoldApi {
  constructor(private readonly holds: HoldsService) {}

  @Get('hold')
  @Allow(outputAccess.read)
  @Answers(holdSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return holdResource(await this.holds.get(actor, id));
  }

  @Post('hold-clearance')
  @Allow(holdAccess.clear)
  @Answers(holdSchema)
  async clear(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: reasonForm }) body: { reason: string }) {
    await this.holds.clear(actor, id, body.reason);
    return this.get(actor, id);
  }

  /** Looks again where the look failed. */
  @Post('hold-look')
  @Allow(holdAccess.clear)
  @Answers(holdSchema)
  async lookAgain(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    await this.holds.lookAgain(actor, id);
    return this.get(actor, id);
  }
}
