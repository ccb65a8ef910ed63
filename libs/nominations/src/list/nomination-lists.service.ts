import { Injectable } from '@nestjs/common';
import { type Actor, Clock, conflict, enforce, invalid, localDateOf, newId, requireGrant, stale } from '#libs/kernel';
import { Audit, UnitOfWork } from '#libs/platform';
import { RunLookup, RunsService } from '#libs/training';
import { isOnBehalf, nominationAccess } from '../nomination.policy.js';
import { mayNominate } from '../nomination.rules.js';
import { NominationSteps } from '../nomination-steps.js';
import { NominationsRepository } from '../nominations.repository.js';
import { mayWriteLetter } from './letter.rules.js';
import { type ListCard, ListsInSight } from './lists-in-sight.js';
import type { NominationList } from './nomination-list.entity.js';
import type { LetterFields } from './nomination-list.fields.js';
import { listAccess } from './nomination-list.policy.js';
import { type ListedRow, NominationListsRepository } from './nomination-lists.repository.js';

/** More people than any ministry sends to one run; a list is shown and printed whole. */
export const longestList = 2000;

/** An organisation's list for a run as a whole: read with its letter, and submitted all at once. */
@Injectable()
export class NominationLists {
  constructor(
    private readonly inSight: ListsInSight,
    private readonly lists: NominationListsRepository,
    private readonly nominations: NominationsRepository,
    private readonly steps: NominationSteps,
    private readonly runs: RunsService,
    private readonly held: RunLookup,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Every list of a run with somebody in the actor's sight. */
  ofRun(actor: Actor, runId: string): Promise<ListCard[]> {
    return this.inSight.ofRun(actor, listAccess.read, runId);
  }

  get(actor: Actor, runId: string, organisationId: string): Promise<ListCard> {
    return this.inSight.get(actor, listAccess.read, runId, organisationId);
  }

  /** Those on the list in its order: who was withdrawn or replaced is no longer on it. */
  async people(actor: Actor, runId: string, organisationId: string): Promise<ListedRow[]> {
    await this.get(actor, runId, organisationId);
    return this.lists.people(actor, runId, organisationId, longestList);
  }

  /** Number and date of the official letter. `version` is the one looked at (412); 0 before anything was written. */
  async writeLetter(
    actor: Actor,
    runId: string,
    organisationId: string,
    version: number,
    fields: LetterFields,
  ): Promise<void> {
    await this.unitOfWork.run(async () => {
      const card = await this.hold(actor, runId, organisationId);
      if (card.list.version !== version) throw stale('nomination_list');
      enforce(mayWriteLetter(card.run));
      card.list.write(fields);
      await this.save(card.list);
      await this.record(actor, 'nomination_list.letter_written', card, letterOf(card.list));
    });
  }

  /**
   * Submits every draft of the list, all or none; answers how many. It needs number and date of the letter, which are
   * written on every nomination that names no letter of its own. What was returned is submitted one by one.
   */
  async submit(actor: Actor, runId: string, organisationId: string): Promise<number> {
    requireGrant(actor, nominationAccess.nominate);
    return this.unitOfWork.run(async () => {
      const card = await this.hold(actor, runId, organisationId);
      const { list } = card;
      const drafts = await this.nominations.draftsOf(actor, runId, organisationId);
      if (drafts.length === 0) throw conflict('nomination.nothing_to_submit');
      requireLetter(card);
      for (const id of drafts) await this.submitOne(actor, id, list);
      list.submit(this.clock.now(), actor.accountId);
      await this.save(list);
      await this.record(actor, 'nomination_list.submitted', card, { people: drafts.length, ...letterOf(list) });
      return drafts.length;
    });
  }

  /** Every list of the run in which the actor has drafts, all or none; answers how many people. */
  async submitAll(actor: Actor, runId: string): Promise<number> {
    requireGrant(actor, nominationAccess.nominate);
    return this.unitOfWork.run(async () => {
      const run = await this.runs.getInSight(actor, runId);
      enforce(mayNominate(run, localDateOf(this.clock.now())));
      const cards = await this.inSight.ofRun(actor, nominationAccess.nominate, runId);
      const waiting = cards.filter(({ counts }) => (counts.draft ?? 0) > 0);
      if (waiting.length === 0) throw conflict('nomination.nothing_to_submit');
      let submitted = 0;
      for (const { organisationId } of waiting) submitted += await this.submit(actor, runId, organisationId);
      return submitted;
    });
  }

  /** In the running unit: the run held, the list in sight of those who may write it. */
  async hold(actor: Actor, runId: string, organisationId: string): Promise<ListCard> {
    await this.inSight.get(actor, nominationAccess.nominate, runId, organisationId);
    await this.held.hold(runId);
    return this.inSight.get(actor, nominationAccess.nominate, runId, organisationId);
  }

  save(list: NominationList): Promise<void> {
    if (list.id === '') list.id = newId();
    return this.lists.save(list);
  }

  async record(
    actor: Actor,
    action: string,
    { list, organisation }: ListCard,
    details: Record<string, unknown>,
  ): Promise<void> {
    const onBehalf = isOnBehalf(actor, 'organisation', organisation.path) ? { onBehalf: true } : {};
    const { id: subjectId, runId, organisationId } = list;
    await this.audit.record(actor, {
      action,
      noun: 'nomination_list',
      subjectId,
      details: { runId, organisationId, ...details, ...onBehalf },
    });
  }

  private submitOne(actor: Actor, id: string, list: NominationList) {
    const how = { access: nominationAccess.nominate, action: 'nomination.submitted' };
    return this.steps.take(actor, id, how, ({ nomination, taking }) => {
      const taken = nomination.submit(taking);
      if (nomination.letterNumber === '') Object.assign(nomination, letterOf(list));
      return taken;
    });
  }
}

const letterOf = ({ letterNumber, letterDate }: NominationList) => ({ letterNumber, letterDate });

function requireLetter({ missing }: ListCard): void {
  const refused = [
    ...(missing.includes('letter_number') ? [{ pointer: '/letterNumber', code: 'nomination.letter_required' }] : []),
    ...(missing.includes('letter_date') ? [{ pointer: '/letterDate', code: 'nomination.letter_date_required' }] : []),
  ];
  if (refused.length > 0) throw invalid(...refused);
}
