import { z } from 'zod';
import { idField, listQuery } from '#libs/platform';
import { requiredOfCourseField } from './required-outputs.fields.js';
import { codeField, countField, localisedField, optionalLocalisedField, percentField } from './training.fields.js';

const content = {
  programmeId: idField(),
  code: codeField(),
  title: localisedField(250),
  objectives: optionalLocalisedField(2000),
  units: countField(2000),
  attendanceThreshold: percentField(),
  excusedCounts: z.boolean(),
  hasAssessment: z.boolean(),
  requiredOutputs: requiredOfCourseField(),
};

export const courseFields = z.strictObject({
  ...content,
  objectives: content.objectives.default({ lo: '', vi: '', en: '' }),
  attendanceThreshold: content.attendanceThreshold.default(80),
  excusedCounts: content.excusedCounts.default(false),
  hasAssessment: content.hasAssessment.default(false),
  requiredOutputs: content.requiredOutputs.default([]),
});

/** An edit names only what changes. */
export const courseChanges = z.strictObject(content).partial();

export const courseQuery = listQuery.extend({ programmeId: idField().optional() });

export type CourseFields = z.output<typeof courseFields>;
export type CourseChanges = z.output<typeof courseChanges>;
export type CourseQuery = z.output<typeof courseQuery>;
