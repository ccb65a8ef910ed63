/** Ids in a path `/root/child/`, from the root down. */
export const idsOfPath = (path: string): string[] => path.split('/').filter((part) => part !== '');

/** The quota an organisation nominates under: its own, else that of its nearest ancestor. */
export function coveringQuota<Q extends { organisationId: string }>(quotas: readonly Q[], path: string): Q | null {
  const nearestFirst = idsOfPath(path).reverse();
  for (const id of nearestFirst) {
    const quota = quotas.find(({ organisationId }) => organisationId === id);
    if (quota) return quota;
  }
  return null;
}

/**
 * Quotas may add up to more than the capacity: organisations rarely use all of theirs, and the capacity still holds.
 * Who sets them is told how many more.
 */
export const seatsBeyondCapacity = (quotas: readonly { seats: number }[], capacity: number): number =>
  Math.max(0, quotas.reduce((sum, { seats }) => sum + seats, 0) - capacity);
