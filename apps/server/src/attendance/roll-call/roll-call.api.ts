import { Get } from '@nestjs/common';
import { attendanceAccess, RollCall } from '#libs/attendance';
import type { Actor } from '#libs/kernel';
import { Allow, Answers, Api, CurrentActor } from '../../web/index.js';
import { rollCallResource, rollCallSchema } from './roll-call.view.js';

/** What a device takes along; `POST /roll-syncs` takes in what it brings back. */
@Api('roll-call')
export class RollCallApi {
  constructor(private readonly rollCall: RollCall) {}

  /** The sessions from yesterday to seven days ahead whose roll the caller may take, with everybody on them. */
  @Get()
  @Allow(attendanceAccess.mark)
  @Answers(rollCallSchema)
  async take(@CurrentActor() actor: Actor) {
    return rollCallResource(await this.rollCall.take(actor));
  }
}
