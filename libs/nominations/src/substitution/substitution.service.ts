import { Injectable } from '@nestjs/common';
import { type Actor, invalid, requireGrant } from '#libs/kernel';
import { Audit, UnitOfWork } from '#libs/platform';
import type { Moving } from '../held-nominations.js';
import type { Nomination } from '../nomination.entity.js';
import type { SubstitutionFields } from '../nomination.fields.js';
import { nominationAccess } from '../nomination.policy.js';
import { NominationSteps } from '../nomination-steps.js';
import { NominationsRepository } from '../nominations.repository.js';
import { Nominees } from '../nominees.js';
import { NominationNews } from '../notices/nomination-news.js';
import { SubstitutionUnlocks } from './substitution-unlocks.repository.js';

export interface Substitution {
  replaced: Nomination;
  replacement: Nomination;
}

/** A confirmed seat handed on to somebody else of the same organisation. */
@Injectable()
export class SubstitutionService {
  constructor(
    private readonly steps: NominationSteps,
    private readonly nominations: NominationsRepository,
    private readonly nominees: Nominees,
    private readonly unlocks: SubstitutionUnlocks,
    private readonly news: NominationNews,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

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

  private async replacementFor(actor: Actor, { nomination, run, taking }: Moving, fields: SubstitutionFields) {
    const { organisationId, rank } = nomination;
    const personId = await this.nominees.identify(actor, organisationId, fields);
    if (personId === nomination.personId) throw invalid({ pointer: '/personId', code: 'nomination.same_person' });
    const replacement = this.nominees.draft(actor, run, organisationId, personId, rank, fields);
    return Object.assign(replacement, { status: 'submitted', submittedAt: taking.at } as const);
  }

  /** The replacement enters as submitted, after the one it replaces has let go of the seat. */
  private async enter(actor: Actor, replacement: Nomination): Promise<Nomination> {
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
