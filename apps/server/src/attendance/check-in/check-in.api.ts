import { Body, Inject, Post } from '@nestjs/common';
import { attendanceAccess, CheckInsService } from '#libs/attendance';
import { type Actor, Clock } from '#libs/kernel';
import { CONFIGURATION, type Configuration, emptyForm } from '#libs/platform';
import { Allow, Answers, Api, CurrentActor, Id, Unkeyed } from '../../web/index.js';
import {
  type CheckInFields,
  checkInCodeResource,
  checkInCodeSchema,
  checkInFields,
  checkInResource,
  checkInSchema,
} from './check-in.view.js';

/** The code by which people check themselves in to a session. */
@Api('sessions')
export class CheckInCodesApi {
  constructor(
    private readonly checkIns: CheckInsService,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** Another every 30 seconds, each good for at most a minute. 409 before and after the time of checking in. */
  @Post(':id/check-in-code')
  @Allow(attendanceAccess.openCheckIn)
  @Unkeyed()
  @Answers(checkInCodeSchema)
  async open(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    return checkInCodeResource(await this.checkIns.open(actor, id), this.configuration.publicUrl, this.clock.now());
  }
}

/** People who say themselves that they are there. */
@Api('check-ins')
export class CheckInsApi {
  constructor(private readonly checkIns: CheckInsService) {}

  /** With the token of a scanned code. Said before, it changes nothing. */
  @Post()
  @Allow(attendanceAccess.checkIn)
  @Answers(checkInSchema)
  async checkIn(@CurrentActor() actor: Actor, @Body({ schema: checkInFields }) { token }: CheckInFields) {
    return checkInResource(await this.checkIns.checkIn(actor, token));
  }
}
