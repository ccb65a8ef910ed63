/**
 * Order of letters and marks as ICU 78 (CLDR 48) has it: Latin by the Vietnamese tailoring, Lao by the
 * root, which `lo` uses. Frozen here, since both databases, every ICU version and stored keys must agree;
 * the spec compares it with the running ICU.
 */

// Letters that make a difference of the first order. Index in the list is the weight.
const punctuation = ' _-–—,;:!?.…·\'"()[]{}@*/\\&#%`^+×<=>|~ໆ$₫€₭';
const digits = '0123456789';
const latin = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';
const lao = 'ໞກຂຄຆງຈຉສຊຌຎໟຍຏຐຑຒຓດຕຖທຘນບປຜຝພຟຠມຢຣລວຨຩຫຬອຮຯ';
const laoVowels = '\u0EB0\u0EB1\u0EB2\u0EB3\u0EB4\u0EB5\u0EB6\u0EB7\u0EB8\u0EB9\u0EBA\u0EBB\u0EBC\u0EBD';
const laoLeadingVowels = 'ເແໂໃໄ';

// Keys use code points from U+0023 on: below are the separators, and MariaDB's utf8mb4_bin pads with
// U+0020. All stay below U+D800, where UTF-8 bytes and UTF-16 units order alike.
const ascii = [...punctuation, ...digits, ...latin].map((letter, index) => [letter, 0x23 + index] as const);
const beyond = [...lao, ...laoVowels, ...laoLeadingVowels].map((letter, index) => [letter, 0x100 + index] as const);

/** Letter → its character in the key. */
export const primaryWeight: ReadonlyMap<string, string> = new Map(
  [...ascii, ...beyond].map(([letter, code]) => [letter, String.fromCharCode(code)]),
);

// Vietnamese tones come first (huyền, hỏi, ngã, sắc, nặng), then other Latin marks, then the Lao ones.
const marks =
  '\u0300\u0309\u0303\u0301\u0323\u0306\u0302\u030C\u030A\u0308\u030B\u0307\u0338\u0327\u0328\u0304\u031B\u0335' +
  '\u0ECE\u0EC8\u0EC9\u0ECA\u0ECB\u0ECC\u0ECD';

/** Mark → its character in the key. */
export const markWeight: ReadonlyMap<string, string> = new Map(
  [...marks].map((mark, index) => [mark, String.fromCharCode(0x23 + index)]),
);

/** Other spellings of a listed letter, spelled out before weighing. */
export const expansion: Readonly<Record<string, string>> = {
  ໜ: 'ຫນ',
  ໝ: 'ຫມ',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ø: 'o\u0338',
  ł: 'l\u0335',
  ħ: 'h\u0335',
  ð: 'd\u0335',
};

/** A letter of a script not listed: after everything, by code point. */
export function unlistedWeight(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  return String.fromCharCode(0x250 + (code >> 12), 0x1000 + (code & 0xfff));
}
