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
  if (look.isCleared) return 'cleared';
  if (look.status === 'failed') return 'failed';
  return look.findingCount === 0 ? 'clean' : 'held';
}

/** Nothing is published that nobody has looked through, or in which something was found that nobody has cleared. */
export const mayLeaveHold = (state: HoldState): Decision =>
  state === 'clean' || state === 'cleared' ? allowed : denied('output.held', { state });

const underReview = ['submitted', 'accepted'];

/** What could not be looked through by itself, somebody may have read. */
export const mayClear = (status: string, state: HoldState): Decision =>
  underReview.includes(status) && (state === 'held' || state === 'failed')
    ? allowed
    : denied('output.nothing_to_clear', { state });

/** A look that failed is taken again. */
export const mayLookAgain = (status: string, state: HoldState): Decision =>
  underReview.includes(status) && state === 'failed' ? allowed : denied('output.no_look_needed', { state });
