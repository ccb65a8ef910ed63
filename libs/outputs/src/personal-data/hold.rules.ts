import { allowed, type Decision, denied } from '#libs/kernel';

export const lookStatuses = ['waiting', 'done', 'failed'] as const;
export type LookStatus = (typeof lookStatuses)[number];

/** How the publication of an output stands with personal data. */
export const holdStates = ['looking', 'failed', 'clean', 'held', 'cleared'] as const;
export type HoldState = (typeof holdStates)[number];

/** A look, as far as it decides. */
export interface LookFacts {
  status: LookStatus;
  findingCount: number;
  isCleared: boolean;
}

/** By the look through what was submitted last; null while nobody has begun one. */
export function holdState(look: LookFacts | null): HoldState {
  if (!look || look.status === 'waiting') return 'looking';
  if (look.status === 'failed') return 'failed';
  if (look.findingCount === 0) return 'clean';
  return look.isCleared ? 'cleared' : 'held';
}

/** Nothing is published that nobody has looked through, or in which something was found that nobody has cleared. */
export const mayLeaveHold = (state: HoldState): Decision =>
  state === 'clean' || state === 'cleared' ? allowed : denied('output.held', { state });

const underReview = ['submitted', 'accepted'];

export const mayClear = (status: string, state: HoldState): Decision =>
  underReview.includes(status) && state === 'held' ? allowed : denied('output.nothing_to_clear', { state });

/** A look that failed is taken again. */
export const mayLookAgain = (status: string, state: HoldState): Decision =>
  underReview.includes(status) && state === 'failed' ? allowed : denied('output.no_look_needed', { state });
