import { z } from 'zod';
import { idField, listQuery, optionalLineField, reasonField } from '#libs/platform';
import { markStatuses } from './attendance.rules.js';
import { correctionStatuses } from './correction.rules.js';

export const markStatusField = () => z.enum(markStatuses);

const deviceTime = () => z.iso.datetime().transform((text) => new Date(text));

/** The device's own UUID of what it says. */
const saidField = () => z.uuid('field.not_an_id').transform((id) => id.toLowerCase());

/** One mark as a device says it. `markId` is the device's own UUID of it: sent again, it changes nothing. */
export const markFields = z.strictObject({
  enrolmentId: idField(),
  status: markStatusField(),
  /** When it was marked, on the device's clock; an instant in UTC, ISO 8601 with `Z`. */
  // A clock that was never set says 1970 or worse; MariaDB holds no year below 1000.
  markedAt: deviceTime().refine((at) => at.getUTCFullYear() >= 2000, 'field.wrong_format'),
  markId: saidField(),
  /** The `entryId` of the mark that was shown to whoever says this; left out or null when none was. */
  basedOn: saidField().nullish(),
});

export const rollFields = z.array(markFields).min(1).max(500);

export type MarkFields = z.output<typeof markFields>;

/** No clock is too wrong for a device: its marks are put in order by their positions and its clock is corrected. */
const anyTime = () => deviceTime().refine((at) => at.getUTCFullYear() >= 1000, 'field.wrong_format');

export const syncedMarkFields = markFields.extend({
  sessionId: idField(),
  /** On the device's clock as well, however wrong. */
  markedAt: anyTime(),
  /** Counts up with everything the device says. */
  position: z.number().int().min(0).max(2_147_483_647),
});

/** What a device has said since it last had a network. Sent again, in other parts or another order, it changes nothing. */
export const rollSyncFields = z.strictObject({
  /** A name the device gave itself and keeps. */
  deviceId: z.string().regex(/^[\w.-]{1,60}$/, 'field.wrong_format'),
  /** The device's clock at the moment of sending. */
  sentAt: anyTime(),
  marks: z.array(syncedMarkFields).min(1).max(500),
});

export type RollSyncFields = z.output<typeof rollSyncFields>;
export type SyncedMark = RollSyncFields['marks'][number];

export const conflictQuery = listQuery.omit({ q: true }).extend({ state: z.enum(['open', 'resolved']).optional() });

export type ConflictQuery = z.output<typeof conflictQuery>;

export const resolutionFields = z.strictObject({
  status: markStatusField(),
  reason: reasonField(),
  /** The version of the conflict the person was looking at: when it has moved on, nothing is resolved. */
  version: z.number().int().min(1).optional(),
});

export type ResolutionFields = z.output<typeof resolutionFields>;

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
