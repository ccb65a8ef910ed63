import { Injectable } from '@nestjs/common';
import { type Actor, enforce, operatorActor } from '#libs/kernel';
import type { OwnWords } from '#libs/people';
import { type CourseRun, type EligibilityKind, RunLookup } from '#libs/training';
import type { Nomination } from '../nomination.entity.js';
import { readingOf } from '../nomination-list.repository.js';
import { type Attended, blocksOf, checkEligibility, type Finding, isGuarded, mayPass } from './eligibility.rules.js';
import { EligibilityFactsRepository, type NominatedFacts, type PersonalFacts } from './eligibility-facts.repository.js';

/** Somebody who is not nominated yet: `personId` null for one whom nobody has heard of. */
export type ProspectiveFacts = PersonalFacts & { personId: string | null };

type Ruled = Pick<CourseRun, 'id' | 'courseId' | 'startsOn' | 'eligibilityRules'>;

/**
 * What the rules of a call say of the people nominated. Coordinators read it of the record, an organisation of its own
 * words where it has them and of the seats it gave, so that nobody learns here what the record would not tell them.
 * That the nominations are in the actor's sight has been checked by the caller.
 */
@Injectable()
export class EligibilityFindings {
  constructor(
    private readonly facts: EligibilityFactsRepository,
    private readonly runs: RunLookup,
  ) {}

  /**
   * Of nominations of one run: an empty list where nothing is wrong. Readers of masked fields get an empty map. At most
   * four statements, however many nominations.
   */
  async of(actor: Actor, runId: string, nominationIds: readonly string[]): Promise<Map<string, Finding[]>> {
    if (readingOf(actor).masked || nominationIds.length === 0) return new Map();
    return this.check(actor, await this.runs.get(runId), nominationIds);
  }

  /** Of people who are not nominated yet, in the order given: the dry run of an import. At most one statement. */
  async ofFacts(actor: Actor, run: Ruled, people: readonly ProspectiveFacts[]): Promise<Finding[][]> {
    const known = people.flatMap(({ personId }) => personId ?? []);
    const attended = await this.attended(actor, run, known);
    return people.map(({ personId, ...facts }) =>
      checkEligibility(run.eligibilityRules, { ...facts, attended: attended.get(personId ?? '') ?? [] }, run.startsOn),
    );
  }

  /** Refuses to choose or to seat somebody whom a rule blocks. In the unit that holds the run, by its rules of now. */
  async guard(nomination: Nomination, run: Ruled): Promise<void> {
    if (!isGuarded(nomination.status)) return;
    enforce(mayPass(await this.binding(nomination.id, run)));
  }

  /** Those of the nominations that a rule blocks now, with the rules. At most three statements, none without a block. */
  async blocking(run: Ruled, nominationIds: readonly string[]): Promise<Map<string, EligibilityKind[]>> {
    const blocks = { ...run, eligibilityRules: run.eligibilityRules.filter(({ level }) => level === 'block') };
    const found = await this.check(operatorActor, blocks, nominationIds);
    return new Map(
      [...found].flatMap(([id, findings]) => {
        const kinds = blocksOf(findings).map(({ kind }) => kind);
        return kinds.length > 0 ? [[id, kinds] as const] : [];
      }),
    );
  }

  /** What binds, whoever reads: by the record. */
  async binding(nominationId: string, run: Ruled): Promise<Finding[]> {
    return (await this.check(operatorActor, run, [nominationId])).get(nominationId) ?? [];
  }

  private async check(actor: Actor, run: Ruled, ids: readonly string[]): Promise<Map<string, Finding[]>> {
    const { eligibilityRules: rules, startsOn } = run;
    if (rules.length === 0) return new Map(ids.map((id) => [id, []]));
    const nominated = await this.facts.ofNominations(run.id, ids);
    const people = [...nominated.values()].map(({ personId }) => personId);
    const attended = await this.attended(actor, run, people);
    const lifted = rules.some(({ level }) => level === 'block') ? await this.facts.lifted(ids) : new Map();
    const { inOwnWords } = readingOf(actor);
    return new Map(
      [...nominated].map(([id, one]) => {
        const facts = { ...factsOf(one, inOwnWords), attended: attended.get(one.personId) ?? [] };
        return [id, checkEligibility(rules, facts, startsOn, lifted.get(id))];
      }),
    );
  }

  private async attended(actor: Actor, run: Ruled, personIds: string[]): Promise<Map<string, Attended[]>> {
    if (!run.eligibilityRules.some(({ kind }) => kind === 'attended_before')) return new Map();
    const within = readingOf(actor).inOwnWords ? actor.organisationPath : null;
    return this.facts.attended(run, [...new Set(personIds)], within);
  }
}

/** An organisation reads its own words; the house the record, and where that is silent what the organisation said. */
function factsOf({ record, ownWords }: NominatedFacts, inOwnWords: boolean): PersonalFacts {
  if (ownWords === null) return record;
  const said = factsSaid(ownWords);
  if (inOwnWords) return said;
  return {
    birthDate: record.birthDate ?? said.birthDate,
    serviceSince: record.serviceSince ?? said.serviceSince,
    traineeKind: record.traineeKind ?? said.traineeKind,
    languages: record.languages.length > 0 ? record.languages : said.languages,
    sector: record.sector ?? said.sector,
  };
}

/** Words that were said before some of these were asked have none of them. */
const factsSaid = (words: Partial<OwnWords>): PersonalFacts => ({
  birthDate: words.birthDate ?? null,
  serviceSince: words.serviceSince ?? null,
  traineeKind: words.traineeKind ?? null,
  languages: words.languages ?? [],
  sector: words.sector ?? null,
});
