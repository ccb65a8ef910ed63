/** The one order of the reserves of a run, and who moves up when a seat becomes free. */

/** A nomination on reserve. `position` counts from 1; `quotaLeft` is what the quota covering its organisation has free. */
export interface Waiting {
  readonly id: string;
  readonly organisationId: string;
  readonly position: number;
  readonly quotaLeft: number;
  /** Whether a rule of the call blocks it: nobody would confirm it. */
  readonly isBlocked: boolean;
}

export interface Promoted {
  readonly id: string;
  readonly because: 'own_organisation' | 'quota_left';
}

/** What becomes of a freed seat; nobody may move up where `next` is null. */
export interface Succession {
  readonly next: Promoted | null;
  /** Whose turn it was, had no rule of the call blocked them. */
  readonly passedOver: readonly string[];
}

const inOrder = <Item extends { position: number }>(waiting: readonly Item[]): Item[] =>
  waiting.toSorted((a, b) => a.position - b.position);

/**
 * The first of the organisation whose seat became free, else the first whose organisation has quota left, else nobody.
 * Whoever is blocked is passed over.
 */
export function nextInOrder(waiting: readonly Waiting[], freedOrganisationId: string): Succession {
  const [own, others] = [[] as Waiting[], [] as Waiting[]];
  for (const one of inOrder(waiting)) {
    if (one.organisationId === freedOrganisationId) own.push(one);
    else if (one.quotaLeft > 0) others.push(one);
  }
  const turns = [...own, ...others];
  const at = turns.findIndex(({ isBlocked }) => !isBlocked);
  const next = turns[at];
  return {
    next: next ? { id: next.id, because: at < own.length ? 'own_organisation' : 'quota_left' } : null,
    passedOver: (next ? turns.slice(0, at) : turns).map(({ id }) => id),
  };
}

/** Who stands before this one in the order and is passed over when it is selected by hand. */
export function passedOver(waiting: readonly { id: string; position: number }[], id: string): string[] {
  const own = waiting.find((one) => one.id === id);
  if (!own) return [];
  return inOrder(waiting).flatMap((one) => (one.position < own.position ? [one.id] : []));
}

/** Where a newcomer stands: at the wished place, at most behind the last. `length` is the number of reserves now. */
export const placeInOrder = (wished: number | undefined, length: number): number =>
  Math.min(Math.max(wished ?? length + 1, 1), length + 1);
