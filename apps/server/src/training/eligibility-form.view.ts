import {
  attendedScopes,
  type CourseRun,
  documentKinds,
  type EligibilityKind,
  eligibilityKinds,
  ruleLevels,
} from '#libs/training';
import { sectorOptions, spokenLanguageOptions, traineeKindOptions } from '../people/people-words.js';
import type { Visit } from '../web/index.js';
import { formOfRules } from './eligibility.forms.js';
import { levelBadge, ruleText } from './eligibility-words.js';

/** What the call asks, as fields to fill in, folded by kind. */
export function askedForm(visit: Visit, run: Pick<CourseRun, 'eligibilityRules' | 'requiredDocuments'>) {
  const { t } = visit;
  const form = formOfRules(run.eligibilityRules);
  const levels = ['none', ...ruleLevels].map((value) => ({ value, label: t(`eligibility.level.${value}`) }));
  return {
    levels,
    rules: Object.fromEntries(
      eligibilityKinds.map((kind) => [
        kind,
        { title: t(`eligibility.kind.${kind}`), level: 'none', ...form[kind], ...foldOf(visit, run, kind) },
      ]),
    ),
    kinds: traineeKindOptions(visit),
    languages: spokenLanguageOptions(visit),
    sectors: sectorOptions(visit),
    scopes: attendedScopes.map((value) => ({ value, label: t(`eligibility.form.scopeOf.${value}`) })),
    documents: documentKinds.map((value) => ({ value, label: t(`dossier.kind.${value}`) })),
    requiredDocuments: run.requiredDocuments,
  };
}

/** The fold of one kind says what is asked; of a form that was refused, what was typed stays in sight. */
function foldOf(visit: Visit, { eligibilityRules }: Pick<CourseRun, 'eligibilityRules'>, kind: EligibilityKind) {
  const { form } = visit;
  const rule = form ? undefined : eligibilityRules.find((one) => one.kind === kind);
  const isWrong = form?.errors.some(({ field }) => field.startsWith(`rules.${kind}.`)) ?? false;
  const typed = form?.values[`rules.${kind}.level`] ?? 'none';
  const level = form ? typed : (rule?.level ?? 'none');
  return {
    isOpen: isWrong || typed !== 'none',
    badge: levelBadge(visit, String(level)),
    says: rule ? ruleText(visit, rule) : null,
  };
}
