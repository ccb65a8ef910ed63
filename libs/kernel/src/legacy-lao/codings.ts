/**
 * What each character of a legacy Lao font stands for on screen. Only enough of it to recognise such a text: it is
 * never converted, since the fonts of one family differ in their rarer places and a name must not be guessed.
 */
export type Coding = Readonly<Record<string, string>>;

// Saysettha Lao, Chanthabouli Lao and others of LSWin: Lao in the upper half of Windows-1252, Latin below as it is.
// The last line is the same bytes where a file was read as Windows-1258, Vietnamese.
// biome-ignore format: rows of the code page
const upperHalf: Coding = {
  '¡': 'ກ', '¢': 'ຂ', '£': 'ຄ', '¤': 'ງ', '¥': 'ຈ', '¦': 'ສ', '§': 'ຊ', '¨': 'ຍ', '©': 'ດ', ª: 'ຕ', '«': 'ຖ',
  ê: 'ທ', ß: 'ນ', '\u00AD': 'ນ', '®': 'ບ', '¯': 'ປ', '°': 'ຜ', '±': 'ຝ', '²': 'ພ', '³': 'ຟ', '´': 'ມ', µ: 'ຢ',
  ì: 'ລ', ë: 'ຣ', '¸': 'ວ', '¹': 'ຫ', º: 'ອ', '»': 'ຮ', Î: 'ໜ', Ï: 'ໝ', Í: 'ຫຼ', ù: 'ຼ', '¼': 'ຽ',
  '½': 'ະ', '¾': 'າ', ò: 'ິ', ó: 'ີ', ô: 'ຶ', õ: 'ື', '÷': 'ຸ', ø: 'ູ', ð: 'ໍ', ñ: 'ັ', ö: 'ົ', '¿': 'ຳ',
  À: 'ເ', Á: 'ແ', Â: 'ໂ', Ã: 'ໃ', Ä: 'ໄ', ú: '່', È: '່', û: '້', É: '້', ü: '໊', ý: '໋',
  š: 'ີ້', '™': 'ິ້', '‡': 'ຶ່', Ò: 'ໍ່', '˜': 'ັ້',
  '\u0301': 'ລ', '\u0323': 'ິ', ơ: 'ື', đ: 'ໍ', Ă: 'ໃ', ư: '໋',
};

// Alice, Lao 2000 and others drawn for the typewriter: each key of an English keyboard gives the Lao letter printed on it.
// biome-ignore format: rows of the keyboard, plain and shifted
const typewriter: Coding = {
  1: 'ຢ', 2: 'ຟ', 3: 'ໂ', 4: 'ຖ', 5: 'ຸ', 6: 'ູ', 7: 'ຄ', 8: 'ຕ', 9: 'ຈ', 0: 'ຂ', '-': 'ຊ', '=': 'ໍ',
  q: 'ົ', w: 'ໄ', e: 'ຳ', r: 'ພ', t: 'ະ', y: 'ິ', u: 'ີ', i: 'ຣ', o: 'ນ', p: 'ຍ', '[': 'ບ', ']': 'ລ',
  a: 'ັ', s: 'ຫ', d: 'ກ', f: 'ດ', g: 'ເ', h: '້', j: '່', k: 'າ', l: 'ສ', ';': 'ວ', "'": 'ງ',
  z: 'ຜ', x: 'ປ', c: 'ແ', v: 'ອ', b: 'ຶ', n: 'ື', m: 'ທ', ',': 'ມ', '.': 'ໃ', '/': 'ຝ',
  '^': 'ຼ', '+': 'ໍ່', Q: 'ົ້', E: 'ຳ້', Y: 'ິ້', U: 'ີ້', I: 'ຮ', O: 'ໜ', P: 'ຽ', '}': 'ຫຼ',
  A: 'ັ້', H: '໊', J: '໋', B: 'ຶ້', N: 'ື້', '<': 'ໝ',
};

export const codings = { upperHalf, typewriter } as const;

/** The text as it looked on screen; null when one of its characters has no place in the coding. */
export function shownAs(coding: Coding, text: string): string | null {
  let shown = '';
  for (const character of text) {
    const lao = coding[character];
    if (lao === undefined) return null;
    shown += lao;
  }
  return shown;
}
