import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { Audit } from '#libs/platform';
import type { Moving } from './held-nominations.js';
import { NominationListsRepository } from './list/nomination-lists.repository.js';
import type { Nomination, Taken } from './nomination.entity.js';
import { isOnBehalf } from './nomination.policy.js';
import type { Letter } from './nomination-history.js';

/** What the audit trail says of a step. */
export interface StepWords {
  /** `nomination.selected`. */
  action: string;
  reason?: string | undefined;
}

/** Writes down each step: who took it as whom, from where to where, and the letter it was taken by. */
@Injectable()
export class StepRecord {
  constructor(
    private readonly lists: NominationListsRepository,
    private readonly audit: Audit,
  ) {}

  async write(
    actor: Actor,
    { action, reason }: StepWords,
    { nomination, place }: Moving,
    { from, as }: Taken,
    more: Record<string, unknown>,
  ): Promise<void> {
    const onBehalf = isOnBehalf(actor, as, place.organisationPath) ? { onBehalf: true } : {};
    await this.audit.record(actor, {
      action,
      noun: 'nomination',
      subjectId: nomination.id,
      reason: reason ?? null,
      details: { from, to: nomination.status, as, ...onBehalf, ...(await this.letterOf(nomination)), ...more },
    });
  }

  /** The organisation's letter of that day, its own or that of the list: it may be another one later. */
  private async letterOf(nomination: Nomination): Promise<{ letter?: Letter }> {
    const { runId, organisationId } = nomination;
    const isOwn = nomination.letterNumber || nomination.letterDate;
    const from = isOwn ? nomination : await this.lists.find(runId, organisationId);
    if (!from?.letterNumber && !from?.letterDate) return {};
    return { letter: { number: from.letterNumber, date: from.letterDate } };
  }
}
