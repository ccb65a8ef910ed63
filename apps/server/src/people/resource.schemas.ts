import { z } from 'zod';

/** Shapes that the resources of this room share. */

export const localisedSchema = z.object({ lo: z.string(), vi: z.string(), en: z.string() });
export const instantSchema = z.iso.datetime();
export const dateSchema = z.iso.date();
