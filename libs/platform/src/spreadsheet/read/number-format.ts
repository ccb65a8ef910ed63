/** What a number is shown as: a day, a time of day, with leading zeros to so many digits, or as it is. */
export type Shown = 'date' | 'time' | 'number' | { readonly digits: number };

// ECMA-376 part 1, 18.8.30: formats that have a number and no code. 27–36 and 50–58 are the dates of East Asia.
const isDate = (id: number) => (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
const isTime = (id: number) => (id >= 18 && id <= 21) || (id >= 45 && id <= 47);

export function shownByBuiltIn(id: number): Shown {
  return isDate(id) ? 'date' : isTime(id) ? 'time' : 'number';
}

/** `code` as Excel writes it, such as `dd/mm/yyyy;@`, `[$-454]d mmm yy`, `[h]:mm` or `0000000`. */
export function shownBy(code: string): Shown {
  const plain = code
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .split(';', 1)[0]!
    .toLowerCase();
  const bare = plain.replace(/\[[^\]]*\]/g, '');
  if (bare.includes('general')) return 'number';
  // b is the Buddhist year of Thai Excel; the serial beneath counts the same days.
  if (/[yd]|bb/.test(bare)) return 'date';
  if (/[hs]/.test(bare) || /\[(h+|m+|s+)\]/.test(plain)) return 'time';
  if (/m/.test(bare)) return 'date';
  return /^0{2,}$/.test(bare.trim()) ? { digits: bare.trim().length } : 'number';
}
