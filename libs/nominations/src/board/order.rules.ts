import type { NominationStatus } from '../nomination.rules.js';

/** A nomination as the order of its organisation sees it. `rank` counts from 1. */
export interface Ranked {
  readonly id: string;
  readonly organisationId: string;
  readonly rank: number;
  readonly status: NominationStatus;
  /** A seat is held for it: a replacement takes nobody's turn and waits for none. */
  readonly holdsSeat: boolean;
}

/**
 * Whom a choice passes over: by the id of each chosen one, those of its organisation whom the organisation put before
 * it, whom nobody has decided on yet, and who are not chosen with it. The chosen ones who pass over nobody are left out.
 */
export function skippedBy(ofOrganisation: readonly Ranked[], chosenIds: readonly string[]): Map<string, string[]> {
  const chosen = new Set(chosenIds);
  const undecided = ofOrganisation.filter(
    ({ id, status, holdsSeat }) => status === 'submitted' && !holdsSeat && !chosen.has(id),
  );
  const skipped = new Map<string, string[]>();
  for (const one of ofOrganisation) {
    if (!chosen.has(one.id) || one.holdsSeat) continue;
    const before = undecided
      .filter(({ organisationId, rank }) => organisationId === one.organisationId && rank < one.rank)
      .toSorted((a, b) => a.rank - b.rank);
    if (before.length > 0)
      skipped.set(
        one.id,
        before.map(({ id }) => id),
      );
  }
  return skipped;
}

interface Deciding {
  readonly rank: number;
  readonly holdsSeat: boolean;
}

/**
 * The order in which several are decided on at once: the better rank first, as given among equals. The seat that one of
 * them may free shall not go to another of them: whoever holds one comes first where they are put on reserve, else last.
 */
export function inTurn<One extends Deciding>(several: readonly One[], isForReserve: boolean): One[] {
  const holders = isForReserve ? -1 : 1;
  return several.toSorted((a, b) => holders * (Number(a.holdsSeat) - Number(b.holdsSeat)) || a.rank - b.rank);
}
