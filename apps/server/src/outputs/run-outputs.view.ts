import { firstDenial, isAllowed, isGranted } from '#libs/kernel';
import {
  type ListedOutput,
  mayDraftIn,
  maySpeak,
  mayWaive,
  type OutputListQuery,
  type RequiredKind,
  type RequiredProgress,
  sidesOf,
  sideToSpeak,
} from '#libs/outputs';
import type { Listing } from '#libs/platform';
import { type RunRow, runAccess } from '#libs/training';
import { type RunHeading, runPageTitle } from '../training/run-frame.js';
import { pagingOfListing, type Visit, whyNot } from '../web/index.js';
import { outputFilters, outputRows } from './output-page.view.js';
import { kindOptions } from './output-words.js';
import { progressView } from './required-outputs.view.js';

interface RunOutputsParts {
  progress: RequiredProgress[];
  /** Null for those who do not read waivers. */
  waivers: RequiredKind[] | null;
  drafts: boolean;
}

export function runOutputsPage(
  visit: Visit,
  { run, runHeading }: { run: RunRow; runHeading: RunHeading },
  query: OutputListQuery,
  listing: Listing<ListedOutput>,
  { progress, waivers, drafts }: RunOutputsParts,
) {
  const mayDraft = mayDraftIn(run.status);
  const words = waivers?.map((one) => waiverView(visit, run, one, waivers)) ?? [];
  const waivable = kindOptions(visit).filter(({ value }) => words.some((one) => one.waivable === value));
  return {
    title: runPageTitle(visit, run, 'outputs'),
    runHeading,
    address: `/runs/${run.id}/outputs`,
    fields: outputFilters(visit, query),
    q: query.q ?? '',
    isFiltered: Boolean(query.q || query.status || query.kind),
    rows: outputRows(visit, listing.items),
    paging: pagingOfListing(visit, `/runs/${run.id}/outputs`, listing),
    draft: drafts
      ? { href: `/runs/${run.id}/outputs/new`, disabled: !isAllowed(mayDraft), why: whyNot(visit, mayDraft) }
      : null,
    required: progress.map((one) => ({
      ...progressView(visit, one, waivers?.find(({ kind }) => kind === one.kind)?.waivers.length ?? 0),
      ...words.find(({ kind }) => kind === one.kind),
    })),
    dueDate: dueDateForm(visit, run, progress),
    waiver: waivable.length > 0 ? { action: `/runs/${run.id}/output-waivers`, kinds: waivable } : null,
  };
}

function waiverView(visit: Visit, run: RunRow, { kind, isPublished, waivers }: RequiredKind, all: RequiredKind[]) {
  const side = sideToSpeak(sidesOf(visit.actor), waivers);
  const facts = {
    status: run.status,
    requiredKinds: all.map((one) => one.kind),
    publishedKinds: all.filter((one) => one.isPublished).map((one) => one.kind),
  };
  const { accountId } = visit.actor;
  const decision =
    side && accountId ? firstDenial(mayWaive(facts, kind), maySpeak(waivers, { side, accountId })) : null;
  return {
    kind,
    waivers: waivers.map((waiver) => ({
      side: visit.t(`outputs.side.${waiver.side}`),
      reason: waiver.reason,
      at: waiver.at,
    })),
    /** Why one's own side cannot waive it now. */
    why: decision && !isPublished && waivers.length < 2 ? whyNot(visit, decision) : null,
    waivable: decision !== null && isAllowed(decision) ? kind : null,
  };
}

/** For those who plan runs, until it is closed. */
function dueDateForm(visit: Visit, run: RunRow, progress: readonly RequiredProgress[]) {
  const isOpen = !['closed', 'cancelled'].includes(run.status);
  if (!isGranted(visit.actor, runAccess.write) || !isOpen || progress.length === 0) return null;
  const kinds = kindOptions(visit).filter(({ value }) => progress.some(({ kind }) => kind === value));
  return { action: `/runs/${run.id}/due-dates`, kinds, kind: kinds.length === 1 ? kinds[0]!.value : '' };
}
