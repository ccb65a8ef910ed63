import { type Actor, pickText } from '#libs/kernel';
import type { OutputCatalogue, OutputRow } from '#libs/outputs';
import type { WaitingItem } from '../home/waiting.js';

const item = (actor: Actor, output: OutputRow, step: string, at: Date | null): WaitingItem => ({
  kind: step === 'returned' ? 'edit' : 'file',
  textKey: `outputs.waiting.${step}`,
  args: { title: pickText(output.title, actor.language).text, run: output.runCode },
  at,
  deadline: null,
  who: { key: step === 'returned' ? 'home.who.reviewers' : 'home.who.authors' },
  href: `/outputs/${output.id}`,
});

/** Own outputs that came back, outputs to review, outputs that wait for one's side. */
export const waitingOutputs = (
  actor: Actor,
  { returned, review, approval }: Awaited<ReturnType<OutputCatalogue['waiting']>>,
): WaitingItem[] => [
  ...returned.map((output) => item(actor, output, 'returned', output.submittedAt)),
  ...review.map((output) => item(actor, output, 'review', output.submittedAt)),
  ...approval.map((output) => item(actor, output, 'approval', output.acceptedAt)),
];
