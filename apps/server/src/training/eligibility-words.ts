import type { ErrorArgs } from '#libs/kernel';
import type { EligibilityKind, EligibilityRule } from '#libs/training';
import type { Visit } from '../web/index.js';

type Words = Pick<Visit, 't'>;

/** Where the words of the lists that rules name stand. */
const listWords: Partial<Record<EligibilityKind, string>> = {
  trainee_kind: 'people.traineeKind',
  language: 'people.language',
  sector: 'outputs.sector',
};

const inWords = ({ t }: Words, kind: EligibilityKind, codes: readonly string[]): string =>
  codes.map((code) => t(`${listWords[kind]}.${code}`)).join(', ');

const levelTones: Readonly<Record<string, string>> = { warning: 'attention', block: 'bad' };

/** How hard a rule is; `none`: it is not asked. */
export const levelBadge = ({ t }: Words, level: string) => ({
  text: t(`eligibility.level.${level}`),
  tone: levelTones[level] ?? 'neutral',
});

/** What a rule of a call asks, as a sentence. */
export function ruleText(visit: Words, rule: EligibilityRule): string {
  const { t } = visit;
  switch (rule.kind) {
    case 'age': {
      const { min, max } = rule;
      const which = min === undefined ? 'age_max' : max === undefined ? 'age_min' : 'age_between';
      return t(`eligibility.rule.${which}`, { min, max });
    }
    case 'service_years':
      return t('eligibility.rule.service_years', { min: rule.min });
    case 'trainee_kind':
      return t('eligibility.rule.trainee_kind', { wanted: inWords(visit, rule.kind, rule.kinds) });
    case 'language':
      return t('eligibility.rule.language', { wanted: inWords(visit, rule.kind, rule.languages) });
    case 'sector':
      return t('eligibility.rule.sector', { wanted: inWords(visit, rule.kind, rule.sectors) });
    case 'attended_before': {
      const within = rule.withinYears === undefined ? '' : '_within';
      return t(`eligibility.rule.attended_${rule.scope}${within}`, { years: rule.withinYears });
    }
  }
}

interface Found {
  kind: EligibilityKind;
  code: string;
  args: ErrorArgs;
}

/** What a rule found, as a sentence. */
export const findingText = (visit: Words, found: Found): string => wordsOf(visit, 'finding', found);

/** The same in a few words, for a badge. */
export const findingBrief = (visit: Words, found: Found): string => wordsOf(visit, 'brief', found);

/** The codes of lists become words. */
function wordsOf(visit: Words, form: string, { kind, code, args }: Found): string {
  const { wanted, is, ...figures } = args;
  return visit.t(`eligibility.${form}.${code}`, {
    ...figures,
    ...(typeof wanted === 'string' && { wanted: inWords(visit, kind, wanted.split(',')) }),
    ...(typeof is === 'string' && { is: inWords(visit, kind, [is]) }),
  });
}
