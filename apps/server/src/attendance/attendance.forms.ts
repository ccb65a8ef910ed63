import { z } from 'zod';
import { type AssessmentFields, type MarkFields, markStatusField } from '#libs/attendance';
import { newId } from '#libs/kernel';
import { idField, optionalLineField } from '#libs/platform';

/** The roll as a form: every choice beside what the page showed, so that only what was changed is said. */
export const rollForm = z.strictObject({
  do: z.enum(['save', 'all_present', 'close']).default('save'),
  marks: z.record(idField(), markStatusField()).default({}),
  shown: z.record(idField(), z.string().max(10)).default({}),
});

export type RollForm = z.output<typeof rollForm>;

/** What the person changed; somebody else's marks since then are not said again over theirs. */
export const changedMarks = ({ marks, shown }: RollForm, now: Date): MarkFields[] =>
  Object.entries(marks)
    .filter(([enrolmentId, status]) => status !== shown[enrolmentId])
    .map(([enrolmentId, status]) => ({ enrolmentId, status, markedAt: now, markId: newId() }));

const outcomeField = () => z.enum(['passed', 'failed']);

/** A grade without an outcome is refused beside the outcome: it would otherwise be lost. */
export const assessmentsForm = z
  .strictObject({
    outcome: z.record(idField(), outcomeField()).default({}),
    grade: z.record(idField(), optionalLineField(60)).default({}),
    version: z.record(idField(), z.string().regex(/^\d{1,9}$/)).default({}),
  })
  .superRefine(({ outcome, grade }, { addIssue }) => {
    for (const [id, words] of Object.entries(grade))
      if (words && !outcome[id]) addIssue({ code: 'custom', path: ['outcome', id], message: 'field.required' });
  });

export type AssessmentsForm = z.output<typeof assessmentsForm>;

export const assessedLines = ({ outcome, grade, version }: AssessmentsForm): AssessmentFields[] =>
  Object.entries(outcome).map(([enrolmentId, value]) => ({
    enrolmentId,
    passed: value === 'passed',
    grade: grade[enrolmentId] ?? '',
    version: Number(version[enrolmentId] ?? 0),
  }));
