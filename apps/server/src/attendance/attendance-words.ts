import {
  byExcuse,
  type CorrectionStatus,
  type MarkStatus,
  markStatuses,
  type Rate,
  type RollHeading,
} from '#libs/attendance';
import { pickText } from '#libs/kernel';
import type { Visit } from '../web/index.js';

/** Words that several pages about attendance show. */

const markLooks: Readonly<Record<MarkStatus, { tone: string; icon: string }>> = {
  present: { tone: 'good', icon: 'check' },
  late: { tone: 'attention', icon: 'clock' },
  excused: { tone: 'neutral', icon: 'file' },
  absent: { tone: 'bad', icon: 'cross' },
};

export const markBadge = (visit: Visit, status: MarkStatus) => ({
  text: visit.t(`attendance.mark.${status}`),
  ...markLooks[status],
});

export const markOptions = (visit: Visit) =>
  markStatuses.map((value) => ({ value, label: visit.t(`attendance.mark.${value}`), ...markLooks[value] }));

/** What stands for a mark where there is little room. */
export const markLetters = (visit: Visit): Record<MarkStatus, string> =>
  Object.fromEntries(markStatuses.map((status) => [status, visit.t(`attendance-grid.letter.${status}`)])) as Record<
    MarkStatus,
    string
  >;

const correctionTones: Readonly<Record<CorrectionStatus, string>> = {
  requested: 'attention',
  approved: 'good',
  refused: 'bad',
};

/** Why a mark was corrected: in somebody's own words, or by an excuse. */
export const correctionReason = (visit: Visit, reason: string): string =>
  reason === byExcuse ? visit.t('conflicts.source.excuse') : reason;

export const correctionBadge = (visit: Visit, status: CorrectionStatus) => ({
  text: visit.t(`attendance.correction.status.${status}`),
  tone: correctionTones[status],
});

export const percent = (visit: Visit, rate: number): string =>
  // Rounded down: 79.96 is not 80.
  new Intl.NumberFormat(visit.language, { style: 'percent', maximumFractionDigits: 1 }).format(
    Math.floor(rate * 1000) / 1000,
  );

/** How somebody stands towards the threshold. */
export function standingOf(visit: Visit, { isReached, canReach, isNear }: Rate) {
  const state = isReached ? 'reached' : !canReach ? 'lost' : isNear ? 'near' : 'possible';
  const [tone, icon] = {
    reached: ['good', 'check'],
    possible: ['progress', 'half'],
    near: ['attention', 'alert'],
    lost: ['bad', 'cross'],
  }[state] as [string, string];
  return { text: visit.t(`attendance.standing.${state}`), tone, icon };
}

/** How far a roll is. */
export function rollBadge(visit: Visit, roll: RollHeading, now: Date) {
  const state = rollState(roll, now);
  const tone = { cancelled: 'neutral', closed: 'good', overdue: 'attention', open: 'progress', ahead: 'neutral' }[
    state
  ];
  return { text: visit.t(`attendance.rollState.${state}`), tone, icon: state === 'closed' ? 'lock' : undefined };
}

function rollState({ isCancelled, closedAt, startsAt, endsAt }: RollHeading, now: Date) {
  if (isCancelled) return 'cancelled';
  if (closedAt) return 'closed';
  if (endsAt <= now) return 'overdue';
  return startsAt <= now ? 'open' : 'ahead';
}

/** `Session 3 · Customs at the border` in the visitor's language. */
export const sessionTitle = (visit: Visit, { number, topic }: Pick<RollHeading, 'number' | 'topic'>): string =>
  visit.t('attendance.session', { number, topic: pickText(topic, visit.language).text });
