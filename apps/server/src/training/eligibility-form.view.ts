import { attendedScopes, type CourseRun, documentKinds, eligibilityKinds, ruleLevels } from '#libs/training';
import { sectorOptions, spokenLanguageOptions, traineeKindOptions } from '../people/people-words.js';
import type { Visit } from '../web/index.js';
import { formOfRules } from './eligibility.forms.js';

/** What the call asks, as fieldsets to fill in. */
export function askedForm(visit: Visit, run: Pick<CourseRun, 'eligibilityRules' | 'requiredDocuments'>) {
  const { t } = visit;
  const form = formOfRules(run.eligibilityRules);
  const levels = ['none', ...ruleLevels].map((value) => ({ value, label: t(`eligibility.level.${value}`) }));
  return {
    levels,
    rules: Object.fromEntries(
      eligibilityKinds.map((kind) => [kind, { title: t(`eligibility.kind.${kind}`), level: 'none', ...form[kind] }]),
    ),
    kinds: traineeKindOptions(visit),
    languages: spokenLanguageOptions(visit),
    sectors: sectorOptions(visit),
    scopes: attendedScopes.map((value) => ({ value, label: t(`eligibility.form.scopeOf.${value}`) })),
    documents: documentKinds.map((value) => ({ value, label: t(`dossier.kind.${value}`) })),
    requiredDocuments: run.requiredDocuments,
  };
}
