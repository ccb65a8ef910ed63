import { z } from 'zod';
import { markStatuses, opensAt, type RollsTaken } from '#libs/attendance';

const localised = z.object({ lo: z.string(), vi: z.string(), en: z.string() });
const instant = z.iso.datetime();

export const rollCallSchema = z.object({
  /** Now, by the server's clock. */
  at: instant,
  /** The people of each run once, in the order of names; its sessions share them. */
  runs: z.array(
    z.object({
      runId: z.string(),
      people: z.array(
        z.object({
          enrolmentId: z.string(),
          fullName: z.string(),
          fullNameLatin: z.string(),
          organisationName: localised,
        }),
      ),
    }),
  ),
  /** In the order of their times. */
  sessions: z.array(
    z.object({
      sessionId: z.string(),
      runId: z.string(),
      runCode: z.string(),
      number: z.number().int(),
      topic: localised,
      place: localised,
      /** From then on marks of it are taken in. */
      opensAt: instant,
      startsAt: instant,
      endsAt: instant,
      closedAt: instant.nullable(),
      /** The caller teaches it. */
      isOwn: z.boolean(),
      /** Of those who have one. */
      marks: z.array(
        z.object({
          enrolmentId: z.string(),
          status: z.enum(markStatuses),
          /** What was said that stands: `basedOn` of whoever says otherwise having seen it. */
          entryId: z.string(),
          /** Witnesses disagree and nobody has resolved it. */
          conflictId: z.string().nullable(),
        }),
      ),
    }),
  ),
});

export const rollCallResource = ({ at, runs, sessions }: RollsTaken): z.output<typeof rollCallSchema> => ({
  at: at.toISOString(),
  runs: runs.map(({ runId, people }) => ({
    runId,
    people: people.map(({ enrolmentId, fullName, fullNameLatin, organisationName }) => ({
      enrolmentId,
      fullName,
      fullNameLatin,
      organisationName,
    })),
  })),
  sessions: sessions.map(({ sessionId, runId, runCode, number, topic, place, isOwn, marks, ...times }) => ({
    sessionId,
    runId,
    runCode,
    number,
    topic,
    place,
    opensAt: opensAt(times).toISOString(),
    startsAt: times.startsAt.toISOString(),
    endsAt: times.endsAt.toISOString(),
    closedAt: times.closedAt?.toISOString() ?? null,
    isOwn,
    marks: marks.map(({ enrolmentId, status, entryId, conflictId }) => ({ enrolmentId, status, entryId, conflictId })),
  })),
});
