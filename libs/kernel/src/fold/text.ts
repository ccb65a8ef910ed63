/**
 * What is stored. Text is kept as it was typed: only what nobody typed on purpose goes (invisible
 * characters, stray spaces), so ກໍາ stays ກໍາ. Whether two spellings are one word is asked of `identityKey`.
 */

// Invisible characters that arrive by copying from Word, PDF and the web: soft hyphen, zero-width space,
// byte order mark, word joiner, directional marks (which can also make a name show other than it is), fillers and
// tags (with which a name may look empty, or like another one),
// remaining control characters and halves of broken surrogate pairs.
const invisible =
  /\u034F|[\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]|\p{Cs}|(?!\s|\u0085)\p{Cc}/gu;

// Joiners mean nothing in Lao and Latin, but hold Indic and Arabic letters and emoji together.
const idleJoiner =
  /(?<=^|[\p{sc=Lao}\p{sc=Latin}]|(?!\p{Extended_Pictographic}|\p{EMod}|\p{VS})[\p{sc=Zyyy}\p{sc=Zinh}])[\u200C\u200D]+/gu;

const space = /[\s\u0085]+/g;
const lineEnd = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

// Words of ASCII with one space between: nothing of it is ever changed. Millions of cells are such.
const isPlainAlready = /^[\x21-\x7E]+(?: [\x21-\x7E]+)*$/;

/** One line of text as it is stored: NFC, no invisible characters, single plain spaces, trimmed. */
export function normaliseText(text: string): string {
  if (isPlainAlready.test(text)) return text;
  return text
    .replace(invisible, '')
    .normalize('NFC')
    .replace(idleJoiner, '')
    .normalize('NFC')
    .replace(space, ' ')
    .trim();
}

/** Like `normaliseText`, line by line: every line end becomes `\n`, empty lines inside stay. */
export function normaliseMultiline(text: string): string {
  return text
    .split(lineEnd)
    .map(normaliseText)
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
}
