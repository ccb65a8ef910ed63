import { Body, Get, Post, Query } from '@nestjs/common';
import {
  attendanceAccess,
  type CorrectionFields,
  type CorrectionQuery,
  CorrectionsService,
  correctionFields,
  correctionQuery,
} from '#libs/attendance';
import type { Actor } from '#libs/kernel';
import { emptyForm, mapListing, reasonForm } from '#libs/platform';
import { Allow, Answers, Api, CurrentActor, Id, listOf } from '../web/index.js';
import { correctionResource, correctionSchema } from './attendance.view.js';

/** Asking for another mark after the roll was closed. */
@Api('attendance-marks')
export class AttendanceMarksApi {
  constructor(private readonly corrections: CorrectionsService) {}

  /** Viet Nam's own is approved at once. */
  @Post(':id/correction')
  @Allow(attendanceAccess.correct)
  @Answers(correctionSchema)
  async correct(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: correctionFields }) fields: CorrectionFields,
  ) {
    return correctionResource(await this.corrections.correct(actor, id, fields));
  }
}

@Api('attendance-corrections')
export class AttendanceCorrectionsApi {
  constructor(private readonly corrections: CorrectionsService) {}

  @Get()
  @Allow(attendanceAccess.correct)
  @Answers(listOf(correctionSchema))
  async list(@CurrentActor() actor: Actor, @Query({ schema: correctionQuery }) query: CorrectionQuery) {
    return mapListing(await this.corrections.list(actor, query), correctionResource);
  }

  @Get(':id')
  @Allow(attendanceAccess.correct)
  @Answers(correctionSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return correctionResource(await this.corrections.get(actor, id));
  }

  @Post(':id/approval')
  @Allow(attendanceAccess.decideCorrection)
  @Answers(correctionSchema)
  async approve(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    return correctionResource(await this.corrections.approve(actor, id));
  }

  @Post(':id/refusal')
  @Allow(attendanceAccess.decideCorrection)
  @Answers(correctionSchema)
  async refuse(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: reasonForm }) body: { reason: string }) {
    return correctionResource(await this.corrections.refuse(actor, id, body.reason));
  }
}
