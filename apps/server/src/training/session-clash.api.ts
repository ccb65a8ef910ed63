import { Body, Post } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '#libs/kernel';
import { Translator } from '#libs/platform';
import { SessionClashesService, type SessionProposal, sessionAccess, sessionProposal } from '#libs/training';
import { Allow, Answers, Api, CurrentActor } from '../web/index.js';
import { clashResource, clashSchema } from './session-clash.view.js';

/** What would speak against a session, seen before it is saved. */
@Api('session-clashes')
export class SessionClashesApi {
  constructor(
    private readonly clashes: SessionClashesService,
    private readonly translator: Translator,
  ) {}

  /** Changes nothing; of a session that is there already only what would be changed is looked at. */
  @Post()
  @Allow(sessionAccess.write)
  @Answers(z.object({ items: z.array(clashSchema) }))
  async look(@CurrentActor() actor: Actor, @Body({ schema: sessionProposal }) proposal: SessionProposal) {
    const found = await this.clashes.look(actor, proposal);
    return { items: found.map((clash) => clashResource(this.translator.for(actor.language), clash)) };
  }
}
