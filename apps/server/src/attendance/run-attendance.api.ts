import { Body, Get, Put } from '@nestjs/common';
import {
  type AssessmentFields,
  AssessmentsService,
  assessmentAccess,
  assessmentRows,
  attendanceAccess,
  RatesService,
} from '#libs/attendance';
import type { Actor } from '#libs/kernel';
import { Allow, Answers, Api, CurrentActor, Id, MayRefuse } from '../web/index.js';
import {
  assessmentsResource,
  assessmentsSchema,
  runAttendanceResource,
  runAttendanceSchema,
} from './attendance.view.js';

/** Rates and assessments of one run. */
@Api('runs')
export class RunAttendanceApi {
  constructor(
    private readonly rates: RatesService,
    private readonly assessments: AssessmentsService,
  ) {}

  @Get(':id/attendance')
  @Allow(attendanceAccess.read)
  @Answers(runAttendanceSchema)
  async attendance(@CurrentActor() actor: Actor, @Id() id: string) {
    return runAttendanceResource(await this.rates.list(actor, id));
  }

  @Get(':id/assessments')
  @Allow(assessmentAccess.read)
  @Answers(assessmentsSchema)
  async list(@CurrentActor() actor: Actor, @Id() id: string) {
    return assessmentsResource(await this.assessments.list(actor, id));
  }

  /** Lines sent are recorded, all or none; enrolments not sent stay as they are. */
  @Put(':id/assessments')
  @Allow(assessmentAccess.record)
  @MayRefuse(412)
  @Answers(assessmentsSchema)
  async record(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: assessmentRows }) lines: AssessmentFields[],
  ) {
    return assessmentsResource(await this.assessments.record(actor, id, lines));
  }
}
