import { Injectable } from '@nestjs/common';
import { type AccessRow, type Actor, Clock, localDateOf, notFound } from '#libs/kernel';
import { type CourseRun, RunLookup } from '#libs/training';
import type { Nomination, Taking } from './nomination.entity.js';
import { partiesOf } from './nomination.policy.js';
import { NominationsRepository, type Place } from './nominations.repository.js';

/** A nomination being moved on, in a unit that holds its run. */
export interface Moving {
  nomination: Nomination;
  place: Place;
  run: CourseRun;
  taking: Taking;
}

/**
 * Nominations whose run the unit holds. It is held before anything is loaded, so that the seats, the order of reserves,
 * the dates and the rules of the call are those of the commit before.
 */
@Injectable()
export class HeldNominations {
  constructor(
    private readonly nominations: NominationsRepository,
    private readonly runs: RunLookup,
    private readonly clock: Clock,
  ) {}

  /** Finds the nomination in sight of reading and of the action, holds its run, then loads both. */
  async hold(actor: Actor, id: string, { access, reason }: { access: AccessRow; reason?: string | undefined }) {
    const place = await this.nominations.locate(actor, access, id);
    if (!place) throw notFound('nomination');
    return this.load(actor, place, await this.runs.hold(place.runId), reason);
  }

  /** One in sight, whose run is held. */
  async load(actor: Actor, place: Place, run: CourseRun, reason?: string): Promise<Moving> {
    const at = this.clock.now();
    const taking = { run, today: localDateOf(at), at, parties: partiesOf(actor, place), reason: reason ?? null };
    return { nomination: await this.nominations.load(place.id), place, run, taking };
  }
}
