import { z } from 'zod';

/** Shapes that the resources of this room share. */

export const localisedSchema = z.object({ lo: z.string(), vi: z.string(), en: z.string() });

/** A calendar date `YYYY-MM-DD`. */
export const dateSchema = z.iso.date();

/** An instant in UTC. */
export const instantSchema = z.iso.datetime();
