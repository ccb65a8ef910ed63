import { daysBetween, type LocalDate } from '#libs/kernel';
import type { RequiredOfRun, RequiredOutput } from '#libs/training';
import type { OutputKind, OutputStatus } from '../output.types.js';

/** An output of a run, as its furthest version stands. */
export interface Delivery {
  kind: OutputKind;
  status: OutputStatus;
  /** Enrolments. */
  authorIds: string[];
}

export interface DeliveredVersion extends Delivery {
  originalId: string;
  versionNumber: number;
}

const inOrder: readonly OutputStatus[] = ['withdrawn', 'draft', 'returned', 'submitted', 'accepted', 'published'];

/** Of each output the version that has come furthest, of several the newest: an output counts once. */
export function furthest(versions: readonly DeliveredVersion[]): Delivery[] {
  const rank = ({ status, versionNumber }: DeliveredVersion) => inOrder.indexOf(status) * 10_000 + versionNumber;
  return [...Map.groupBy(versions, ({ originalId }) => originalId).values()].map((all) =>
    all.reduce((best, one) => (rank(one) > rank(best) ? one : best)),
  );
}

export const stages = ['draft', 'submitted', 'accepted', 'published'] as const;

/** How far the outputs that count are; what was returned is a draft again. */
export type StageCounts = Record<(typeof stages)[number], number>;

/** Somebody who has not submitted as many as are asked of them. */
export interface Lacking {
  enrolmentId: string;
  submitted: number;
  asked: number;
}

/** How one requirement of a run stands. */
export interface Progress {
  outputs: StageCounts;
  /** Published of `needed`: outputs where the run delivers, else people with as many as asked of each. */
  done: number;
  needed: number;
  lacking: Lacking[];
}

const isSubmitted = ({ status }: Delivery) => ['submitted', 'accepted', 'published'].includes(status);
const isPublished = ({ status }: Delivery) => status === 'published';

/** What is asked of everybody: also where the run delivers, nobody gets a certificate without a share in one. */
export const askedOfEach = ({ per, count }: RequiredOutput): number => (per === 'run' ? 1 : count);

/** `enrolmentIds`: those with a seat now. What is asked of each person alone is not met by a common output. */
export function progressOf(
  required: RequiredOutput,
  deliveries: readonly Delivery[],
  enrolmentIds: readonly string[],
): Progress {
  const { kind, per, count } = required;
  const counted = deliveries.filter((one) => one.kind === kind && (per !== 'person' || one.authorIds.length === 1));
  const asked = askedOfEach(required);
  const own = (enrolmentId: string) => counted.filter(({ authorIds }) => authorIds.includes(enrolmentId));
  const at = (...statuses: OutputStatus[]) => counted.filter(({ status }) => statuses.includes(status)).length;
  const published = at('published');
  return {
    outputs: { draft: at('draft', 'returned'), submitted: at('submitted'), accepted: at('accepted'), published },
    done:
      per === 'run'
        ? Math.min(published, count)
        : enrolmentIds.filter((id) => own(id).filter(isPublished).length >= asked).length,
    needed: per === 'run' ? count : enrolmentIds.length,
    lacking: enrolmentIds.flatMap((enrolmentId) => {
      const submitted = own(enrolmentId).filter(isSubmitted).length;
      return submitted < asked ? [{ enrolmentId, submitted, asked }] : [];
    }),
  };
}

export const isMet = ({ done, needed }: Pick<Progress, 'done' | 'needed'>): boolean => done >= needed;

/** Days before the last day on which whoever has not submitted is reminded; once more when it has passed. */
export const remindedBefore = [14, 7, 1] as const;

export type ReminderStep = `${(typeof remindedBefore)[number]}` | 'late';

// Whoever starts the server after a long pause writes to nobody about what is long over.
const lateFor = 14;

/** Which reminder is due today; null for none. */
export function reminderStep(dueOn: LocalDate, today: LocalDate): ReminderStep | null {
  const left = daysBetween(today, dueOn);
  if (left < 0) return left >= -lateFor ? 'late' : null;
  const step = remindedBefore.findLast((days) => left <= days);
  return step ? `${step}` : null;
}

/** Whether a requirement that is not met should be in sight of those who must deliver: soon, late, or all is over. */
export const presses = ({ dueOn }: RequiredOfRun, run: { status: string }, today: LocalDate): boolean =>
  run.status === 'completed' || (dueOn !== null && daysBetween(today, dueOn) <= remindedBefore[0]);
