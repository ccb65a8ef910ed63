import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  conflict,
  type Denial,
  denied,
  invalid,
  newId,
  notFound,
  requireGrant,
  stale,
} from '#libs/kernel';
import { Audit, UnitOfWork } from '#libs/platform';
import { personAccess } from '../people.policy.js';
import { PeopleService } from '../people.service.js';
import type { Person } from '../person.entity.js';
import { type PersonCard, wordsOf } from '../person-disclosure.js';
import type { DistinctionFields, MergeFields } from './merge.fields.js';
import { choicesOf, differs, inOrder, type MergeChoices, type MergeField, mergeFieldNames } from './merge.rules.js';
import { type DistinctionRecord, type MergeRecord, MergingRepository } from './merging.repository.js';
import { OneRecord } from './one-record.js';
import { PersonDistinction } from './person-distinction.entity.js';
import { PersonMerge } from './person-merge.entity.js';
import { PersonMerging } from './person-merging.js';
import { compared, type Reason } from './resemblance.rules.js';

/** Two records side by side, before anything is done. */
export interface MergePreview {
  survivor: PersonCard;
  duplicate: PersonCard;
  reasons: Reason[];
  /** For each field whose record stands unless the reviewer says otherwise. */
  choices: MergeChoices;
  differing: MergeField[];
  /** What will go over to the survivor, by kind. */
  moving: Record<string, number>;
  /** Why the two cannot be merged now. */
  obstacles: Denial[];
  /** They were reviewed before and told apart. */
  distinction: { reason: string; at: Date } | null;
}

export interface MergeHistory {
  merges: MergeRecord[];
  distinctions: (DistinctionRecord & { other: PersonCard | null })[];
}

