import { Injectable } from '@nestjs/common';
import { type Actor, type Denial, requireGrant, scopeOf } from '#libs/kernel';
import { EnrolmentLookup } from '#libs/nominations';
import { AcceptedOutputs, type OutputUnderWay } from '#libs/outputs';
import { RunLookup, type RunRow } from '#libs/training';
import type { BatchStatus } from './batch.rules.js';
import { certificateAccess } from './certificate.policy.js';
import { type Eligibility, EligibilityService } from './eligibility.service.js';
import { SpecimensService } from './specimens.service.js';
import { UncertifiedSeatsRepository } from './uncertified-seats.repository.js';

/** How one stands before a certificate of one's own that is not there yet. */
export interface Prospect {
  run: RunRow;
  eligibility: Eligibility;
  /** Kind → what one has written or handed in of it and is not accepted yet, whether the kind is required or met already. */
  underWay: ReadonlyMap<string, OutputUnderWay>;
  /** Why no certificate could be drawn although all conditions are met; null when nothing is in the way. */
  hindrance: Denial | null;
  /** How far the decision is on whose list one stands; null while one is on none. */
  listed: BatchStatus | null;
}

/** What a trainee still has to do for the next certificate, by the rules that decisions are made by. */
@Injectable()
export class OwnEligibility {
  constructor(
    private readonly seats: UncertifiedSeatsRepository,
    private readonly eligibility: EligibilityService,
    private readonly specimens: SpecimensService,
    private readonly enrolments: EnrolmentLookup,
    private readonly outputs: AcceptedOutputs,
    private readonly runs: RunLookup,
  ) {}

  /** Of every run in which the actor has a seat and no certificate, the latest first. */
  async list(actor: Actor): Promise<Prospect[]> {
    requireGrant(actor, certificateAccess.readOwnEligibility);
    const { selfPersonId } = scopeOf(actor, certificateAccess.readOwnEligibility);
    if (!selfPersonId) return [];
    const seats = await this.seats.ofPerson(selfPersonId);
    const runs = await this.runs.byIds(seats.map(({ runId }) => runId));
    const prospects: Prospect[] = [];
    for (const { enrolmentId, runId, listed } of seats) {
      const enrolments = await this.enrolments.byIds([enrolmentId]);
      for (const eligibility of await this.eligibility.ofSeats(runId, enrolments)) {
        const underWay = await this.outputs.underWay(enrolmentId);
        const hindrances = eligibility.isEligible ? await this.specimens.hindrances(runId, [eligibility]) : null;
        const hindrance = hindrances?.get(enrolmentId) ?? null;
        prospects.push({ run: runs.get(runId)!, eligibility, underWay, hindrance, listed });
      }
    }
    return prospects;
  }
}
