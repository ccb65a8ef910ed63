import { Body, Get, Post, Query } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import {
  EnrolmentsService,
  enrolmentAccess,
  type NominationFields,
  type NominationQuery,
  NominationsService,
  nominationAccess,
  nominationFields,
  nominationQuery,
  type RosterQuery,
  rosterQuery,
} from '#libs/nominations';
import { mapListing } from '#libs/platform';
import { Allow, Answers, Api, Creates, CurrentActor, Id, listOf } from '../web/index.js';
import { nominationDetailSchema } from './eligibility/eligibility.view.js';
import { enrolmentResource, enrolmentSchema, nominationResource, nominationSchema } from './nomination.view.js';
import { NominationAnswer } from './nomination-answer.js';

/** The nominations and the roster of one run. */
@Api('runs')
export class RunNominationsApi {
  constructor(
    private readonly nominations: NominationsService,
    private readonly answer: NominationAnswer,
    private readonly enrolments: EnrolmentsService,
  ) {}

  @Get(':runId/nominations')
  @Allow(nominationAccess.read)
  @Answers(listOf(nominationSchema))
  async list(
    @CurrentActor() actor: Actor,
    @Id('runId') runId: string,
    @Query({ schema: nominationQuery }) query: NominationQuery,
  ) {
    return mapListing(await this.nominations.list(actor, { ...query, runId }), nominationResource);
  }

  /** A draft: of a known person by `personId`, or of one whose details are given as `person`. */
  @Post(':runId/nominations')
  @Allow(nominationAccess.nominate)
  @Creates(nominationDetailSchema, '/api/v1/nominations')
  async nominate(
    @CurrentActor() actor: Actor,
    @Id('runId') runId: string,
    @Body({ schema: nominationFields }) fields: NominationFields,
  ) {
    const { id } = await this.nominations.nominate(actor, runId, fields);
    return this.answer.of(actor, id);
  }

  @Get(':runId/enrolments')
  @Allow(enrolmentAccess.roster)
  @Answers(listOf(enrolmentSchema))
  async roster(
    @CurrentActor() actor: Actor,
    @Id('runId') runId: string,
    @Query({ schema: rosterQuery }) query: RosterQuery,
  ) {
    return mapListing(await this.enrolments.roster(actor, runId, query), enrolmentResource);
  }
}
