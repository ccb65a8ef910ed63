import { z } from 'zod';
import { type CourseRow, outputKinds } from '#libs/training';
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
  requiredOutputs: z.array(z.enum(outputKinds)),
  version: z.number().int(),
});

export const courseResource = ({ programmeCode: _, ...course }: CourseRow): z.output<typeof courseSchema> => course;
