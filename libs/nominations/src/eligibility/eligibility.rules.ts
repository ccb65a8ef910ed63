import { ageOn, allowed, type Decision, denied, type ErrorArgs, type LocalDate, type Sector } from '#libs/kernel';
import type { SpokenLanguage, TraineeKind } from '#libs/people';
import type { EligibilityKind, EligibilityRule, RuleLevel } from '#libs/training';
import type { NominationStatus } from '../nomination.rules.js';

/** A seat somebody had in another run of the same programme. */
export interface Attended {
  runCode: string;
  endedOn: LocalDate;
  isSameCourse: boolean;
}

/** What the rules of a call ask of a person; null or empty where nobody has said it. */
export interface EligibilityFacts {
  birthDate: LocalDate | null;
  serviceSince: LocalDate | null;
  traineeKind: TraineeKind | null;
  languages: readonly SpokenLanguage[];
  sector: Sector | null;
  /** The latest first. */
  attended: readonly Attended[];
}

/** What is wrong with a person by one rule; `eligibility.finding.<code>` says it, filled with `args`. */
export interface Finding {
  kind: EligibilityKind;
  level: RuleLevel;
  /** `age_below`, `age_unknown`, … */
  code: string;
  /** Figures and dates; lists are codes with commas between them. */
  args: ErrorArgs;
  /** A block that the Lao coordinator lifted for this nomination. */
  lifted: boolean;
}

type Fault = Pick<Finding, 'code' | 'args'>;

/** What the rules find, in their order. A fact that nobody has given is found too, never passed over. */
export function checkEligibility(
  rules: readonly EligibilityRule[],
  facts: EligibilityFacts,
  /** The first day of the run: ages and years of service are those of that day. */
  startsOn: LocalDate,
  lifted: readonly EligibilityRule[] = [],
): Finding[] {
  return rules.flatMap((rule) => {
    const fault = faultOf(rule, facts, startsOn);
    if (!fault) return [];
    const isLifted = rule.level === 'block' && lifted.some((one) => isSameRule(one, rule));
    return [{ kind: rule.kind, level: rule.level, ...fault, lifted: isLifted }];
  });
}

const fault = (code: string, args: ErrorArgs = {}): Fault => ({ code, args });

function faultOf(rule: EligibilityRule, facts: EligibilityFacts, startsOn: LocalDate): Fault | null {
  switch (rule.kind) {
    case 'age':
      return ageFault(rule, facts.birthDate, startsOn);
    case 'service_years':
      return serviceFault(rule.min, facts.serviceSince, startsOn);
    case 'trainee_kind':
      return listFault('trainee_kind', rule.kinds, facts.traineeKind);
    case 'sector':
      return listFault('sector', rule.sectors, facts.sector);
    case 'language':
      return languageFault(rule.languages, facts.languages);
    case 'attended_before':
      return attendedFault(rule, facts.attended, startsOn);
  }
}

function ageFault(
  { min, max }: { min?: number | undefined; max?: number | undefined },
  birthDate: LocalDate | null,
  startsOn: LocalDate,
): Fault | null {
  if (birthDate === null) return fault('age_unknown');
  const age = ageOn(birthDate, startsOn);
  if (min !== undefined && age < min) return fault('age_below', { age, min });
  return max !== undefined && age > max ? fault('age_above', { age, max }) : null;
}

function serviceFault(min: number, since: LocalDate | null, startsOn: LocalDate): Fault | null {
  if (since === null) return fault('service_unknown', { min });
  const years = Math.max(0, ageOn(since, startsOn));
  return years < min ? fault('service_short', { years, min }) : null;
}

function listFault(kind: 'trainee_kind' | 'sector', wanted: readonly string[], is: string | null): Fault | null {
  if (is === null) return fault(`${kind}_unknown`, { wanted: wanted.join() });
  return wanted.includes(is) ? null : fault(`${kind}_other`, { is, wanted: wanted.join() });
}

function languageFault(wanted: readonly SpokenLanguage[], spoken: readonly SpokenLanguage[]): Fault | null {
  if (spoken.length === 0) return fault('language_unknown', { wanted: wanted.join() });
  return wanted.some((language) => spoken.includes(language))
    ? null
    : fault('language_none', { wanted: wanted.join() });
}

function attendedFault(
  { scope, withinYears }: { scope: 'course' | 'programme'; withinYears?: number | undefined },
  attended: readonly Attended[],
  startsOn: LocalDate,
): Fault | null {
  const found = attended.find(
    ({ isSameCourse, endedOn }) =>
      (scope === 'programme' || isSameCourse) && (withinYears === undefined || ageOn(endedOn, startsOn) < withinYears),
  );
  return found ? fault(`attended_${scope}`, { run: found.runCode, endedOn: found.endedOn }) : null;
}

/** A rule made stricter, or of another level, is another rule: what was lifted of the old one blocks again. */
const isSameRule = (one: EligibilityRule, other: EligibilityRule): boolean => worded(one) === worded(other);

const worded = (rule: EligibilityRule): string =>
  JSON.stringify(Object.entries(rule).sort(([one], [other]) => (one < other ? -1 : 1)));

/** Blocks in force. */
export const blocksOf = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ level, lifted }) => level === 'block' && !lifted);

/** States into which nobody moves while a block is in force. */
export const isGuarded = (to: NominationStatus): boolean => ['selected', 'reserve', 'confirmed'].includes(to);

/** Whether the findings let a nomination be chosen. `rule` is the first that does not, `rules` names all. */
export function mayPass(findings: readonly Finding[]): Decision {
  const kinds = blocksOf(findings).map(({ kind }) => kind);
  const [rule] = kinds;
  return rule === undefined ? allowed : denied('nomination.blocked', { rule, rules: kinds.join() });
}

/** Whether there is a block of this kind to lift. */
export const mayLift = (findings: readonly Finding[], kind: EligibilityKind): Decision =>
  blocksOf(findings).some((finding) => finding.kind === kind) ? allowed : denied('nomination.no_block', { rule: kind });
