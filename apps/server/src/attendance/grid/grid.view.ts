import { z } from 'zod';
import { type AttendanceGrid, type GridMark, markSources, markStatuses, type PersonAttendance } from '#libs/attendance';
import { correctionResource, correctionSchema } from '../attendance.view.js';

/** The shapes of who was where in JSON. */

const localised = z.object({ lo: z.string(), vi: z.string(), en: z.string() });
const instant = z.iso.datetime();

const mark = z.object({
  markId: z.string(),
  status: z.enum(markStatuses),
  source: z.enum(markSources),
  /** Witnesses disagree and nobody has resolved it. */
  isDisputed: z.boolean(),
});

const session = {
  sessionId: z.string(),
  number: z.number().int(),
  topic: localised,
  units: z.number().int(),
  startsAt: instant,
  /** When its roll was closed. */
  closedAt: instant.nullable(),
};

const markResource = ({ markId, status, source, isDisputed }: GridMark): z.output<typeof mark> => ({
  markId,
  status,
  source,
  isDisputed,
});

const sessionResource = ({
  sessionId,
  number,
  topic,
  units,
  startsAt,
  closedAt,
}: AttendanceGrid['sessions'][number]) => ({
  sessionId,
  number,
  topic,
  units,
  startsAt: startsAt.toISOString(),
  closedAt: closedAt?.toISOString() ?? null,
});

export const gridSchema = z.object({
  runId: z.string(),
  /** Planned ones, in the order of their times. */
  sessions: z.array(z.object(session)),
  items: z.array(
    z.object({
      enrolmentId: z.string(),
      personId: z.string(),
      fullName: z.string(),
      fullNameLatin: z.string(),
      /** One for each session; null where nothing is recorded. */
      marks: z.array(mark.nullable()),
    }),
  ),
});

export const gridResource = ({ attendance, sessions, marks }: AttendanceGrid): z.output<typeof gridSchema> => ({
  runId: attendance.runId,
  sessions: sessions.map(sessionResource),
  items: attendance.rates.map(({ enrolmentId, personId, fullName, fullNameLatin }) => ({
    enrolmentId,
    personId,
    fullName,
    fullNameLatin,
    marks: sessions.map(({ sessionId }) => {
      const found = marks.get(enrolmentId)?.get(sessionId);
      return found ? markResource(found) : null;
    }),
  })),
});

export const personAttendanceSchema = z.object({
  enrolmentId: z.string(),
  personId: z.string(),
  fullName: z.string(),
  fullNameLatin: z.string(),
  runId: z.string(),
  runCode: z.string(),
  /** Null for a seat that was given up. */
  rate: z
    .object({
      attendedUnits: z.number().int(),
      plannedUnits: z.number().int(),
      missedUnits: z.number().int(),
      /** 0 to 1. */
      rate: z.number(),
      isReached: z.boolean(),
      canReach: z.boolean(),
      isNear: z.boolean(),
    })
    .nullable(),
  sessions: z.array(z.object({ ...session, isCancelled: z.boolean(), mark: mark.nullable() })),
  /** Null for whoever does not see corrections. */
  corrections: z.array(correctionSchema).nullable(),
});

export function personAttendanceResource(one: PersonAttendance): z.output<typeof personAttendanceSchema> {
  const { person, rate, runId, runCode, sessions, corrections } = one;
  const { enrolmentId, personId, fullName, fullNameLatin } = person;
  return {
    enrolmentId,
    personId,
    fullName,
    fullNameLatin,
    runId,
    runCode,
    rate: rate && {
      attendedUnits: rate.attendedUnits,
      plannedUnits: rate.plannedUnits,
      missedUnits: rate.missedUnits,
      rate: rate.rate,
      isReached: rate.isReached,
      canReach: rate.canReach,
      isNear: rate.isNear,
    },
    sessions: sessions.map((heading) => ({
      ...sessionResource(heading),
      isCancelled: heading.isCancelled,
      mark: heading.mark && markResource(heading.mark),
    })),
    corrections: corrections?.map(correctionResource) ?? null,
  };
}
