import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, enforce, forbidden, localDateOf, requireGrant } from '#libs/kernel';
import { ActorLookup, type Organisation } from '#libs/people';
import { type CourseRun, RunsService } from '#libs/training';
import { nominationAccess } from '../nomination.policy.js';
import { mayNominate } from '../nomination.rules.js';
import { Nominees } from '../nominees.js';
import type { NominationImport } from './nomination-import.entity.js';

export interface Sender {
  actor: Actor;
  organisation: Organisation;
}

/** By whom, for whom and to which call people are nominated. */
export interface Terms extends Sender {
  run: CourseRun;
}

/** Whether what somebody sent may still be worked on: they have changed since, or the call has. */
@Injectable()
export class ImportTerms {
  constructor(
    private readonly actors: ActorLookup,
    private readonly nominees: Nominees,
    private readonly runs: RunsService,
    private readonly clock: Clock,
  ) {}

  /** With the rights of this moment; throws 403 when they may no longer nominate for the organisation. */
  async sender(sender: Actor, { organisationId }: NominationImport): Promise<Sender> {
    const actor = await this.actors.now(sender);
    if (!actor) throw forbidden('import.not_entitled');
    try {
      requireGrant(actor, nominationAccess.nominate);
      return { actor, organisation: await this.nominees.nominating(actor, organisationId) };
    } catch (error) {
      throw error instanceof DomainError && error.kind === 'forbidden' ? forbidden('import.not_entitled') : error;
    }
  }

  /** As `sender`, and throws 409 when nobody may be nominated now. */
  async now(sender: Actor, arrived: NominationImport): Promise<Terms> {
    const { actor, organisation } = await this.sender(sender, arrived);
    const run = await this.runs.getInSight(actor, arrived.runId);
    enforce(mayNominate(run, localDateOf(this.clock.now())));
    return { actor, organisation, run };
  }
}

/** Whether people who were prepared under the one are the same under the other. */
export const areSameTerms = (one: Sender, other: Sender): boolean =>
  one.organisation.version === other.organisation.version &&
  one.actor.organisationPath === other.actor.organisationPath &&
  one.actor.roles.toSorted().join() === other.actor.roles.toSorted().join();
