import type { Pieces } from './workshop.js';

/** Neighbouring pieces of a page that go into one content stream. */
export interface Stretch {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** What all pages show there; null when they differ. */
  readonly alike: string | null;
}

// Less is not worth a stream of its own: it is compressed again with its neighbours.
const SHORT = 1500;

export const FLATE = '/Filter/FlateDecode';
/** For what every page compresses for itself: a third of the time of zlib's usual settings, for a few bytes more. */
export const QUICK = { level: 3, windowBits: 13, memLevel: 6 };

/** Cuts the pieces of pages into stretches that are alike on all of them and such that are not, in turn. */
export function stretchesOf(pages: readonly Pieces[], count: number): Stretch[] {
  const first = pages[0] ?? [];
  const isAlike = Array.from({ length: count }, (_, i) => pages.every((pieces) => pieces[i] === first[i]));
  const cut = runs(isAlike);
  const worthy = cut.flatMap(({ from, to, alike }) => {
    const isLong = alike && (cut.length === 1 || contentOf(first, from, to).length >= SHORT);
    return Array<boolean>(to - from).fill(isLong);
  });
  return runs(worthy).map(({ from, to, alike }) => ({ from, to, alike: alike ? contentOf(first, from, to) : null }));
}

export const contentOf = (pieces: Pieces, from: number, to: number): string =>
  pieces
    .slice(from, to)
    .filter((piece) => piece !== undefined)
    .join('\n');

function runs(flags: readonly boolean[]): { from: number; to: number; alike: boolean }[] {
  const found: { from: number; to: number; alike: boolean }[] = [];
  for (const [i, alike] of flags.entries()) {
    const last = found.at(-1);
    if (last?.alike === alike) last.to = i + 1;
    else found.push({ from: i, to: i + 1, alike });
  }
  return found;
}
