/** Letters whose mark is part of the letter, which no normalisation takes off. */
// biome-ignore format: a table
const plain: Readonly<Record<string, string>> = {
  đ: 'd', ð: 'd', ø: 'o', ł: 'l', ħ: 'h', ŧ: 't', ı: 'i', æ: 'ae', œ: 'oe', ß: 'ss', þ: 'th',
};

/** Latin letters without any mark: nguyễn → nguyen, đức → duc, søren → soren. Expects lower case; Lao is untouched. */
export function withoutLatinMarks(text: string): string {
  return text
    .normalize('NFD')
    .replace(/(?<=\p{sc=Latin})[\u0300-\u036F]+/gu, '')
    .replace(/[đðøłħŧıæœßþ]/g, (letter) => plain[letter])
    .normalize('NFC');
}

export function containsLatin(text: string): boolean {
  return /\p{sc=Latin}/u.test(text);
}
