import { Injectable } from '@nestjs/common';
import { type Actor, newId } from '#libs/kernel';
import { Guesses, LookalikesOfMany, PeopleIntake, type PersonFields, type Recognised } from '#libs/people';
import type { CourseRun } from '#libs/training';
import { EligibilityFindings } from '../eligibility/eligibility-findings.js';
import type { Verdict } from './import.verdicts.js';
import type { ReadRow } from './import-cells.js';
import { ImportsRepository } from './imports.repository.js';
import type { NominationImport } from './nomination-import.entity.js';
import { type CellError, NominationImportRow } from './nomination-import-row.entity.js';

/** Who came earlier in the same file. */
export class SeenPeople {
  private readonly byNumber = new Map<string, number>();
  private readonly byKey = new Map<string, { number: number; digest: string | null }[]>();

  /** The row that says the same person, or null; the person is remembered. */
  earlier(number: number, { key, digest }: { key: string | null; digest: string | null }): number | null {
    const same = digest === null ? undefined : this.byNumber.get(digest);
    const alike = (this.byKey.get(key ?? '') ?? []).find((one) => one.digest === null || digest === null);
    if (same ?? alike) return same ?? alike!.number;
    if (digest !== null) this.byNumber.set(digest, number);
    if (key !== null) this.byKey.set(key, [...(this.byKey.get(key) ?? []), { number, digest }]);
    return null;
  }
}

interface Judged {
  row: ReadRow;
  person: PersonFields | null;
}

/**
 * Compares rows that were read with whom the house knows. Some hundreds at a time, in a fixed number of statements. Throws
 * 429 when that would tell of too many people whom only others know.
 */
@Injectable()
export class ImportCheck {
  constructor(
    private readonly intake: PeopleIntake,
    private readonly lookalikes: LookalikesOfMany,
    private readonly guesses: Guesses,
    private readonly eligibility: EligibilityFindings,
    private readonly imports: ImportsRepository,
  ) {}

  async judge(
    actor: Actor,
    run: CourseRun,
    arrived: NominationImport,
    rows: readonly ReadRow[],
    seen: SeenPeople,
  ): Promise<NominationImportRow[]> {
    const judged = rows.map((row): Judged => ({ row, person: this.unrepeated(row, seen) }));
    const sound = judged.filter((one): one is Judged & { person: PersonFields } => one.person !== null);
    const people = sound.map(({ person }) => person);
    const recognised = await this.intake.recognise(people);
    const ids = recognised.flatMap(({ person }) => person?.id ?? []);
    const seenIds = await this.seenIds(actor, ids);
    const listed = new Map(
      (await this.imports.listed(run.id, ids)).map(({ personId, organisationId }) => [personId, organisationId]),
    );
    const alike = await this.lookalikes.of(actor, people);
    const findings = await this.findings(actor, run, people, recognised, seenIds);
    const found = new Map(sound.map(({ row }, at) => [row, at]));
    /** Refused because of somebody the actor does not see. */
    let told = 0;
    const made = judged.map(({ row }) => {
      const answer = this.rowOf(arrived, row);
      const at = found.get(row);
      if (at === undefined) return answer;
      const { person, refused } = recognised[at]!;
      const errors: CellError[] = [];
      if (refused) errors.push(this.blame(arrived, 'identityNumber', refused));
      const owner = person && listed.get(person.id);
      if (owner && owner !== arrived.organisationId)
        errors.push({ column: null, code: 'nomination.already_nominated', args: {} });
      const isSeen = person !== null && seenIds.has(person.id);
      if (errors.length > 0 && !isSeen) told += 1;
      const candidates = isSeen
        ? [{ personId: person.id, fullName: person.fullName, birthDate: person.birthDate, reasons: [] }]
        : alike[at]!;
      return Object.assign(answer, {
        errors,
        findings: findings[at],
        candidates: person !== null && !isSeen ? [] : candidates,
        verdict: verdictOf(errors, owner === arrived.organisationId, isSeen, person === null && candidates.length > 0),
      });
    });
    await this.guesses.told(actor, 'listed', told);
    return made;
  }

  private unrepeated(row: ReadRow, seen: SeenPeople): PersonFields | null {
    const { person } = row.content;
    if (!person) return null;
    const earlier = seen.earlier(row.number, this.intake.keysOf(person));
    if (earlier === null) return person;
    row.errors.push({ column: null, code: 'import.repeated', args: { row: earlier } });
    return null;
  }

  private async seenIds(actor: Actor, ids: readonly string[]): Promise<Set<string>> {
    return ids.length === 0 ? new Set() : this.intake.inSight(actor, ids);
  }

  /** Of somebody whom others keep nothing but what this row says may be told. */
  private async findings(
    actor: Actor,
    run: CourseRun,
    people: readonly PersonFields[],
    recognised: readonly Recognised[],
    seen: ReadonlySet<string>,
  ) {
    if (run.eligibilityRules.length === 0) return people.map(() => []);
    const facts = people.map(({ birthDate, serviceSince, traineeKind, languages, sector }, at) => {
      const id = recognised[at]!.person?.id ?? null;
      return { birthDate, serviceSince, traineeKind, languages, sector, personId: id && seen.has(id) ? id : null };
    });
    return this.eligibility.ofFacts(actor, run, facts);
  }

  private rowOf(arrived: NominationImport, { number, content, errors }: ReadRow): NominationImportRow {
    const id = newId();
    return Object.assign(new NominationImportRow(), {
      id,
      importId: arrived.id,
      number,
      verdict: 'error',
      sealed: this.intake.seal(JSON.stringify(content), id),
      errors,
      findings: [],
      candidates: [],
      choice: null,
      chosenPersonId: null,
    });
  }

  private blame({ columns }: NominationImport, key: string, code: string): CellError {
    const column = columns.findIndex((one) => one.key === key);
    return { column: column < 0 ? null : column, code, args: {} };
  }
}

function verdictOf(errors: readonly CellError[], isListed: boolean, isKnown: boolean, isAlike: boolean): Verdict {
  if (errors.length > 0) return 'error';
  if (isListed) return 'listed';
  if (isKnown) return 'known';
  return isAlike ? 'alike' : 'new';
}
