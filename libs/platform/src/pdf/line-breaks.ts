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
const NO_END = /[\p{Ps}\p{Pi}\u0EC0-\u0EC4\u00A0\u202F\u2011\u2060]$/u; // opening signs, vowels before their letter, glue
const LATIN_END = /[\p{Script=Latin}\p{N}\-/.,:+@_]$/u;
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
  for (const piece of pieces) {
    gathered.push(piece);
    position += piece.drawn.length;
    if (position === drawn.length) continue;
    // A zero-width space is drawn as nothing but says: you may break here.
    const asked = piece.given.length > piece.drawn.length && piece.given.includes('\u200B');
    if (
      asked ||
      (ends.has(position) &&
        mayBreak(drawn.slice(Math.max(0, position - 4), position), drawn.slice(position, position + 4)))
    ) {
      words.push(word(gathered, fonts));
      gathered = [];
    }
  }
  if (gathered.length > 0) words.push(word(gathered, fonts));
  return words;
}

/**
 * Lines no wider than `maxEm`; a single word wider than that is cut between letters. Only what may not be cut at all (a
 * letter, a row of closing signs) can still be wider.
 */
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

// What a list has in common and its latest names; full, it starts again rather than grow with every number and code.
const MAX_KNOWN_WORDS = 2_000;
const knownWords = new WeakMap<FontPair, Map<string, Word>>();

/** Certificates and lists say the same words again and again. */
function word(gathered: readonly Cluster[], fonts: FontPair): Word {
  let known = knownWords.get(fonts);
  if (!known || known.size >= MAX_KNOWN_WORDS) {
    known = new Map();
    knownWords.set(fonts, known);
  }
  const given = gathered.length === 1 ? gathered[0]!.given : gathered.map((cluster) => cluster.given).join('');
  let same = known.get(given);
  if (!same) {
    same = newWord(given, gathered, fonts);
    known.set(given, same);
  }
  return same;
}

function newWord(given: string, gathered: readonly Cluster[], fonts: FontPair): Word {
  const drawn = gathered.map((cluster) => cluster.drawn).join('');
  const runs = itemise(drawn, fonts).map(({ font, text }) => ({ font, shaped: font.shape(text) }));
  const em = runs.reduce((sum, run) => sum + run.shaped.em, 0);
  const spaces = drawn.slice(drawn.trimEnd().length);
  const last = runs.at(-1);
  const spaceEm = last && spaces ? last.font.shape(spaces).em : 0;
  return { given, runs, em, spaceEm, clusters: gathered };
}

function cutWord(whole: Word, maxEm: number, fonts: FontPair): Word[] {
  const parts: Cluster[][] = [];
  let em = Number.POSITIVE_INFINITY;
  for (const atom of atomsOf(whole.clusters)) {
    const alone = word(atom, fonts);
    if (em + alone.em - alone.spaceEm > maxEm) {
      parts.push([]);
      em = 0;
    }
    parts.at(-1)!.push(...atom);
    em += alone.em;
  }
  return parts.map((part) => word(part, fonts));
}

/** Letters with the signs around them that may not stand at the end or the beginning of a line. */
function atomsOf(pieces: readonly Cluster[]): Cluster[][] {
  const atoms: Cluster[][] = [];
  let before: Cluster | undefined;
  for (const piece of pieces) {
    const isGlued = before && (NO_END.test(before.drawn) || NO_START.test(piece.drawn) || /^\s/.test(piece.drawn));
    if (isGlued) atoms.at(-1)!.push(piece);
    else atoms.push([piece]);
    before = piece;
  }
  return atoms;
}
