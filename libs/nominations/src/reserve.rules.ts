/** The one order of the reserves of a run, and who moves up when a seat becomes free. */

/** A nomination on reserve. `position` counts from 1; `quotaLeft` is what the quota covering its organisation has free. */
export interface Waiting {
  readonly id: string;
  readonly organisationId: string;
  readonly position: number;
  readonly quotaLeft: number;
}

export interface Promoted {
  readonly id: string;
  readonly because: 'own_organisation' | 'quota_left';
}

const inOrder = <Item extends { position: number }>(waiting: readonly Item[]): Item[] =>
  waiting.toSorted((a, b) => a.position - b.position);

/** The first of the organisation whose seat became free, else the first whose organisation has quota left, else nobody. */
export function nextInOrder(waiting: readonly Waiting[], freedOrganisationId: string): Promoted | null {
  const order = inOrder(waiting);
  const own = order.find(({ organisationId }) => organisationId === freedOrganisationId);
  if (own) return { id: own.id, because: 'own_organisation' };
  const other = order.find(({ quotaLeft }) => quotaLeft > 0);
  return other ? { id: other.id, because: 'quota_left' } : null;
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
