import { Injectable } from '@nestjs/common';
import { type Actor, Clock, conflict, enforce, invalid, requireGrant } from '#libs/kernel';
import { Audit, UnitOfWork } from '#libs/platform';
import { Quotas, Seats } from '#libs/training';
import { mayConfirmDossier } from './dossier/dossier.rules.js';
import { DossierState } from './dossier/dossier-state.js';
import { Enrolling } from './enrolling.js';
import type { Nomination } from './nomination.entity.js';
import type { StepFields, SubstitutionFields } from './nomination.fields.js';
import { nominationAccess } from './nomination.policy.js';
import { type Moving, NominationSteps } from './nomination-steps.js';
import { NominationsRepository } from './nominations.repository.js';
import { Nominees } from './nominees.js';
import { NominationNews } from './notices/nomination-news.js';
import { SubstitutionUnlocks } from './substitution/substitution-unlocks.repository.js';

/** Seats: taken by the confirmation, given up by a withdrawal, handed on by a substitution. */
@Injectable()
export class ConfirmationService {
  constructor(
    private readonly steps: NominationSteps,
    private readonly nominations: NominationsRepository,
    private readonly nominees: Nominees,
    private readonly seats: Seats,
    private readonly quotas: Quotas,
    private readonly enrolling: Enrolling,
    private readonly dossiers: DossierState,
    private readonly unlocks: SubstitutionUnlocks,
    private readonly news: NominationNews,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
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

  /**
   * Puts somebody else of the same organisation in the place of a confirmed person: the replacement is submitted in
   * the same step and the seat stays held for it. After the last day for it, it uses up Viet Nam's unlock. Answers both.
   */
  async substitute(actor: Actor, id: string, fields: SubstitutionFields): Promise<Substitution> {
    requireGrant(actor, nominationAccess.nominate);
    return this.unitOfWork.run(async () => {
      let replacement: Nomination | undefined;
      const how = {
        access: nominationAccess.nominate,
        action: 'nomination.substituted',
        reason: fields.reason,
        details: () => ({ replacementId: replacement?.id }),
      };
      const replaced = await this.steps.take(actor, id, how, async (moving) => {
        const { nomination, taking } = moving;
        const isUnlocked = await this.unlocks.use(id, taking.at);
        replacement = await this.replacementFor(actor, moving, fields);
        return nomination.substitute(replacement, { ...taking, isUnlocked });
      });
      return { replaced, replacement: await this.enter(actor, replacement!) };
    });
  }

  private async takeSeat({ nomination, place, run }: Moving): Promise<string> {
    const quota = await this.quotas.covering(nomination.runId, place.organisationPath);
    if (!quota) throw conflict('nomination.no_quota');
    const answer = await this.seats.take(nomination.runId, quota.id);
    if (answer === 'run_full') throw conflict('nomination.run_full', { capacity: run.capacity });
    if (answer === 'quota_exhausted') throw conflict('nomination.quota_exhausted', { seats: quota.seats });
    return quota.id;
  }

  private async replacementFor(actor: Actor, { nomination, run }: Moving, fields: SubstitutionFields) {
    const { organisationId, rank } = nomination;
    const personId = await this.nominees.identify(actor, organisationId, fields);
    if (personId === nomination.personId) throw invalid({ pointer: '/personId', code: 'nomination.same_person' });
    return this.nominees.draft(actor, run, organisationId, personId, rank, fields);
  }

  /** The replacement enters as submitted, after the one it replaces has let go of the seat. */
  private async enter(actor: Actor, replacement: Nomination): Promise<Nomination> {
    replacement.status = 'submitted';
    replacement.submittedAt = this.clock.now();
    await this.nominations.add(replacement);
    await this.news.moved(actor, replacement, null, 'nomination.submitted');
    await this.audit.record(actor, {
      action: 'nomination.submitted',
      noun: 'nomination',
      subjectId: replacement.id,
      details: { to: 'submitted', as: 'organisation', replaces: replacement.replacesId, seat: 'held' },
    });
    return replacement;
  }
}

export interface Substitution {
  replaced: Nomination;
  replacement: Nomination;
}
