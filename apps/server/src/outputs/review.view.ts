import { pickText } from '#libs/kernel';
import type { HoldState, Output, OutputDetail } from '#libs/outputs';
import type { RunRow } from '#libs/training';
import type { Visit } from '../web/index.js';

/** The way to a page about the review of an output. */
export const outputCrumbs = (visit: Visit, run: RunRow, { id, title }: Output, page: string) => [
  { label: visit.t('layout.nav.runs'), href: '/runs' },
  { label: run.code, href: `/runs/${run.id}` },
  { label: visit.t('outputs.title'), href: `/runs/${run.id}/outputs` },
  { label: pickText(title, visit.language).text, href: `/outputs/${id}` },
  { label: page },
];

/** Where the review of an output goes on, from the page of the output itself. */
export const reviewLinks = (visit: Visit, { output, hold, reach, versions }: OutputDetail) => [
  {
    href: `/outputs/${output.id}/review`,
    label: visit.t(`output-review.review.${reach.review && output.status === 'submitted' ? 'begin' : 'title'}`),
    badge: null,
  },
  { href: `/outputs/${output.id}/comments`, label: visit.t('output-review.comments.title'), badge: null },
  {
    href: `/outputs/${output.id}/hold`,
    label: visit.t('output-review.hold.title'),
    badge: output.submittedAt ? holdBadge(visit, hold) : null,
  },
  ...(versions.length > 1
    ? [
        {
          href: `/outputs/${output.id}/comparison`,
          label: visit.t('output-review.comparison.title'),
          badge: null,
        },
      ]
    : []),
];

const holdTones = { looking: 'progress', failed: 'bad', clean: 'good', held: 'attention', cleared: 'good' } as const;

export const holdBadge = (visit: Visit, state: HoldState) => ({
  text: visit.t(`output-review.holdState.${state}`),
  tone: holdTones[state],
});