/** Two records that are one human become one, and two that are not are told apart for good. For the Lao coordinator. */
@Injectable()
export class MergingService {
  constructor(
    private readonly merging: MergingRepository,
    private readonly rooms: PersonMerging,
    private readonly people: PeopleService,
    private readonly record: OneRecord,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async preview(actor: Actor, id: string, duplicateId: string): Promise<MergePreview> {
    requireGrant(actor, personAccess.merge);
    const [one, other] = [await this.found(id), await this.found(duplicateId)];
    if (one.id === other.id) throw conflict('person.merge_itself');
    const cards = await this.people.cardsOf(actor, [one.id, other.id]);
    const [survivor, duplicate] = [cards.get(one.id)!, cards.get(other.id)!];
    const told = await this.merging.findDistinction(one.id, other.id);
    return {
      survivor,
      duplicate,
      reasons: compared(traitsOf(one), traitsOf(other)).reasons,
      choices: choicesOf(survivor, duplicate),
      differing: mergeFieldNames.filter((field) => differs(survivor, duplicate, field)),
      moving: await this.holdings(other.id),
      obstacles: await this.obstacles(one.id, other.id),
      distinction: told && { reason: told.reason, at: told.at },
    };
  }

  /** The duplicate's id answers as the survivor from now on. Answers the survivor. */
  async merge(actor: Actor, id: string, fields: MergeFields): Promise<PersonCard> {
    requireGrant(actor, personAccess.merge);
    const { duplicateId } = fields;
    if (id === duplicateId) throw invalid({ pointer: '/duplicateId', code: 'person.merge_itself' });
    return this.unitOfWork.run(async () => {
      await this.merging.hold([id, duplicateId]);
      const survivor = await this.alive(id, notFound('person'));
      const unknown = invalid({ pointer: '/duplicateId', code: 'person.unknown' });
      const duplicate = await this.alive(duplicateId, unknown);
      if (isOld(survivor, fields.version) || isOld(duplicate, fields.duplicateVersion)) throw stale('person');
      const [obstacle] = await this.obstacles(id, duplicateId);
      if (obstacle) throw conflict(obstacle.denied, obstacle.args);
      const cards = await this.people.cardsOf(actor, [id, duplicateId]);
      const choices = choicesOf(cards.get(id)!, cards.get(duplicateId)!, fields.choices);
      const moved = await this.holdings(duplicateId);
      const wordsBefore = await this.record.make(survivor, duplicate, choices);
      await this.merging.moveOwn(id, duplicateId);
      await this.rooms.move(id, duplicateId);
      await this.remember(actor, { survivorId: id, duplicateId, choices, moved, wordsBefore });
      return this.people.get(actor, id);
    });
  }

  /** Reviewed, not the same: never suggested again. Said twice, it is said once. */
  async distinguish(actor: Actor, id: string, { otherId, reason }: DistinctionFields): Promise<PersonCard> {
    requireGrant(actor, personAccess.merge);
    if (id === otherId) throw invalid({ pointer: '/otherId', code: 'person.merge_itself' });
    return this.unitOfWork.run(async () => {
      await this.merging.hold([id, otherId]);
      await this.alive(id, notFound('person'));
      await this.alive(otherId, invalid({ pointer: '/otherId', code: 'person.unknown' }));
      if (await this.merging.findDistinction(id, otherId)) return this.people.get(actor, id);
      const [oneId, laterId] = inOrder(id, otherId);
      const row = { id: newId(), oneId, otherId: laterId, reason, accountId: actor.accountId, at: this.clock.now() };
      await this.merging.add(Object.assign(new PersonDistinction(), row));
      for (const [subjectId, other] of [
        [id, otherId],
        [otherId, id],
      ] as const)
        await this.audit.record(actor, {
          action: 'person.distinguished',
          noun: 'person',
          subjectId,
          reason,
          details: { otherId: other },
        });
      return this.people.get(actor, id);
    });
  }

  /** What was decided about this person and others. Empty for whoever may not decide it. */
  async history(actor: Actor, id: string): Promise<MergeHistory> {
    requireGrant(actor, personAccess.merge);
    const person = await this.found(id);
    const distinctions = await this.merging.distinctionsOf(person.id);
    const cards = await this.people.cardsOf(
      actor,
      distinctions.map(({ otherId }) => otherId),
    );
    return {
      merges: await this.merging.mergesOf(person.id),
      distinctions: distinctions.map((one) => ({ ...one, other: cards.get(one.otherId) ?? null })),
    };
  }

  private async remember(actor: Actor, merge: Omit<PersonMerge, 'id' | 'accountId' | 'at'>): Promise<void> {
    const row = { ...merge, id: newId(), accountId: actor.accountId, at: this.clock.now() };
    await this.merging.add(Object.assign(new PersonMerge(), row));
    const { survivorId, duplicateId, choices, moved } = merge;
    const details = { survivorId, duplicateId, choices, moved };
    await this.audit.record(actor, { action: 'person.merged', noun: 'person', subjectId: survivorId, details });
    await this.audit.record(actor, { action: 'person.merged_away', noun: 'person', subjectId: duplicateId, details });
  }

  private async holdings(personId: string): Promise<Record<string, number>> {
    const counted = { accounts: await this.merging.accounts(personId), ...(await this.rooms.holdings(personId)) };
    return Object.fromEntries(Object.entries(counted).filter(([, count]) => count > 0));
  }

  private async obstacles(survivorId: string, duplicateId: string): Promise<Denial[]> {
    const ours = await this.merging.accountsInUse(survivorId);
    const theirs = await this.merging.accountsInUse(duplicateId);
    // Which of two sign-ins stays, an administrator says by deactivating the other.
    const accounts = ours > 0 && theirs > 0 ? [denied('person.merge_both_accounts')] : [];
    return [...accounts, ...(await this.rooms.obstacles(survivorId, duplicateId))];
  }

  /** Followed to whoever it was merged into. */
  private async found(id: string): Promise<Person> {
    const person = await this.merging.find(id);
    if (!person) throw notFound('person');
    return person.mergedIntoId === null ? person : this.found(person.mergedIntoId);
  }

  private async alive(id: string, otherwise: Error): Promise<Person> {
    const person = await this.merging.find(id);
    if (!person) throw otherwise;
    if (person.mergedIntoId !== null) throw conflict('person.merged_away');
    return person;
  }
}

const traitsOf = (person: Person) => ({ ...wordsOf(person), numberDigest: person.identityNumberDigest });

const isOld = ({ version }: Person, seen: number | undefined): boolean => seen !== undefined && seen !== version;
