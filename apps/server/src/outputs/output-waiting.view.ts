import { type Actor, pickText } from '#libs/kernel';
import type { OutputRow, WaitingOutputs } from '#libs/outputs';
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

const heldItem = (actor: Actor, output: OutputRow): WaitingItem => ({
  ...item(actor, output, 'held', output.submittedAt),
  textKey: 'output-review.hold.waiting',
  href: `/outputs/${output.id}/hold`,
});

export const waitingOutputs = (actor: Actor, { returned, review, held, approval }: WaitingOutputs): WaitingItem[] => [
  ...returned.map((output) => item(actor, output, 'returned', output.submittedAt)),
  ...review.map((output) => item(actor, output, 'review', output.submittedAt)),
  ...held.map((output) => heldItem(actor, output)),
  ...approval.map((output) => item(actor, output, 'approval', output.acceptedAt)),
];
