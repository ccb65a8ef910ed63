import { type Cluster, clusters } from './drawn-form.js';
import type { FontPair } from './fonts.js';
import type { HbFont, ShapedRun } from './hb-font.js';
import { itemise } from './itemise.js';

/** The smallest piece that is shaped, measured and never broken: a word with the spaces after it. */
export interface Word {
  /** The text as stored, what copying from the PDF gives. */
  readonly given: string;
  readonly runs: readonly { readonly font: HbFont; readonly shaped: ShapedRun }[];
  /** Width in em with its trailing spaces. */
  readonly em: number;
  /** Width of the trailing spaces in em: they hang over the end of a line. */
  readonly spaceEm: number;
  readonly clusters: readonly Cluster[];
}

/** `em` is the visible width: without spaces at the end. All `given` of all lines joined are the text again. */
export interface Line {
  readonly words: readonly Word[];
  readonly em: number;
}

// Lao has no spaces between words: only ICU's dictionary knows where one ends.
const SEGMENTER = new Intl.Segmenter('lo', { granularity: 'word' });

const NO_START = /^[\p{Pe}\p{Pf}\p{Po}\p{M}\u0EB0-\u0EBD\u0EC6\u0EAF%‰°]/u; // closing signs, vowels and marks after their letter, ໆ, ຯ
const OPENS_AFTER_SPACE = /^["'#@&*§¶†]/u; // of category Po too, yet they may open a word
const NO_END = /[\p{Ps}\p{Pi}\u0EC0-\u0EC4\u00A0\u202F\u2060]$/u; // opening signs, vowels before their letter, glue
const LATIN_END = /[\p{Script=Latin}\p{N}\p{M}\-/.,:+@_]$/u;
const LATIN_START = /^[\p{Script=Latin}\p{N}\-/+@_]/u;

/** May a line end after `before` and the next begin with `after`? Both in drawn form. */
export function mayBreak(before: string, after: string): boolean {
  if (/^\s/.test(after) || NO_END.test(before)) return false;
  if (/\s$/.test(before)) return !NO_START.test(after) || OPENS_AFTER_SPACE.test(after);
  return !NO_START.test(after) && !(LATIN_END.test(before) && LATIN_START.test(after));
}

/** Cuts one paragraph into its words. */
export function wordsOf(text: string, fonts: FontPair): Word[] {
  const pieces = clusters(text);
  const drawn = pieces.map((piece) => piece.drawn).join('');
  const ends = new Set<number>();
  for (const { index, segment } of SEGMENTER.segment(drawn)) ends.add(index + segment.length);

  const words: Word[] = [];
  let gathered: Cluster[] = [];
  let position = 0;
  pieces.forEach((piece, i) => {
    gathered.push(piece);
    position += piece.drawn.length;
    // A zero-width space is drawn as nothing but says: you may break here.
    const wordEnds = ends.has(position) || piece.given.includes('\u200B');
    if (
      i < pieces.length - 1 &&
      wordEnds &&
      mayBreak(drawn.slice(0, position).slice(-4), drawn.slice(position, position + 4))
    ) {
      words.push(word(gathered, fonts));
      gathered = [];
    }
  });
  if (gathered.length > 0) words.push(word(gathered, fonts));
  return words;
}

/** Lines no wider than `maxEm`; a single word wider than that is cut between letters, never before a mark. */
export function breakLines(words: readonly Word[], maxEm: number, fonts: FontPair): Line[] {
  const lines: Line[] = [];
  let current: Word[] = [];
  let em = 0;
  const endLine = () => {
    if (current.length > 0) lines.push({ words: current, em: em - current.at(-1)!.spaceEm });
    current = [];
    em = 0;
  };
  for (const whole of words) {
    const parts = whole.em - whole.spaceEm > maxEm ? cutWord(whole, maxEm, fonts) : [whole];
    for (const part of parts) {
      if (em + part.em - part.spaceEm > maxEm) endLine();
      current.push(part);
      em += part.em;
    }
  }
  endLine();
  return lines;
}

function word(gathered: readonly Cluster[], fonts: FontPair): Word {
  const drawn = gathered.map((cluster) => cluster.drawn).join('');
  const runs = itemise(drawn, fonts).map(({ font, text }) => ({ font, shaped: font.shape(text) }));
  const em = runs.reduce((sum, run) => sum + run.shaped.em, 0);
  const spaces = drawn.slice(drawn.trimEnd().length);
  const last = runs.at(-1);
  const spaceEm = last && spaces ? last.font.shape(spaces).em : 0;
  return { given: gathered.map((cluster) => cluster.given).join(''), runs, em, spaceEm, clusters: gathered };
}

function cutWord(whole: Word, maxEm: number, fonts: FontPair): Word[] {
  const parts: Word[] = [];
  let gathered: Cluster[] = [];
  let em = 0;
  for (const cluster of whole.clusters) {
    const alone = word([cluster], fonts);
    const before = gathered.at(-1);
    const mayCut = before && !NO_END.test(before.drawn) && !/^[\s\u0EB0-\u0EBD]/.test(cluster.drawn);
    if (mayCut && em + alone.em - alone.spaceEm > maxEm) {
      parts.push(word(gathered, fonts));
      gathered = [];
      em = 0;
    }
    gathered.push(cluster);
    em += alone.em;
  }
  if (gathered.length > 0) parts.push(word(gathered, fonts));
  return parts;
}
