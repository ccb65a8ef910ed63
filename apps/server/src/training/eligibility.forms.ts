import { z } from 'zod';
import { sectors } from '#libs/kernel';
import { spokenLanguages, traineeKinds } from '#libs/people';
import {
  ageFault,
  ageField,
  attendedScopes,
  type EligibilityRule,
  eligibilityRulesField,
  ruleLevels,
  yearsField,
} from '#libs/training';

/** The rules of a call as the form sends them: a fieldset for each kind, of which `none` is not asked. */

const level = z.enum(['none', ...ruleLevels], 'field.not_a_choice').default('none');

const chosen = <const T extends readonly [string, ...string[]]>(choices: T) =>
  z.array(z.enum(choices, 'field.not_a_choice')).max(choices.length, 'field.repeated');

const fieldsets = z.strictObject({
  age: z.strictObject({ level, min: ageField().nullable().default(null), max: ageField().nullable().default(null) }),
  service_years: z.strictObject({ level, min: yearsField().nullable().default(null) }),
  trainee_kind: z.strictObject({ level, kinds: chosen(traineeKinds) }),
  language: z.strictObject({ level, languages: chosen(spokenLanguages) }),
  attended_before: z.strictObject({
    level,
    scope: z.enum(attendedScopes, 'field.not_a_choice').default('course'),
    withinYears: yearsField().nullable().default(null),
  }),
  sector: z.strictObject({ level, sectors: chosen(sectors) }),
});

export type RulesForm = z.output<typeof fieldsets>;

/** What a rule that is asked must say, by the field that says it. */
const faults = ({ age, service_years: service, trainee_kind: kind, language, sector }: RulesForm) => [
  { path: ['age', 'min'], fault: age.level === 'none' ? null : ageFault(age) },
  { path: ['service_years', 'min'], fault: missing(service.level, service.min !== null) },
  { path: ['trainee_kind', 'kinds'], fault: missing(kind.level, kind.kinds.length > 0) },
  { path: ['language', 'languages'], fault: missing(language.level, language.languages.length > 0) },
  { path: ['sector', 'sectors'], fault: missing(sector.level, sector.sectors.length > 0) },
];

const missing = (asked: RulesForm['age']['level'], isGiven: boolean): string | null =>
  asked === 'none' || isGiven ? null : 'field.required';

/** What stands in a form in the place of `eligibilityRules`; a form without it leaves the rules alone. */
export const rulesForm = fieldsets
  .superRefine((form, { addIssue }) => {
    for (const { path, fault } of faults(form)) if (fault) addIssue({ code: 'custom', path, message: fault });
  })
  .optional();

const rules = eligibilityRulesField();

/** The rules that are asked, without what their fieldsets left empty. */
export function rulesOfForm(form: RulesForm | undefined): EligibilityRule[] | undefined {
  if (!form) return undefined;
  const asked = Object.entries(form).flatMap(([kind, { level: of, ...rest }]) => {
    const said = Object.entries(rest).filter(([, value]) => value !== null);
    return of === 'none' ? [] : [{ kind, level: of, ...Object.fromEntries(said) }];
  });
  return rules.parse(asked);
}

/** The fieldsets as they stand for these rules. */
export const formOfRules = (asked: readonly EligibilityRule[]): Record<string, Record<string, unknown>> =>
  Object.fromEntries(asked.map(({ kind, ...rest }) => [kind, rest]));
