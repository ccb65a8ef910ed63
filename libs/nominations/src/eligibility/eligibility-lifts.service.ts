import { Injectable } from '@nestjs/common';
import { type Actor, conflict, enforce, newId, requireGrant } from '#libs/kernel';
import { Audit, UnitOfWork } from '#libs/platform';
import { HeldNominations } from '../held-nominations.js';
import { nominationAccess } from '../nomination.policy.js';
import { isLive } from '../nomination.rules.js';
import type { LiftFields } from './eligibility.fields.js';
import { mayLift } from './eligibility.rules.js';
import { EligibilityFactsRepository } from './eligibility-facts.repository.js';
import { EligibilityFindings } from './eligibility-findings.js';
import { EligibilityLift } from './eligibility-lift.entity.js';

/** Blocks of a call, lifted one by one for one nomination. */
@Injectable()
export class EligibilityLifts {
  constructor(
    private readonly held: HeldNominations,
    private readonly findings: EligibilityFindings,
    private readonly facts: EligibilityFactsRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** By the Lao coordinator, with the reason. The run is held, so the rule lifted is the rule in force. */
  async lift(actor: Actor, id: string, { rule: kind, reason }: LiftFields): Promise<void> {
    const access = nominationAccess.liftBlock;
    requireGrant(actor, access);
    await this.unitOfWork.run(async () => {
      const { nomination, run, taking } = await this.held.hold(actor, id, { access });
      if (!isLive(nomination.status)) throw conflict('nomination.cannot_lift', { status: nomination.status });
      enforce(mayLift(await this.findings.binding(id, run), kind));
      const liftedRule = run.eligibilityRules.find((rule) => rule.kind === kind);
      const lift = { id: newId(), nominationId: id, rule: kind, liftedRule, reason };
      const done = { liftedBy: actor.accountId, liftedAt: taking.at };
      await this.facts.lift(Object.assign(new EligibilityLift(), lift, done));
      await this.audit.record(actor, {
        action: 'nomination.eligibility_lifted',
        noun: 'nomination',
        subjectId: id,
        reason,
        details: { as: 'lao', rule: kind, lifted: liftedRule },
      });
    });
  }
}
