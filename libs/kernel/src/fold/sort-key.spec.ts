import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sortKey, sortKeyOfVietnameseName } from './sort-key.js';

/** The same texts on every run (mulberry32). */
function chooser(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    chance: (share: number) => next() < share,
    oneOf: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)],
    times: (max: number) => Array.from({ length: 1 + Math.floor(next() * max) }),
    upTo: (end: number) => Math.floor(next() * end),
  };
}
type Chooser = ReturnType<typeof chooser>;

const laoOnsets = [...'ກຂຄຆງຈຉສຊຌຍດຕຖທຘນບປຜຝພຟຠມຢຣລວຫຬອຮໜໝ', 'ຫຼ', 'ຫງ', 'ຂວ'];
const laoTones = ['', '', '\u0EC8', '\u0EC9', '\u0ECA', '\u0ECB'];
const laoFinals = ['', ...'ກງຍດນບມວ'];

function laoSyllable({ oneOf }: Chooser): string {
  const [onset, tone, final] = [oneOf(laoOnsets), oneOf(laoTones), oneOf(laoFinals)];
  return oneOf([
    onset + oneOf([...'\u0EB1\u0EB4\u0EB5\u0EB6\u0EB7\u0EB8\u0EB9\u0EBB\u0ECD']) + tone + final,
    `${onset}${tone}າ${final}`,
    `${onset}${tone}ຳ`,
    `${onset}ະ`,
    `${onset}${tone}ຽ${final}`,
    `${onset}${tone}ອ${final}`,
    oneOf([...'ເແໂໃໄ']) + onset + tone + final,
    `ເ${onset}\u0EBB${tone}າ`,
    `ເ${onset}\u0EB7${tone}ອ${final}`,
  ]);
}

function laoName(choose: Chooser): string {
  const words = choose.times(3).map(() => laoSyllable(choose));
  return words.join(choose.oneOf(['', '', ' '])) + choose.oneOf(['', '', '', 'ໆ', 'ຯ', ' ໑', ' 2']);
}

const vietnameseOnsets = ' b c ch d đ g gh h k kh l m n ng ngh nh p ph qu r s t th tr v x D Đ N Ng T V'.split(' ');
const vietnameseTones = ['', '', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];

function vietnameseName(choose: Chooser): string {
  const { oneOf } = choose;
  const syllable = () =>
    oneOf(vietnameseOnsets) +
    oneOf([...'aăâeêioôơuưyAĂÂEÊOÔƠUƯ']) +
    oneOf(vietnameseTones) +
    oneOf(['', 'i', 'n', 'ng', 'c']);
  return choose
    .times(3)
    .map(syllable)
    .join(oneOf([' ', ' ', '-', "'"]))
    .normalize('NFC');
}

function mixedTitle(choose: Chooser): string {
  const sign = () => choose.oneOf([...' _-,;:!?.\'"()[]{}@*/\\&#%`^+<=>|~$₫€0123456789ñçéÉüåø']);
  const part = () => choose.oneOf([laoSyllable, vietnameseName, sign])(choose);
  return choose.times(6).map(part).join('').trim().replace(/ +/g, ' ');
}

/** A near miss: one character dropped, doubled, or its case changed. */
function altered(text: string, choose: Chooser): string {
  const letters = [...text];
  const at = choose.upTo(letters.length);
  const letter = letters[at] ?? '';
  const other = letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
  letters[at] = choose.oneOf(['', letter + letter, other]);
  return letters.join('').trim().replace(/ +/g, ' ');
}

const compared = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

