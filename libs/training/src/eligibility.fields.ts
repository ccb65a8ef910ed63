import { z } from 'zod';
import { sectors } from '#libs/kernel';
import { spokenLanguages, traineeKinds } from '#libs/people';
import {
  attendedScopes,
  documentKinds,
  type EligibilityRule,
  eligibilityKinds,
  ruleLevels,
} from './eligibility.types.js';

/** The fields of the rules of a call, shared by the API and the form. */

const level = z.enum(ruleLevels, 'field.not_a_choice');

/** One or more of a list, each once. */
export const someOfField = <const T extends readonly [string, ...string[]]>(choices: T) =>
  z
    .array(z.enum(choices, 'field.not_a_choice'))
    .min(1, 'field.required')
    .max(choices.length, 'field.repeated')
    .refine((chosen) => new Set(chosen).size === chosen.length, 'field.repeated');

/** In full years. */
export const ageField = () => z.number().int().min(14).max(99);

export const yearsField = () => z.number().int().min(1).max(60);

export const ageFault = ({ min, max }: { min?: number | null | undefined; max?: number | null | undefined }) => {
  if (min == null && max == null) return 'run.age_without_limit';
  return min != null && max != null && min > max ? 'run.ages_reversed' : null;
};

const eligibilityRule = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('age'), level, min: ageField().optional(), max: ageField().optional() })
    .superRefine((rule, { addIssue }) => {
      const fault = ageFault(rule);
      if (fault) addIssue({ code: 'custom', path: ['min'], message: fault });
    }),
  z.strictObject({ kind: z.literal('service_years'), level, min: yearsField() }),
  z.strictObject({ kind: z.literal('trainee_kind'), level, kinds: someOfField(traineeKinds) }),
  z.strictObject({ kind: z.literal('language'), level, languages: someOfField(spokenLanguages) }),
  z.strictObject({
    kind: z.literal('attended_before'),
    level,
    scope: z.enum(attendedScopes, 'field.not_a_choice'),
    withinYears: yearsField().optional(),
  }),
  z.strictObject({ kind: z.literal('sector'), level, sectors: someOfField(sectors) }),
]);

/** In one order, however they were given: the same rules are the same text. */
const inOrder = <T, K>(order: readonly K[], list: T[], kindOf: (one: T) => K): T[] =>
  list.toSorted((one, other) => order.indexOf(kindOf(one)) - order.indexOf(kindOf(other)));

/** At most one rule of each kind. */
export const eligibilityRulesField = () =>
  z
    .array(eligibilityRule)
    .max(6, 'field.repeated')
    .refine((rules) => new Set(rules.map(({ kind }) => kind)).size === rules.length, 'field.repeated')
    .transform((rules): EligibilityRule[] => inOrder(eligibilityKinds, rules, ({ kind }) => kind));

export const documentKindsField = () =>
  z
    .array(z.enum(documentKinds, 'field.not_a_choice'))
    .max(documentKinds.length, 'field.repeated')
    .refine((kinds) => new Set(kinds).size === kinds.length, 'field.repeated')
    .transform((kinds) => inOrder(documentKinds, kinds, (kind) => kind));

/** What a rule looks like in an answer. */
export const eligibilityRuleSchema = eligibilityRule;
