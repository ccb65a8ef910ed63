import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, type FieldError, invalid, requireGrant } from '#libs/kernel';
import { UnitOfWork } from '#libs/platform';
import { RunLookup, RunsService } from '#libs/training';
import { HeldNominations } from '../held-nominations.js';
import type { Nomination } from '../nomination.entity.js';
import type { BulkFields } from '../nomination.fields.js';
import { nominationAccess } from '../nomination.policy.js';
import { NominationSteps } from '../nomination-steps.js';
import { NominationsRepository, type RankedPlace } from '../nominations.repository.js';
import { type Choice, SelectionService } from '../selection.service.js';
import { inTurn } from './order.rules.js';
import { Refusals } from './refusals.js';
import { SelectionOrder } from './selection-order.repository.js';

/** Several decided on in one step: all of them or none. */
@Injectable()
export class BulkSelection {
  constructor(
    private readonly selection: SelectionService,
    private readonly held: HeldNominations,
    private readonly steps: NominationSteps,
    private readonly order: SelectionOrder,
    private readonly nominations: NominationsRepository,
    private readonly runs: RunsService,
    private readonly runsHeld: RunLookup,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * At most 100 nominations of one run, held once for all; decided on by rank, answered in the order given. A refusal
   * names every one that cannot be decided on so, and why: `/nominationIds/3`.
   */
  async decide(actor: Actor, runId: string, fields: BulkFields): Promise<Nomination[]> {
    requireGrant(actor, nominationAccess.select);
    return this.unitOfWork.run(async () => {
      await this.runs.getInSight(actor, runId);
      const run = await this.runsHeld.hold(runId);
      const places = await this.located(actor, runId, fields.nominationIds);
      const { how, act, after } = await this.choice(runId, fields, places);
      const refusals = new Refusals(fields.nominationIds);
      const decided = new Map<string, Nomination>();
      for (const place of inTurn(places, fields.step === 'reservation')) {
        await refusals.keeping(place.id, async () => {
          const moving = await this.held.load(actor, place, run, fields.reason);
          decided.set(place.id, await this.steps.proceed(actor, how, moving, act, after));
        });
      }
      refusals.enforce();
      return fields.nominationIds.map((id) => decided.get(id)!);
    });
  }

  /** In the order given; whoever is not of the run, or out of sight, is a wrong choice. */
  private async located(actor: Actor, runId: string, ids: readonly string[]): Promise<RankedPlace[]> {
    const found = await this.nominations.locateEach(actor, nominationAccess.select, runId, ids);
    const places = new Map(found.map((place) => [place.id, place]));
    const strangers = ids.flatMap((id, index): FieldError[] =>
      places.has(id) ? [] : [{ pointer: `/nominationIds/${index}`, code: 'field.not_a_choice' }],
    );
    if (strangers.length > 0) throw invalid(...strangers);
    return ids.map((id) => places.get(id)!);
  }

  private async choice(runId: string, fields: BulkFields, places: readonly RankedPlace[]): Promise<Choice> {
    const { step, reason, until } = fields;
    if (step === 'selection') return this.selection.selecting({ reason }, await this.order.skippedBy(runId, places));
    if (step === 'reservation') return this.selection.reserving({ reason });
    if (step === 'non_selection') return this.selection.notSelecting({ reason });
    if (!reason || !until) throw new DomainError('unexpected', 'unexpected');
    return this.selection.returning({ reason, until });
  }
}