describe('the sort key', () => {
  const cases: [string, string, (choose: Chooser) => string][] = [
    ['Lao', 'lo', laoName],
    ['Vietnamese', 'vi', vietnameseName],
    ['mixed', 'vi', mixedTitle],
  ];
  for (const [what, locale, write] of cases) {
    it(`orders 30,000 pairs of ${what} texts as ICU does`, () => {
      const collator = new Intl.Collator(locale);
      const choose = chooser(20260315);
      for (let pair = 0; pair < 30_000; pair += 1) {
        const a = write(choose);
        const b = choose.chance(0.5) ? altered(a, choose) : write(choose);
        const byIcu = Math.sign(collator.compare(a, b));
        const byKey = compared(sortKey(a), sortKey(b));
        if (byIcu === 0) continue;
        assert.equal(byKey, byIcu, `${a} | ${b}`);
      }
    });
  }

  it('orders the same as UTF-8 bytes, and when the shorter is padded with spaces', () => {
    const choose = chooser(7);
    const bytes = (key: string) => Buffer.from(key, 'utf8');
    for (let pair = 0; pair < 20_000; pair += 1) {
      const a = sortKey(mixedTitle(choose), { givenNameLast: choose.chance(0.5) });
      const b = sortKey(mixedTitle(choose), { givenNameLast: choose.chance(0.5) });
      const length = Math.max(a.length, b.length);
      assert.equal(Math.sign(Buffer.compare(bytes(a), bytes(b))), compared(a, b));
      assert.equal(compared(a.padEnd(length), b.padEnd(length)), compared(a, b));
    }
  });

  it('uses printable code points from U+0021 to below U+D800, whatever the text', () => {
    for (const text of ['', ' ', '🙂', '中文', 'ກ\u0000', '\uD83D', 'Ω', '\u0301', 'ŋ', 'e\u0301\u0302\u0303', '￿']) {
      assert.match(sortKey(text), /^[\u0021-\uD7FF]*$/);
    }
  });

  it('puts digits first, then Latin, then Lao', () => {
    const sorted = ['ກາ', 'Zin', 'an', '9', 'Đức', '໑', '(a)'].sort((a, b) => compared(sortKey(a), sortKey(b)));
    assert.deepEqual(sorted, ['(a)', '໑', '9', 'an', 'Đức', 'Zin', 'ກາ']);
  });

  it('gives AM and tones one place in whatever order they were typed', () => {
    const place = sortKey('ນ້ຳ');
    for (const typed of ['ນ\u0EB3\u0EC9', 'ນ\u0EC9\u0ECD\u0EB2', 'ນ\u0ECD\u0EC9\u0EB2', 'ນ\u0ECD\u0EB2\u0EC9']) {
      assert.equal(sortKey(typed), place);
    }
    assert.equal(sortKey('ທ\u0EC8\u0EB5'), sortKey('ທ\u0EB5\u0EC8'));
  });

  it('stays near the length of the text', () => {
    assert.ok(sortKey('Nguyễn Thị Phương Thảo').length <= 2 * 'Nguyễn Thị Phương Thảo'.length);
    assert.ok(sortKey('ປະຊາຊົນ'.repeat(35)).length <= 250);
    assert.ok(sortKey('Ấ'.repeat(250)).length <= 1002);
    const far = `${'a'.repeat(200)}á`;
    assert.equal(compared(sortKey(far), sortKey(`${'a'.repeat(199)}áa`)), -1);
  });

  it('keeps the order when cut to the width of a column', () => {
    const choose = chooser(11);
    for (let pair = 0; pair < 5000; pair += 1) {
      const [a, b] = [sortKey(vietnameseName(choose)), sortKey(vietnameseName(choose))];
      const cut = compared(a.slice(0, 5), b.slice(0, 5));
      assert.ok(cut === 0 || cut === compared(a, b));
    }
  });
});

describe('the sort key of a Vietnamese name', () => {
  const sorted = (names: string[]) =>
    [...names].sort((a, b) => compared(sortKeyOfVietnameseName(a), sortKeyOfVietnameseName(b)));

  it('begins with the given name, its tone included, then the rest', () => {
    const names = ['An', 'Đỗ Văn An', 'Lê Ân', 'Vũ Thị Hà', 'Trần Hạ', 'Bùi Hạ', 'Nguyễn Đức', 'Phạm Văn Ý'];
    assert.deepEqual(sorted(names), [
      'An',
      'Đỗ Văn An',
      'Lê Ân',
      'Nguyễn Đức',
      'Vũ Thị Hà',
      'Bùi Hạ',
      'Trần Hạ',
      'Phạm Văn Ý',
    ]);
    assert.deepEqual(sorted([...names].reverse()), sorted(names));
  });

  it('lets capitals decide only between equal names', () => {
    assert.deepEqual(sorted(['Trần Văn An', 'LÊ VĂN AN', 'Lê Văn An', 'BÙI AN', 'an', 'An', 'AN']), [
      'an',
      'An',
      'AN',
      'BÙI AN',
      'Lê Văn An',
      'LÊ VĂN AN',
      'Trần Văn An',
    ]);
  });

  it('agrees with ICU on the words in that order', () => {
    const collator = new Intl.Collator('vi');
    const choose = chooser(3);
    const name = () => vietnameseName(choose).replaceAll(/[-']/g, ' ').toLowerCase();
    const turned = (full: string) => [
      full.slice(full.lastIndexOf(' ') + 1),
      full.slice(0, Math.max(full.lastIndexOf(' '), 0)),
    ];
    for (let pair = 0; pair < 20_000; pair += 1) {
      const [a, b] = [name(), name()];
      const [[givenA, restA], [givenB, restB]] = [turned(a), turned(b)];
      const byIcu = Math.sign(collator.compare(givenA, givenB) || collator.compare(restA, restB));
      assert.equal(compared(sortKeyOfVietnameseName(a), sortKeyOfVietnameseName(b)), byIcu, `${a} | ${b}`);
    }
  });
});
