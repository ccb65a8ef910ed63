import { Body, Post } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '#libs/kernel';
import { Translator } from '#libs/platform';
import {
  clashCodes,
  clashLevels,
  SessionClashesService,
  type SessionProposal,
  sessionAccess,
  sessionProposal,
} from '#libs/training';
import { Allow, Answers, Api, CurrentActor } from '../web/index.js';

const clashSchema = z.object({
  code: z.enum(clashCodes),
  /** `block` is refused, `warning` passes with `override`. */
  level: z.enum(clashLevels),
  /** The field to change, as a JSON pointer. */
  pointer: z.string(),
  message: z.string(),
  /** Both sides: room, instructor or people, and the session that has them. */
  args: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

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
    const t = this.translator.for(actor.language);
    const items = found.map(({ code, level, field, args }) => ({
      code,
      level,
      pointer: `/${field}`,
      message: t(`errors.${code}`, args),
      args,
    }));
    return { items };
  }
}
