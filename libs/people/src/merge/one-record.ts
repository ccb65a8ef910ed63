import { Injectable } from '@nestjs/common';
import { IdentityNumbers } from '../identity-numbers.js';
import { isUnder } from '../organisation.rules.js';
import { OrganisationLookup } from '../organisation-lookup.js';
import type { Person } from '../person.entity.js';
import type { OwnWords } from '../person.rules.js';
import { wordsOf } from '../person-disclosure.js';
import { PersonIdentity } from '../person-identity.js';
import type { PersonOrganisation } from '../person-organisation.entity.js';
import { chosenWords, type MergeChoices, moreOpen, ownWordsAfter } from './merge.rules.js';
import { MergingRepository } from './merging.repository.js';

export interface WordsBefore {
  survivor: OwnWords;
  duplicate: OwnWords;
}

/** One record made of two: its words, its keys, and who knows it by which words. Runs inside a unit that holds both. */
@Injectable()
export class OneRecord {
  constructor(
    private readonly merging: MergingRepository,
    private readonly identity: PersonIdentity,
    private readonly numbers: IdentityNumbers,
    private readonly organisations: OrganisationLookup,
  ) {}

  /** Answers what the two records said before. */
  async make(survivor: Person, duplicate: Person, choices: MergeChoices): Promise<WordsBefore> {
    const before = { survivor: wordsOf(survivor), duplicate: wordsOf(duplicate) };
    await this.unite(survivor, duplicate, choices, before);
    await this.shareKnowledge(survivor, duplicate.id, before);
    return before;
  }

  /**
   * The keys of the duplicate stay with its record where the survivor does not need them: whoever names the person in
   * the other spelling, or by the other number, is led to the survivor.
   */
  private async unite(survivor: Person, duplicate: Person, choices: MergeChoices, before: WordsBefore): Promise<void> {
    const [ofSurvivor, ofDuplicate] = [this.numberOf(survivor), this.numberOf(duplicate)];
    const keys = [duplicate.identityKey, survivor.identityKey];
    const words = chosenWords(before.survivor, before.duplicate, choices);
    const number = choices.identityNumber === 'duplicate' ? ofDuplicate : ofSurvivor;
    await this.merging.save(
      Object.assign(duplicate, {
        mergedIntoId: survivor.id,
        identityKey: null,
        identityNumberSealed: null,
        identityNumberDigest: null,
      }),
    );
    await this.identity.change(survivor, { ...words, identityNumber: number });
    const otherNumber = [ofDuplicate, ofSurvivor].find((one) => one !== null && one !== number) ?? null;
    await this.merging.save(
      Object.assign(duplicate, {
        identityKey: keys.find((key) => key !== null && key !== survivor.identityKey) ?? null,
        identityNumberSealed: otherNumber && this.numbers.seal(otherNumber, duplicate.id),
        identityNumberDigest: otherNumber && this.numbers.digest(otherNumber),
      }),
    );
  }

  private numberOf({ id, identityNumberSealed }: Person): string | null {
    return identityNumberSealed === null ? null : this.numbers.open(identityNumberSealed, id);
  }

  /** Whoever knew one of the two knows the survivor, as `ownWordsAfter` says. */
  private async shareKnowledge(survivor: Person, duplicateId: string, before: WordsBefore): Promise<void> {
    const links = await this.merging.links([survivor.id, duplicateId]);
    const organisations = await this.organisations.byIds([
      ...links.map(({ organisationId }) => organisationId),
      survivor.organisationId,
    ]);
    const employer = organisations.get(survivor.organisationId ?? '')?.path ?? null;
    const after = JSON.stringify(wordsOf(survivor));
    for (const link of links) {
      const was = link.personId === survivor.id ? before.survivor : before.duplicate;
      const { path } = organisations.get(link.organisationId)!;
      const employs = employer !== null && isUnder(employer, path);
      link.ownWords = ownWordsAfter({ ownWords: link.ownWords, employs }, was, JSON.stringify(was) === after);
    }
    await this.handOver(links, survivor.id);
  }

  /** Where an organisation knew both, one link of the two stays. */
  private async handOver(links: readonly PersonOrganisation[], survivorId: string): Promise<void> {
    const kept = links.filter(({ personId }) => personId === survivorId);
    for (const link of links.filter(({ personId }) => personId !== survivorId)) {
      const same = kept.find(({ organisationId }) => organisationId === link.organisationId);
      if (!same) await this.merging.saveLink(Object.assign(link, { personId: survivorId }));
      else {
        same.ownWords = moreOpen(same.ownWords, link.ownWords);
        await this.merging.removeLink(link);
      }
    }
    for (const link of kept) await this.merging.saveLink(link);
  }
}
