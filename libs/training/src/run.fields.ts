import { z } from 'zod';
import { dateField, idField, listQuery } from '#libs/platform';
import { documentKindsField, eligibilityRulesField } from './eligibility.fields.js';
import { requiredOfRunField } from './required-outputs.fields.js';
import { runStatuses } from './run.rules.js';
import { codeField, countField, laoProvinces, localisedField, percentField, provinceField } from './training.fields.js';

const content = {
  courseId: idField(),
  code: codeField(),
  place: localisedField(250),
  province: provinceField(),
  startsOn: dateField(),
  endsOn: dateField(),
  nominationOpensOn: dateField(),
  nominationClosesOn: dateField(),
  capacity: countField(1000),
  attendanceThreshold: percentField(),
  excusedCounts: z.boolean(),
  hasAssessment: z.boolean(),
  requiredOutputs: requiredOfRunField(),
  /** What the call asks of people. */
  eligibilityRules: eligibilityRulesField(),
  requiredDocuments: documentKindsField(),
};

/** What is left out of the rules for the certificate is taken from the course; a call asks nothing unless it says so. */
export const runFields = z.strictObject({
  ...content,
  province: content.province.default(null),
  attendanceThreshold: content.attendanceThreshold.optional(),
  excusedCounts: content.excusedCounts.optional(),
  hasAssessment: content.hasAssessment.optional(),
  requiredOutputs: content.requiredOutputs.optional(),
  eligibilityRules: content.eligibilityRules.optional(),
  requiredDocuments: content.requiredDocuments.optional(),
});

/** An edit names only what changes. */
export const runChanges = z.strictObject(content).partial();

export const runQuery = listQuery.extend({
  status: z.enum(runStatuses).optional(),
  /** `open`: the call is open and today lies in its window. */
  call: z.enum(['open']).optional(),
  programmeId: idField().optional(),
  courseId: idField().optional(),
  province: z.enum(laoProvinces).optional(),
  /** Runs with a day in or after, in or before. */
  from: dateField().optional(),
  to: dateField().optional(),
});

/** The quotas of a run, all of them: an organisation that is left out has none. */
export const quotaRows = z
  .array(
    z.strictObject({
      organisationId: idField(),
      seats: z.number().int().min(0).max(1000),
    }),
  )
  .max(500)
  .refine((rows) => new Set(rows.map(({ organisationId }) => organisationId)).size === rows.length, 'field.repeated');

export type RunFields = z.output<typeof runFields>;
export type RunChanges = z.output<typeof runChanges>;
export type RunQuery = z.output<typeof runQuery>;
export type QuotaRows = z.output<typeof quotaRows>;
