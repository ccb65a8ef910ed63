import { Injectable } from '@nestjs/common';
import { type Actor, conflict, enforce } from '#libs/kernel';
import { Quotas, Seats } from '#libs/training';
import { mayConfirmDossier } from './dossier/dossier.rules.js';
import { DossierState } from './dossier/dossier-state.js';
import { Enrolling } from './enrolling.js';
import type { Moving } from './held-nominations.js';
import type { Nomination } from './nomination.entity.js';
import type { StepFields } from './nomination.fields.js';
import { nominationAccess } from './nomination.policy.js';
import { NominationSteps } from './nomination-steps.js';

/** Seats: taken by the confirmation, given up by a withdrawal. */
@Injectable()
export class ConfirmationService {
  constructor(
    private readonly steps: NominationSteps,
    private readonly seats: Seats,
    private readonly quotas: Quotas,
    private readonly enrolling: Enrolling,
    private readonly dossiers: DossierState,
  ) {}

  /** Takes a seat of the run and of the quota (a replacement has its own already), and the days of the person. */
  confirm(actor: Actor, id: string): Promise<Nomination> {
    const how = { access: nominationAccess.confirm, action: 'nomination.confirmed' };
    return this.steps.take(
      actor,
      id,
      how,
      async (moving) => {
        const { nomination, taking } = moving;
        const taken = nomination.confirm(taking);
        enforce(mayConfirmDossier((await this.dossiers.ofOne(nomination.id)).missing));
        if (!nomination.holdsSeat) nomination.seatQuotaId = await this.takeSeat(moving);
        return taken;
      },
      async ({ nomination, run, taking }) => {
        await this.enrolling.begin(nomination, run, taking.at);
      },
    );
  }

  /** By the organisation, the Lao coordinator or the person. A seat that it frees goes to the reserves by rule. */
  withdraw(actor: Actor, id: string, { reason }: StepFields): Promise<Nomination> {
    const how = { access: nominationAccess.withdraw, action: 'nomination.withdrawn', reason };
    return this.steps.take(actor, id, how, ({ nomination, taking }) => nomination.withdraw(taking));
  }

  private async takeSeat({ nomination, place, run }: Moving): Promise<string> {
    const quota = await this.quotas.covering(nomination.runId, place.organisationPath);
    if (!quota) throw conflict('nomination.no_quota');
    const answer = await this.seats.take(nomination.runId, quota.id);
    if (answer === 'run_full') throw conflict('nomination.run_full', { capacity: run.capacity });
    if (answer === 'quota_exhausted') throw conflict('nomination.quota_exhausted', { seats: quota.seats });
    return quota.id;
  }
}
