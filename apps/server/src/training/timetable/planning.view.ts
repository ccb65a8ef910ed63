import { z } from 'zod';
import type { Translate } from '#libs/platform';
import type { CopyPlan, MovesPlan, SeriesPlan } from '#libs/training';
import { clashResource, clashSchema } from '../session-clash.view.js';
import { dateSchema, instantSchema } from '../training.view.js';

/** A series as it would be held, or has been entered. */
export const seriesPlanSchema = z.object({
  days: z.array(dateSchema),
  /** Left out: a holiday. */
  skipped: z.array(dateSchema),
  clashes: z.array(clashSchema),
});

export const seriesPlanResource = (t: Translate, { days, skipped, clashes }: SeriesPlan) => ({
  days,
  skipped,
  clashes: clashes.map((clash) => clashResource(t, clash)),
});

export const movesPlanSchema = z.object({
  moves: z.array(
    z.object({
      sessionId: z.string(),
      number: z.number().int(),
      startsAt: instantSchema,
      endsAt: instantSchema,
    }),
  ),
  clashes: z.array(clashSchema),
});

export const movesPlanResource = (t: Translate, { moves, clashes }: MovesPlan): z.output<typeof movesPlanSchema> => ({
  moves: moves.map(({ startsAt, endsAt, ...move }) => ({
    ...move,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
  })),
  clashes: clashes.map((clash) => clashResource(t, clash)),
});

export const copyPlanSchema = z.object({
  startsOn: dateSchema,
  endsOn: dateSchema,
  nominationOpensOn: dateSchema,
  nominationClosesOn: dateSchema,
  sessions: z.array(
    z.object({
      number: z.number().int(),
      startsAt: instantSchema,
      endsAt: instantSchema,
      roomId: z.string().nullable(),
      instructorIds: z.array(z.string()),
      /** Why its room, or some who taught it, were left out. */
      leftOut: z.array(clashSchema),
    }),
  ),
});

export const copyPlanResource = (t: Translate, { sessions, ...dates }: CopyPlan): z.output<typeof copyPlanSchema> => ({
  ...dates,
  sessions: sessions.map(({ session: { number, startsAt, endsAt, roomId }, instructorIds, leftOut }) => ({
    number,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    roomId,
    instructorIds,
    leftOut: leftOut.map((clash) => clashResource(t, clash)),
  })),
});
