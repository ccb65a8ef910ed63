/** How many numbers the marks of a text are, and how many marks fit into each. */
export const gramWords = 64;
const bitsPerWord = 30;

/** Where some neighbouring characters have their mark. It is kept in databases: another reckoning needs a migration. */
function placeOf(characters: readonly number[], start: number, length: number): number {
  let hash = length;
  for (let index = start; index < start + length; index += 1) {
    hash = Math.imul(hash ^ characters[index]!, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return (hash >>> 0) % (gramWords * bitsPerWord);
}

/** The marks of all runs of so many neighbours, line by line. */
function marked(key: string, lengths: readonly number[]): number[] {
  const words = new Array<number>(gramWords).fill(0);
  for (const line of key.split('\n')) {
    const characters = Array.from(line, (character) => character.codePointAt(0)!);
    for (const length of lengths)
      for (let start = 0; start + length <= characters.length; start += 1) {
        const place = placeOf(characters, start, length);
        words[Math.floor(place / bitsPerWord)]! |= 1 << (place % bitsPerWord);
      }
  }
  return words;
}

/**
 * The marks of a search key: one for every pair and triple of neighbouring characters. A text that contains some words
 * has all their marks, so a few numbers rule out nearly every text without them; what is left must be read, since two
 * runs may share a mark.
 */
export const gramsOf = (key: string): number[] => marked(key, [2, 3]);

/** The marks of every text that contains these words: number of the word and its bits, only where there are any. */
export const gramsNeeded = (words: string): { word: number; bits: number }[] =>
  marked(words, [[...words].length < 3 ? 2 : 3]).flatMap((bits, word) => (bits === 0 ? [] : [{ word, bits }]));
