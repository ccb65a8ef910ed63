import { z } from 'zod';
import { type CourseRow, outputKinds, perWhom } from '#libs/training';
import { localisedSchema } from './training.view.js';

export const courseSchema = z.object({
  id: z.string(),
  programmeId: z.string(),
  programmeTitle: localisedSchema,
  code: z.string(),
  title: localisedSchema,
  objectives: localisedSchema,
  units: z.number().int(),
  /** Per cent of all planned units. */
  attendanceThreshold: z.number().int(),
  excusedCounts: z.boolean(),
  hasAssessment: z.boolean(),
  /** So many of a kind, of each; due so many days after the end of a run. */
  requiredOutputs: z.array(
    z.object({
      kind: z.enum(outputKinds),
      count: z.number().int(),
      per: z.enum(perWhom),
      dueDays: z.number().int().nullable(),
    }),
  ),
  version: z.number().int(),
});

export const courseResource = ({ programmeCode: _, ...course }: CourseRow): z.output<typeof courseSchema> => course;
