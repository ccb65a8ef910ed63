import { createHash } from 'node:crypto';

/** What the first link of a chain follows. */
export const noLink = '0'.repeat(64);

export const sha256Of = (words: string): string => createHash('sha256').update(words).digest('hex');

/**
 * The hash of one link: all it says, and the hash of the one before. A change of any link shows in every later one. Never
 * to be computed otherwise: chains that are there would break.
 */
export const linkHash = (previous: string, said: readonly (string | number | null)[]): string =>
  sha256Of(JSON.stringify([previous, ...said]));
