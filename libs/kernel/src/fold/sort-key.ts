import { expansion, markWeight, primaryWeight, unlistedWeight } from './collation.js';
import { laoDigitsToAscii, oneOrderOfMarks } from './lao.js';
import { normaliseText } from './text.js';

const betweenFields = '!';
const betweenLevels = '"';

/** Three levels of one text: letters, then marks and tones, then capitals. A level decides only where those before tie. */
interface Levels {
  letters: string;
  marks: string;
  capitals: string;
}

// Where a mark or capital stands, as the count of letters passed since the last: the later it comes the
// smaller, as the other text has its mark earlier. Keeps a name's key about as long as the name.
const longestRun = 60;
function place(passed: number): string {
  const full = Math.floor(passed / (longestRun + 1));
  return (
    String.fromCharCode(0x7e - longestRun - 1).repeat(full) + String.fromCharCode(0x7e - (passed % (longestRun + 1)))
  );
}

// ă â ê ô ơ ư are letters of their own; tones and all other marks are marks.
const lettersWithMark = /^(?:a[\u0306\u0302]|e\u0302|o[\u0302\u031B]|u\u031B)$/iu;

/** Letters and marks in the order they are weighed. */
function* weighed(text: string): Generator<string> {
  for (const cluster of text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? []) {
    const [first, ...marks] = cluster.normalize('NFD');
    const own = marks.find((mark) => lettersWithMark.test(first + mark));
    yield own ? (first + own).normalize('NFC') : first;
    for (const mark of marks) if (mark !== own) yield mark;
  }
}

// Lao reads and sorts a leading vowel after the consonant it is written before.
const leadingVowel = /([ເ-ໄ])([ກ-ຮໜ-ໟ])/gu;

// Weighed as ຫນ and ຫມ and placed after them, as a capital after its small letter and ໑ after 1.
const secondToPlain = /[ໜໝ]/u;

const isAscii = /^[\x20-\x7E]*$/;

const asciiWeights = Array.from({ length: 0x7f }, (_, code) => {
  const letter = String.fromCharCode(code).toLowerCase();
  return primaryWeight.get(letter) ?? unlistedWeight(letter);
});

// No marks there, and every character is one letter: what millions of cells have is weighed in a tenth of the time.
function levelsOfAscii(text: string): Levels {
  let letters = '';
  let capitals = '';
  let sinceCapital = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x41 && code <= 0x5a) {
      capitals += place(sinceCapital);
      sinceCapital = 0;
    }
    letters += asciiWeights[code];
    sinceCapital += 1;
  }
  return { letters, marks: '', capitals };
}

function levelsOf(text: string): Levels {
  if (isAscii.test(text)) return levelsOfAscii(text);
  const levels: Levels = { letters: '', marks: '', capitals: '' };
  const passed = { sinceMark: 0, sinceCapital: 0 };
  for (const typed of weighed(oneOrderOfMarks(text).replace(leadingVowel, '$2$1'))) {
    const small = laoDigitsToAscii(typed.toLowerCase());
    if (small !== typed || secondToPlain.test(typed)) {
      levels.capitals += place(passed.sinceCapital);
      passed.sinceCapital = 0;
    }
    for (const letter of expansion[small] ?? small) {
      const mark = markWeight.get(letter);
      if (mark) {
        levels.marks += place(passed.sinceMark) + mark;
        passed.sinceMark = 0;
      } else {
        levels.letters += primaryWeight.get(letter) ?? unlistedWeight(letter);
        passed.sinceMark += 1;
        passed.sinceCapital += 1;
      }
    }
  }
  return levels;
}

const lettersAndMarks = ({ letters, marks }: Levels) => (marks ? letters + betweenLevels + marks : letters);

/**
 * A key that orders as ICU does when compared byte by byte: the same in JavaScript, SQLite and MariaDB
 * (utf8mb4_bin). Digits, then Latin by the Vietnamese alphabet, then Lao, capitals after small letters.
 * AM and tones typed in any order give one key; ຫຼ and ຫລ stand apart, as in ICU. Usually less than twice
 * as long as its text, at most four times for Lao and Vietnamese; cut to the width of a column it keeps
 * the order up to the cut.
 *
 * `givenNameLast` is for Vietnamese names, see `sortKeyOfVietnameseName`.
 */
export function sortKey(text: string, { givenNameLast = false } = {}): string {
  const stored = normaliseText(text);
  if (!givenNameLast) {
    const levels = levelsOf(stored);
    return lettersAndMarks(levels) + (levels.capitals && betweenFields + levels.capitals);
  }
  const gap = stored.lastIndexOf(' ');
  const given = levelsOf(stored.slice(gap + 1));
  const rest = levelsOf(stored.slice(0, Math.max(gap, 0)));
  const capitals = given.capitals + betweenLevels + rest.capitals;
  return [lettersAndMarks(given), lettersAndMarks(rest), capitals].join(betweenFields);
}

/**
 * The key of a Vietnamese full name: the last word (the given name) decides, tone included, then the rest;
 * capitals last. A list sorts as Vietnamese class lists do: Trần Hà, Lê Thị Hà, … before Bùi Hạ.
 */
export function sortKeyOfVietnameseName(fullName: string): string {
  return sortKey(fullName, { givenNameLast: true });
}
