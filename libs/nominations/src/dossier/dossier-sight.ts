import { Injectable } from '@nestjs/common';
import { type AccessRow, type Actor, Clock, localDateOf, notFound } from '#libs/kernel';
import { RunLookup } from '#libs/training';
import type { Nomination } from '../nomination.entity.js';
import { partiesOf } from '../nomination.policy.js';
import type { Circumstances } from '../nomination.rules.js';
import { NominationsRepository, type Place } from '../nominations.repository.js';

/** Finds the nomination a dossier belongs to, in somebody's sight; nothing is held. */
@Injectable()
export class DossierSight {
  constructor(
    private readonly nominations: NominationsRepository,
    private readonly runs: RunLookup,
    private readonly clock: Clock,
  ) {}

  async locate(actor: Actor, row: AccessRow, nominationId: string): Promise<Place> {
    const place = await this.nominations.locate(actor, row, nominationId);
    if (!place) throw notFound('nomination');
    return place;
  }

  async look(
    actor: Actor,
    row: AccessRow,
    nominationId: string,
  ): Promise<{ nomination: Nomination; circumstances: Circumstances }> {
    const place = await this.locate(actor, row, nominationId);
    const run = await this.runs.get(place.runId);
    const circumstances = { run, today: localDateOf(this.clock.now()), parties: partiesOf(actor, place) };
    return { nomination: await this.nominations.load(nominationId), circumstances };
  }
}
