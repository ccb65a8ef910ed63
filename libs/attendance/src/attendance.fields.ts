import { z } from 'zod';
import { idField, listQuery, optionalLineField, reasonField } from '#libs/platform';
import { markStatuses } from './attendance.rules.js';
import { correctionStatuses } from './correction.rules.js';

export const markStatusField = () => z.enum(markStatuses);

/** One mark as a device says it. `markId` is the device's own UUID of it: sent again, it changes nothing. */
export const markFields = z.strictObject({
  enrolmentId: idField(),
  status: markStatusField(),
  /** When it was marked, on the device's clock; an instant in UTC, ISO 8601 with `Z`. */
  markedAt: z.iso
    .datetime()
    .transform((text) => new Date(text))
    // A clock that was never set says 1970 or worse; MariaDB holds no year below 1000.
    .refine((at) => at.getUTCFullYear() >= 2000, 'field.wrong_format'),
  markId: z.uuid('field.not_an_id').transform((id) => id.toLowerCase()),
});

export const rollFields = z.array(markFields).min(1).max(500);

export type MarkFields = z.output<typeof markFields>;

export const rollClosingFields = z.strictObject({
  /** How many the person was shown as unmarked: with more of them by now, nothing is closed. */
  unmarked: z.number().int().min(0).optional(),
});

export type RollClosingFields = z.output<typeof rollClosingFields>;

export const correctionFields = z.strictObject({ status: markStatusField(), reason: reasonField() });

export type CorrectionFields = z.output<typeof correctionFields>;

export const correctionQuery = listQuery.omit({ q: true }).extend({
  runId: idField().optional(),
  status: z.enum(correctionStatuses).optional(),
});

export type CorrectionQuery = z.output<typeof correctionQuery>;

export const assessmentFields = z.strictObject({
  enrolmentId: idField(),
  passed: z.boolean(),
  grade: optionalLineField(60),
  /** The version the person was looking at, 0 for none: when it has moved on, nothing is overwritten. */
  version: z.number().int().min(0).optional(),
});

export const assessmentRows = z.array(assessmentFields).min(1).max(500);

export type AssessmentFields = z.output<typeof assessmentFields>;
