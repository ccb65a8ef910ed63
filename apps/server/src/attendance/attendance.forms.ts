import { z } from 'zod';
import { type AssessmentFields, type MarkFields, markStatusField } from '#libs/attendance';
import { newId } from '#libs/kernel';
import { idField, optionalLineField } from '#libs/platform';

/** What the page showed of somebody: nothing, or a status and the entry that says it. */
const shownField = () => z.string().regex(/^([a-z]{1,10}( [0-9a-f-]{36})?)?$/);

/** The roll as a form: every choice beside what the page showed, so that only what was changed is said. */
export const rollForm = z.strictObject({
  do: z.enum(['save', 'all_present', 'close']).default('save'),
  marks: z.record(idField(), markStatusField()).default({}),
  shown: z.record(idField(), shownField()).default({}),
});

export type RollForm = z.output<typeof rollForm>;

export const shownOf = (mark: { status: string; entryId: string } | null): string =>
  mark ? `${mark.status} ${mark.entryId}` : '';

/** What the person changed, over what they had before their eyes: of somebody else's marks since then nothing is said. */
export const changedMarks = ({ marks, shown }: RollForm, now: Date): MarkFields[] =>
  Object.entries(marks).flatMap(([enrolmentId, status]) => {
    const [before, basedOn] = (shown[enrolmentId] ?? '').split(' ');
    return status === before ? [] : [{ enrolmentId, status, markedAt: now, markId: newId(), basedOn }];
  });

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
