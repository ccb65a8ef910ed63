import { allowed, type Decision, denied, firstDenial } from '#libs/kernel';
import { lacksOf, type SubmittedFacts } from './content.rules.js';
import { mostFiles, type OutputStatus, type Side } from './output.types.js';

/** The life of an output. A step that is not listed is refused. */
export const steps = {
  submit: { from: ['draft', 'returned'], to: 'submitted' },
  accept: { from: ['submitted'], to: 'accepted' },
  return: { from: ['submitted'], to: 'returned' },
  sendBack: { from: ['accepted'], to: 'returned' },
  publish: { from: ['accepted'], to: 'published' },
  withdraw: { from: ['published'], to: 'withdrawn' },
} as const satisfies Record<string, { from: readonly OutputStatus[]; to: OutputStatus }>;

export type Step = keyof typeof steps;

const among = (list: readonly OutputStatus[], status: OutputStatus) => list.includes(status);

export const mayStep = (step: Step, status: OutputStatus): Decision =>
  among(steps[step].from, status) ? allowed : denied(`output.step.${step}`, { status });

/** Titles, authors, place and files change while nobody reviews them, and never after publication. */
export const mayEdit = (status: OutputStatus): Decision =>
  among(['draft', 'returned'], status) ? allowed : denied('output.not_editable', { status });

/** What of an output its rules look at. */
export interface OutputFacts extends SubmittedFacts {
  status: OutputStatus;
}

export function maySubmit(output: OutputFacts): Decision {
  const { length: count } = lacksOf(output);
  return firstDenial(mayStep('submit', output.status), count === 0 ? allowed : denied('output.incomplete', { count }));
}

export const mayAddFile = (output: Pick<OutputFacts, 'status' | 'fileCount'>): Decision =>
  firstDenial(
    mayEdit(output.status),
    output.fileCount < mostFiles ? allowed : denied('output.too_many_files', { most: mostFiles }),
  );

/** One side's word on a publication or a waiver. */
export interface Word {
  side: Side;
  accountId: string;
}

/** A side speaks once, and one person never speaks for both. */
export function maySpeak(given: readonly Word[], word: Word): Decision {
  if (given.some(({ side }) => side === word.side)) return denied('output.side_has_spoken', { side: word.side });
  if (given.some(({ accountId }) => accountId === word.accountId)) return denied('output.other_person');
  return allowed;
}

export const haveBothSpoken = (given: readonly Pick<Word, 'side'>[]): boolean =>
  given.some(({ side }) => side === 'LA') && given.some(({ side }) => side === 'VN');

/** For which side a person with these sides speaks next: one that has not spoken yet, if there is one. */
export const sideToSpeak = (held: readonly Side[], given: readonly Pick<Word, 'side'>[]): Side | null =>
  held.find((side) => !given.some((word) => word.side === side)) ?? held[0] ?? null;

export const mayApprovePublication = (status: OutputStatus, given: readonly Word[], word: Word): Decision =>
  firstDenial(mayStep('publish', status), maySpeak(given, word));

/** A new version begins from one that has left the hands of its authors and has no newer one yet. */
export const mayBeginVersion = (status: OutputStatus, hasNewer: boolean): Decision =>
  firstDenial(
    among(['published', 'withdrawn'], status) ? allowed : denied('output.version_needs_published', { status }),
    hasNewer ? denied('output.has_newer_version') : allowed,
  );

/** In which states of a run its outputs are drafted: while there is something to write about, until it is closed. */
export const mayDraftIn = (runStatus: string): Decision =>
  ['running', 'completed'].includes(runStatus) ? allowed : denied('output.run_not_open', { status: runStatus });

/** A waiver is for a required kind that is not published, while the run can still be closed. */
export function mayWaive(
  run: { status: string; requiredKinds: readonly string[]; publishedKinds: readonly string[] },
  kind: string,
): Decision {
  if (!['running', 'completed'].includes(run.status)) return denied('output.run_not_open', { status: run.status });
  if (!run.requiredKinds.includes(kind)) return denied('output.kind_not_required', { kind });
  if (run.publishedKinds.includes(kind)) return denied('output.kind_published', { kind });
  return allowed;
}

/** Required kinds that are neither published nor waived by both sides: what stands between a run and its closing. */
export function openKinds(
  requiredKinds: readonly string[],
  publishedKinds: readonly string[],
  waivers: readonly { kind: string; side: Side }[],
): string[] {
  const isWaived = (kind: string) => haveBothSpoken(waivers.filter((waiver) => waiver.kind === kind));
  return requiredKinds.filter((kind) => !publishedKinds.includes(kind) && !isWaived(kind));
}

/** The course side has found these worth counting: they make their authors eligible. */
export const countsForEligibility: readonly OutputStatus[] = ['accepted', 'published'];
