// Loose on purpose: what matters is that letters, vowels and tones stand where Lao can have them at all.
const onset = '(?:ຫ[ງຍນມຣລວ]|[ກຂຄຈຕຖທປຜພສຊ][ຣລວ]|[ກ-ຮໜໝ])ຼ?';
const final = '[ກງຍດນບມວ]?';
const tone = '[່-໋]?';

const withLeadingVowel = `[ເແໂໄໃ]${onset}[ັົິີຶື]?${tone}[າະຽອຍວ]?ະ?${final}`;
const withVowelOnConsonant = `${onset}(?:[ິີຶືຸູັົໍ]${tone}|${tone}(?=[ຳາະຽອ]|ວ[ກງຍດນບມ]))(?:[ຳາະຽອວ]ະ?)?${final}`;

const syllable = new RegExp(`^(?:${withLeadingVowel}|${withVowelOnConsonant})$`, 'u');
const longestSyllable = 9;
// No word and no name is longer; what is, was not typed as one.
const longestWord = 200;

/** Whether a Lao word can be spelled like this: every syllable has a letter and a vowel in their places. */
export function couldBeLao(text: string): boolean {
  const word = text.replace(/[ໆຯ]$/, '');
  if (word === '' || word.length > longestWord) return false;
  // One pattern for the whole word would try every division into syllables, which are exponentially many.
  const isReached = [true];
  for (let start = 0; start < word.length; start++) {
    if (!isReached[start]) continue;
    for (let end = start + 2; end <= Math.min(start + longestSyllable, word.length); end++) {
      isReached[end] ||= syllable.test(word.slice(start, end));
    }
  }
  return isReached[word.length] ?? false;
}
