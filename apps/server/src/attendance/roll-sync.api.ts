import { Body, Post } from '@nestjs/common';
import { attendanceAccess, RollSync, type RollSyncFields, rollSyncFields } from '#libs/attendance';
import type { Actor } from '#libs/kernel';
import { Translator } from '#libs/platform';
import { Allow, Answers, Api, CurrentActor } from '../web/index.js';
import { rollSyncResource, rollSyncSchema } from './roll-sync.view.js';

/** What a device said without a network. */
@Api('roll-syncs')
export class RollSyncApi {
  constructor(
    private readonly rollSync: RollSync,
    private readonly translator: Translator,
  ) {}

  /**
   * Every mark has an outcome of its own; one that is refused does not hold up the others. Sent again, in any order and in
   * other parts, marks change nothing.
   */
  @Post()
  @Allow(attendanceAccess.mark)
  @Answers(rollSyncSchema)
  async sync(@CurrentActor() actor: Actor, @Body({ schema: rollSyncFields }) fields: RollSyncFields) {
    return rollSyncResource(await this.rollSync.sync(actor, fields), this.translator.for(actor.language));
  }
}
