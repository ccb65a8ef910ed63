import { Injectable } from '@nestjs/common';
import { type Actor, requireGrant, scopeOf } from '#libs/kernel';
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

  /** Of the whole run: seats confirmed, and women among them. Null for those who see a part of the roster only. */
  async figures(actor: Actor, runId: string): Promise<{ all: number; women: number } | null> {
    const { allBy } = scopeOf(actor, enrolmentAccess.roster);
    return allBy.length > 0 ? this.rosters.countActive(runId) : null;
  }
}
