import { z } from 'zod';
import { documentKinds, eligibilityRuleSchema, outputKinds, perWhom, type RunRow, runStatuses } from '#libs/training';
import { dateSchema, instantSchema, localisedSchema } from './training.view.js';

/** So many outputs of a kind, of the run as a whole, of each trainee alone or with others, or of each alone. */
export const requiredOfRunSchema = z.object({
  kind: z.enum(outputKinds),
  count: z.number().int(),
  per: z.enum(perWhom),
  dueOn: dateSchema.nullable(),
});

export const runSchema = z.object({
  id: z.string(),
  code: z.string(),
  status: z.enum(runStatuses),
  courseId: z.string(),
  courseTitle: localisedSchema,
  programmeId: z.string(),
  programmeTitle: localisedSchema,
  place: localisedSchema,
  province: z.string().nullable(),
  startsOn: dateSchema,
  endsOn: dateSchema,
  nominationOpensOn: dateSchema,
  nominationClosesOn: dateSchema,
  capacity: z.number().int(),
  /** Confirmed seats and those held for a replacement. */
  seatsTaken: z.number().int(),
  /** Per cent of all planned units. */
  attendanceThreshold: z.number().int(),
  excusedCounts: z.boolean(),
  hasAssessment: z.boolean(),
  requiredOutputs: z.array(requiredOfRunSchema),
  /** What the call asks of people, at most one rule of each kind. */
  eligibilityRules: z.array(eligibilityRuleSchema),
  /** What a nomination must carry before it is confirmed. */
  requiredDocuments: z.array(z.enum(documentKinds)),
  calledAt: instantSchema.nullable(),
  cancelReason: z.string().nullable(),
  version: z.number().int(),
});

export function runResource(run: RunRow): z.output<typeof runSchema> {
  const { courseCode: _, courseUnits: __, programmeCode: ___, calledAt, ...rest } = run;
  return { ...rest, calledAt: calledAt?.toISOString() ?? null };
}
