import { Injectable } from '@nestjs/common';
import { type Actor, requireGrant } from '#libs/kernel';
import { Audit, UnitOfWork } from '#libs/platform';
import { HeldNominations } from '../held-nominations.js';
import type { Nomination } from '../nomination.entity.js';
import { nominationAccess } from '../nomination.policy.js';
import type { UnlockFields } from './substitution.fields.js';
import { SubstitutionUnlocks } from './substitution-unlocks.repository.js';

/** After the last day for it, somebody is replaced only where Viet Nam unlocks this one nomination, with a reason. */
@Injectable()
export class LateSubstitution {
  constructor(
    private readonly held: HeldNominations,
    private readonly unlocks: SubstitutionUnlocks,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** Good for one substitution, until the run is over. Refuses a second one while the first is unused. */
  async unlock(actor: Actor, id: string, { reason }: UnlockFields): Promise<Nomination> {
    const access = nominationAccess.unlockSubstitution;
    requireGrant(actor, access);
    return this.unitOfWork.run(async () => {
      const { nomination, taking } = await this.held.hold(actor, id, { access, reason });
      const as = nomination.unlockSubstitution({ ...taking, isUnlocked: await this.unlocks.isOpen(id) });
      await this.unlocks.give(id, { unlockedBy: actor.accountId, unlockedAt: taking.at, reason });
      await this.audit.record(actor, {
        action: 'nomination.substitution_unlocked',
        noun: 'nomination',
        subjectId: id,
        reason,
        details: { as },
      });
      return nomination;
    });
  }
}
