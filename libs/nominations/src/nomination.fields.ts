import { z } from 'zod';
import { personFields } from '#libs/people';
import { dateField, idField, listQuery, optionalLineField, paragraphField, reasonField } from '#libs/platform';
import { explainsItself, returnReasons } from './dossier/return-reasons.js';
import { nominationStatuses } from './nomination.rules.js';

/** A place in an order, from 1. */
const placeField = () => z.number().int().min(1).max(99_999);

/** Somebody the organisation knows, or the details of somebody else: exactly one of them. */
const whom = { personId: idField().optional(), person: personFields.optional() };

const oneOfThem = (fields: { personId?: unknown; person?: unknown }): boolean =>
  (fields.personId === undefined) !== (fields.person === undefined);

const whomRefused = { error: 'nomination.person_required', path: ['personId'] };

const letter = {
  /** Number and date of the organisation's official letter. */
  letterNumber: optionalLineField(60),
  letterDate: dateField().nullable().default(null),
  note: paragraphField(2000).default(''),
};

export const nominationFields = z
  .strictObject({
    ...whom,
    ...letter,
    /** The nominator's own when left out. */
    organisationId: idField().optional(),
    /** Behind the organisation's last when left out. */
    rank: placeField().optional(),
  })
  .refine(oneOfThem, whomRefused);

/** A draft, or what was returned, changes in what is named. */
export const nominationChanges = z
  .strictObject({
    rank: placeField(),
    letterNumber: optionalLineField(60).unwrap(),
    letterDate: dateField().nullable(),
    note: paragraphField(2000),
  })
  .partial();

/** Which steps need the reason, `nomination.rules.ts` says. */
const maybeReason = { reason: reasonField().optional() };

export const stepFields = z.strictObject(maybeReason);

export const reservationFields = z.strictObject({
  ...maybeReason,
  /** Place in the run's order of reserves; last when left out. */
  position: placeField().optional(),
});

/** Given in words, or not at all. */
const wordsOrNone = () =>
  paragraphField(2000)
    .transform((words) => words.trim() || undefined)
    .optional();

export const returnFields = z
  .strictObject({
    /** May be left out beside a code that says enough. */
    reason: wordsOrNone(),
    /** Says enough by itself unless it is `other`. */
    reasonCode: z.enum(returnReasons, 'field.not_a_choice').optional(),
    /** The last day on which the organisation may submit again. */
    until: dateField(),
  })
  .refine(({ reason, reasonCode }) => Boolean(reason) || explainsItself(reasonCode), {
    error: 'field.reason_required',
    path: ['reason'],
    // Told together with the other fields that are wrong, once.
    when: ({ value, issues }) =>
      typeof value === 'object' && value !== null && !issues.some(({ path }) => path?.[0] === 'reason'),
  });

/** What the Lao coordinator decides of several at once, by the noun of the step. */
export const bulkSteps = ['selection', 'reservation', 'non_selection', 'return'] as const;

export const bulkFields = z
  .strictObject({
    step: z.enum(bulkSteps, 'field.not_a_choice'),
    /** In the order of the answer; decided on by rank. */
    nominationIds: z
      .array(idField())
      .min(1, 'field.required')
      .max(100, 'field.too_many')
      .refine((ids) => new Set(ids).size === ids.length, 'field.repeated'),
    ...maybeReason,
    /** Of a return: the last day on which the organisations may submit again. */
    until: dateField().optional(),
  })
  .superRefine(({ step, reason, until }, context) => {
    if (step !== 'return') return;
    if (!reason) context.addIssue({ code: 'custom', path: ['reason'], message: 'field.reason_required' });
    if (!until) context.addIssue({ code: 'custom', path: ['until'], message: 'field.required' });
  });

/** The replacement comes from the organisation of the person replaced. */
export const substitutionFields = z
  .strictObject({ ...whom, ...letter, reason: reasonField() })
  .refine(oneOfThem, whomRefused);

export const nominationSorts = ['createdAt', '-createdAt', 'rank'] as const;

/** `rank` sorts by organisation and its own order, within one run. */
export const nominationQuery = listQuery.extend({
  sort: z.enum(nominationSorts, 'list.unknown_sort').optional(),
  runId: idField().optional(),
  organisationId: idField().optional(),
  personId: idField().optional(),
  status: z.enum(nominationStatuses, 'field.not_a_choice').optional(),
  /** `me`: what waits on the caller's next step. */
  waiting: z.enum(['me'], 'field.not_a_choice').optional(),
});

/** Where in its organisation's list a nomination goes; behind the last at most. */
export const placementFields = z.strictObject({ rank: placeField() });

export type PlacementFields = z.output<typeof placementFields>;

export const rosterQuery = listQuery.extend({
  organisationId: idField().optional(),
  status: z.enum(['active', 'ended'], 'field.not_a_choice').optional(),
});

export type NominationFields = z.output<typeof nominationFields>;
export type NominationChanges = z.output<typeof nominationChanges>;
export type StepFields = z.output<typeof stepFields>;
export type ReservationFields = z.output<typeof reservationFields>;
export type ReturnFields = z.output<typeof returnFields>;
export type BulkStep = (typeof bulkSteps)[number];
export type BulkFields = z.output<typeof bulkFields>;
export type SubstitutionFields = z.output<typeof substitutionFields>;
export type NominationQuery = z.output<typeof nominationQuery>;
export type RosterQuery = z.output<typeof rosterQuery>;
export type Whom = Pick<NominationFields, 'personId' | 'person'>;
