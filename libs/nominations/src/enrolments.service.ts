import { Injectable } from '@nestjs/common';
import { type Actor, requireGrant } from '#libs/kernel';
import type { Listing } from '#libs/platform';
import { RunsService } from '#libs/training';
import type { RosterQuery } from './nomination.fields.js';
import { enrolmentAccess } from './nomination.policy.js';
import { RosterRepository, type RosterRow } from './roster.repository.js';

/** Who has a seat, as people read it. */
@Injectable()
export class EnrolmentsService {
  constructor(
    private readonly rosters: RosterRepository,
    private readonly runs: RunsService,
  ) {}

  /** The part of the roster that the actor sees, by name. Ended enrolments are in it, marked as such. */
  async roster(actor: Actor, runId: string, query: RosterQuery): Promise<Listing<RosterRow>> {
    requireGrant(actor, enrolmentAccess.roster);
    await this.runs.getInSight(actor, runId);
    return this.rosters.ofRun(actor, runId, query);
  }

  /** Figures of the whole run for its heading: seats confirmed, and women among them. */
  countActive(runId: string): Promise<{ all: number; women: number }> {
    return this.rosters.countActive(runId);
  }
}
