import { Injectable } from '@nestjs/common';
import { type Actor, conflict, enforce, forbidden, requireGrant } from '#libs/kernel';
import { Audit, UnitOfWork } from '#libs/platform';
import { RunLookup } from '#libs/training';
import { HeldNominations, type Moving } from '../held-nominations.js';
import type { Nomination } from '../nomination.entity.js';
import { isOnBehalf, nominationAccess } from '../nomination.policy.js';
import { findStep } from '../nomination.rules.js';
import { NominationsRepository } from '../nominations.repository.js';
import { mayMovePast, placeInList, shiftFor } from './placement.rules.js';
import { Placements } from './placements.repository.js';

/** Putting people in order. Runs are held, so whoever moves next sees what the one before has done. */
@Injectable()
export class PlacementService {
  constructor(
    private readonly held: HeldNominations,
    private readonly nominations: NominationsRepository,
    private readonly placements: Placements,
    private readonly runs: RunLookup,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** Moves a draft, or what was returned, to a place of its organisation's list; the others close up. */
  async move(actor: Actor, id: string, rank: number): Promise<Nomination> {
    requireGrant(actor, nominationAccess.nominate);
    return this.unitOfWork.run(async () => {
      const moving = await this.held.hold(actor, id, { access: nominationAccess.nominate });
      if (await this.moveWithin(actor, moving, rank)) await this.nominations.save(moving.nomination);
      return moving.nomination;
    });
  }

  /** The same in a unit that already holds the run. Answers whether it moved. */
  async moveWithin(actor: Actor, { nomination, place, taking }: Moving, rank: number): Promise<boolean> {
    enforce(mayMovePast(nomination.status, false));
    const found = findStep('edit', nomination, taking);
    if ('denied' in found) {
      const refuse = found.denied === 'nomination.not_your_step' ? forbidden : conflict;
      throw refuse(found.denied, found.args);
    }
    const from = nomination.rank;
    await this.settle(nomination, rank);
    if (nomination.rank === from) return false;
    const onBehalf = isOnBehalf(actor, found.as, place.organisationPath) ? { onBehalf: true } : {};
    await this.audit.record(actor, {
      action: 'nomination.placed',
      noun: 'nomination',
      subjectId: nomination.id,
      details: { as: found.as, fromRank: from, toRank: nomination.rank, ...onBehalf },
    });
    return true;
  }

  /** The place behind the last, for somebody who joins the list in this unit: until its end the run is held. */
  async next(runId: string, organisationId: string): Promise<number> {
    await this.runs.hold(runId);
    return (await this.placements.last({ runId, organisationId })) + 1;
  }

  /** Puts somebody on the list at the place wished for, unless that passes those whose order is frozen. */
  async settle(nomination: Nomination, wished: number): Promise<void> {
    const to = placeInList(wished, await this.placements.last(nomination));
    const shift = shiftFor(nomination.rank, to);
    if (!shift) return;
    enforce(mayMovePast(nomination.status, await this.placements.holdsFrozen(nomination, shift.first, shift.last)));
    await this.placements.move(nomination, to);
  }
}
