import { Body, Get, Patch, Post, Query } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import {
  ConfirmationService,
  LateSubstitution,
  type NominationChanges,
  NominationHistory,
  type NominationQuery,
  NominationsService,
  nominationAccess,
  nominationChanges,
  nominationQuery,
  type PlacementFields,
  PlacementService,
  placementFields,
  type ReservationFields,
  type ReturnFields,
  reservationFields,
  returnFields,
  SelectionService,
  type StepFields,
  type SubstitutionFields,
  SubstitutionService,
  stepFields,
  substitutionFields,
  type UnlockFields,
  unlockFields,
} from '#libs/nominations';
import { emptyForm, mapListing } from '#libs/platform';
import { Allow, Answers, Api, CurrentActor, Id, IfMatch, listOf } from '../web/index.js';
import { nominationDetailSchema } from './eligibility/eligibility.view.js';
import { historyResource, historySchema, nominationResource, nominationSchema } from './nomination.view.js';
import { NominationAnswer } from './nomination-answer.js';

@Api('nominations')
export class NominationsApi {
  constructor(
    private readonly nominations: NominationsService,
    private readonly placement: PlacementService,
    private readonly selection: SelectionService,
    private readonly confirmation: ConfirmationService,
    private readonly substitution: SubstitutionService,
    private readonly late: LateSubstitution,
    private readonly histories: NominationHistory,
    private readonly answer: NominationAnswer,
  ) {}

  /** Across all runs. `waiting=me`: what waits on the caller's next step. */
  @Get()
  @Allow(nominationAccess.read)
  @Answers(listOf(nominationSchema))
  async list(@CurrentActor() actor: Actor, @Query({ schema: nominationQuery }) query: NominationQuery) {
    return mapListing(await this.nominations.list(actor, query), nominationResource);
  }

  @Get(':id')
  @Allow(nominationAccess.read)
  @Answers(nominationDetailSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return this.answer.of(actor, id);
  }

  /** Who did what, when and why, and which mails told of it, oldest first. */
  @Get(':id/history')
  @Allow(nominationAccess.read)
  @Answers(historySchema)
  async history(@CurrentActor() actor: Actor, @Id() id: string) {
    const entries = await this.histories.of(actor, id);
    return historyResource(entries, await this.histories.mailsOf(actor, id));
  }

  /** A draft, or what was returned. */
  @Patch(':id')
  @Allow(nominationAccess.nominate)
  @Answers(nominationDetailSchema)
  async edit(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body({ schema: nominationChanges }) changes: NominationChanges,
  ) {
    await this.nominations.edit(actor, id, version, changes);
    return this.get(actor, id);
  }

  /** Moves a draft, or what was returned, to that place of its organisation's list; the others close up. */
  @Post(':id/placement')
  @Allow(nominationAccess.nominate)
  @Answers(nominationDetailSchema)
  async place(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: placementFields }) { rank }: PlacementFields,
  ) {
    await this.placement.move(actor, id, rank);
    return this.get(actor, id);
  }

  @Post(':id/submission')
  @Allow(nominationAccess.nominate)
  @Answers(nominationDetailSchema)
  async submit(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    await this.nominations.submit(actor, id);
    return this.get(actor, id);
  }

  /** From reserve or after a refusal it needs a reason. */
  @Post(':id/selection')
  @Allow(nominationAccess.select)
  @Answers(nominationDetailSchema)
  async select(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: stepFields }) fields: StepFields) {
    await this.selection.select(actor, id, fields);
    return this.get(actor, id);
  }

  /** `position` in the run's one order of reserves; last when left out. */
  @Post(':id/reservation')
  @Allow(nominationAccess.select)
  @Answers(nominationDetailSchema)
  async reserve(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: reservationFields }) fields: ReservationFields,
  ) {
    await this.selection.reserve(actor, id, fields);
    return this.get(actor, id);
  }

  @Post(':id/non-selection')
  @Allow(nominationAccess.select)
  @Answers(nominationDetailSchema)
  async notSelect(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: stepFields }) fields: StepFields) {
    await this.selection.notSelect(actor, id, fields);
    return this.get(actor, id);
  }

  /** Back to the organisation, which may submit again until `until`. */
  @Post(':id/return')
  @Allow(nominationAccess.return)
  @Answers(nominationDetailSchema)
  async return(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: returnFields }) fields: ReturnFields) {
    await this.selection.return(actor, id, fields);
    return this.get(actor, id);
  }

  @Post(':id/confirmation')
  @Allow(nominationAccess.confirm)
  @Answers(nominationDetailSchema)
  async confirm(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    await this.confirmation.confirm(actor, id);
    return this.get(actor, id);
  }

  /** By the organisation, the Lao coordinator or the person. A draft needs no reason. */
  @Post(':id/withdrawal')
  @Allow(nominationAccess.withdraw)
  @Answers(nominationDetailSchema)
  async withdraw(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: stepFields }) fields: StepFields) {
    await this.confirmation.withdraw(actor, id, fields);
    return this.get(actor, id);
  }

  /** Answers the one replaced; `replacedById` names the replacement, for which the seat is held. */
  @Post(':id/substitution')
  @Allow(nominationAccess.nominate)
  @Answers(nominationDetailSchema)
  async substitute(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: substitutionFields }) fields: SubstitutionFields,
  ) {
    await this.substitution.substitute(actor, id, fields);
    return this.get(actor, id);
  }
  /** Viet Nam lets this one be replaced after the last day for it, once. */
  @Post(':id/substitution-unlock')
  @Allow(nominationAccess.unlockSubstitution)
  @Answers(nominationDetailSchema)
  async unlockSubstitution(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: unlockFields }) fields: UnlockFields,
  ) {
    await this.late.unlock(actor, id, fields);
    return this.get(actor, id);
  }
}
