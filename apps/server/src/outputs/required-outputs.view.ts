import { z } from 'zod';
import type { RequiredProgress } from '#libs/outputs';
import { requiredOutputWords } from '../training/required-outputs.words.js';
import { requiredOfRunSchema } from '../training/run.view.js';
import type { Visit } from '../web/index.js';

const count = z.number().int();

export const requiredOutputSchema = requiredOfRunSchema.extend({
  /** To the last day, negative after it. */
  daysLeft: count.nullable(),
  /** Of the outputs in sight; what was returned is a draft. */
  outputs: z.object({ draft: count, submitted: count, accepted: count, published: count }),
  /** Published of needed: outputs where the run delivers, else people. Null for who sees their own outputs alone. */
  whole: z.object({ done: count, needed: count, state: z.enum(['met', 'waived', 'open']) }).nullable(),
  /** People in sight of whom it is asked. */
  people: count,
  /** Those of them who have not submitted as many as asked of each. */
  lacking: z.array(
    z.object({
      enrolmentId: z.string(),
      fullName: z.string(),
      fullNameLatin: z.string(),
      submitted: count,
      asked: count,
    }),
  ),
});

export const requiredOutputsSchema = z.object({ items: z.array(requiredOutputSchema) });

const stages = ['draft', 'submitted', 'accepted', 'published'] as const;

/** One requirement of a run and how far it is; `waivedBy`: how many sides have waived it. */
export function progressView(visit: Visit, progress: RequiredProgress, waivedBy: number) {
  const { t } = visit;
  const { kind, dueOn, daysLeft, outputs, whole, lacking } = progress;
  return {
    title: requiredOutputWords(visit, progress),
    badge: badgeOf(visit, progress, waivedBy),
    due: dueOn,
    left:
      daysLeft === null || (whole ? whole.state !== 'open' : lacking.length === 0) ? null : leftWords(visit, daysLeft),
    meter: whole && {
      value: whole.done,
      max: whole.needed,
      label: t('required-outputs.done'),
      text: t(`required-outputs.doneOf.${progress.per}`, { done: whole.done, needed: whole.needed }),
      tone: whole.state === 'open' && daysLeft !== null && daysLeft < 0 ? 'attention' : '',
    },
    stages: stages
      .filter((stage) => outputs[stage] > 0)
      .map((stage) => t(`required-outputs.stage.${stage}`, { count: outputs[stage] }))
      .join(' · '),
    lacking:
      whole && whole.state === 'open' && lacking.length > 0
        ? {
            title: t('required-outputs.lacking', { count: lacking.length }),
            people: lacking.map(({ fullName, submitted, asked }) => ({
              name: fullName,
              note: asked > 1 ? t('required-outputs.submittedOf', { submitted, asked }) : '',
            })),
          }
        : null,
    filter: `?kind=${kind}`,
  };
}

function badgeOf(visit: Visit, { whole, people, lacking }: RequiredProgress, waivedBy: number) {
  if (!whole && people === 0) return null;
  if (!whole) {
    const isLacking = lacking.length > 0;
    return {
      text: visit.t(`required-outputs.own.${isLacking ? 'lacking' : 'submitted'}`),
      tone: isLacking ? 'attention' : 'good',
    };
  }
  if (whole.state === 'met') return { text: visit.t('outputs.required.published'), tone: 'good' };
  if (whole.state === 'waived') return { text: visit.t('outputs.required.waived'), tone: 'good' };
  return waivedBy > 0
    ? { text: visit.t('outputs.required.halfWaived'), tone: 'progress' }
    : { text: visit.t('outputs.required.open'), tone: 'attention' };
}

const leftWords = (visit: Visit, days: number): string =>
  days < 0
    ? visit.t('required-outputs.late', { count: -days })
    : days === 0
      ? visit.t('required-outputs.today')
      : visit.t('required-outputs.left', { count: days });
