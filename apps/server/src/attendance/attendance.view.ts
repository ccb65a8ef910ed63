import { z } from 'zod';
import type { CorrectionRow, RollView, RunAssessments, RunAttendance } from '#libs/attendance';
import { correctionStatuses, markSources, markStatuses } from '#libs/attendance';

/** The shapes of attendance in JSON. */

const localised = z.object({ lo: z.string(), vi: z.string(), en: z.string() });
const instant = z.iso.datetime();
const orNull = (at: Date | null): string | null => at?.toISOString() ?? null;

const enrolled = {
  enrolmentId: z.string(),
  personId: z.string(),
  fullName: z.string(),
  fullNameLatin: z.string(),
  organisationName: localised,
};

const enrolledResource = (one: z.output<z.ZodObject<typeof enrolled>>) => ({
  enrolmentId: one.enrolmentId,
  personId: one.personId,
  fullName: one.fullName,
  fullNameLatin: one.fullNameLatin,
  organisationName: one.organisationName,
});

export const rollSchema = z.object({
  sessionId: z.string(),
  runId: z.string(),
  number: z.number().int(),
  topic: localised,
  units: z.number().int(),
  startsAt: instant,
  endsAt: instant,
  isCancelled: z.boolean(),
  closedAt: instant.nullable(),
  version: z.number().int(),
  items: z.array(
    z.object({
      ...enrolled,
      isActive: z.boolean(),
      mark: z
        .object({
          id: z.string(),
          status: z.enum(markStatuses),
          markedAt: instant,
          source: z.enum(markSources),
          /** What was said that stands: `basedOn` of whoever says otherwise having seen it. */
          entryId: z.string(),
          hasOpenRequest: z.boolean(),
          /** Witnesses disagree and nobody has resolved it. */
          conflictId: z.string().nullable(),
          version: z.number().int(),
        })
        .nullable(),
    }),
  ),
});

export const rollResource = (roll: RollView): z.output<typeof rollSchema> => ({
  sessionId: roll.sessionId,
  runId: roll.runId,
  number: roll.number,
  topic: roll.topic,
  units: roll.units,
  startsAt: roll.startsAt.toISOString(),
  endsAt: roll.endsAt.toISOString(),
  isCancelled: roll.isCancelled,
  closedAt: orNull(roll.closedAt),
  version: roll.version,
  items: roll.lines.map((line) => ({
    ...enrolledResource(line),
    isActive: line.isActive,
    mark: line.mark && { ...line.mark, markedAt: line.mark.markedAt.toISOString() },
  })),
});

export const runAttendanceSchema = z.object({
  runId: z.string(),
  plannedUnits: z.number().int(),
  /** Units of sessions whose roll is closed. */
  closedUnits: z.number().int(),
  excusedCounts: z.boolean(),
  /** Per cent of the planned units. */
  threshold: z.number().int(),
  items: z.array(
    z.object({
      ...enrolled,
      attendedUnits: z.number().int(),
      plannedUnits: z.number().int(),
      missedUnits: z.number().int(),
      /** 0 to 1. */
      rate: z.number(),
      isReached: z.boolean(),
      canReach: z.boolean(),
      /** One more absence would put the threshold out of reach. */
      isNear: z.boolean(),
    }),
  ),
});

export const runAttendanceResource = (attendance: RunAttendance): z.output<typeof runAttendanceSchema> => ({
  runId: attendance.runId,
  plannedUnits: attendance.plannedUnits,
  closedUnits: attendance.closedUnits,
  excusedCounts: attendance.excusedCounts,
  threshold: attendance.threshold,
  items: attendance.rates.map((one) => ({
    ...enrolledResource(one),
    attendedUnits: one.attendedUnits,
    plannedUnits: one.plannedUnits,
    missedUnits: one.missedUnits,
    rate: one.rate,
    isReached: one.isReached,
    canReach: one.canReach,
    isNear: one.isNear,
  })),
});

export const correctionSchema = z.object({
  id: z.string(),
  markId: z.string(),
  sessionId: z.string(),
  sessionNumber: z.number().int(),
  runId: z.string(),
  runCode: z.string(),
  enrolmentId: z.string(),
  fullName: z.string(),
  fullNameLatin: z.string(),
  fromStatus: z.enum(markStatuses),
  toStatus: z.enum(markStatuses),
  /** In somebody's own words; `excuse.approved` where an excuse is the reason. */
  reason: z.string(),
  status: z.enum(correctionStatuses),
  requestedByName: z.string(),
  requestedAt: instant,
  decidedByName: z.string(),
  decidedAt: instant.nullable(),
  decisionReason: z.string().nullable(),
  version: z.number().int(),
});

export function correctionResource(row: CorrectionRow): z.output<typeof correctionSchema> {
  const { topic: _, runStatus: __, requestedAt, decidedAt, ...rest } = row;
  return { ...rest, requestedAt: requestedAt.toISOString(), decidedAt: orNull(decidedAt) };
}

export const assessmentsSchema = z.object({
  runId: z.string(),
  hasAssessment: z.boolean(),
  items: z.array(
    z.object({
      ...enrolled,
      /** Null while nothing is recorded. */
      passed: z.boolean().nullable(),
      grade: z.string(),
      recordedAt: instant.nullable(),
      version: z.number().int(),
    }),
  ),
});

export const assessmentsResource = ({ run, rows }: RunAssessments): z.output<typeof assessmentsSchema> => ({
  runId: run.id,
  hasAssessment: run.hasAssessment,
  items: rows.map((row) => ({
    ...enrolledResource(row),
    passed: row.passed,
    grade: row.grade,
    recordedAt: orNull(row.recordedAt),
    version: row.version,
  })),
});
