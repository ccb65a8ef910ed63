import { searchKey } from '#libs/kernel';

/*
 * How a name sounds, roughly, in either script: consonants only, those that are written for one another as one letter.
 * ສົມພອນ ວົງສາ, Somphone Vongsa and Somphon Wongsa all give smpns. It only finds candidates, it decides nothing.
 */

/** Consonants that romanisations mix up. W and y are also half of a vowel, h is also a breath: they do not count; AM does. */
const lao: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['k', 'ກຂຄ'],
    ['n', 'ງນ'],
    ['s', 'ຈສຊ'],
    ['t', 'ດຕຖທ'],
    ['p', 'ບປຜຝພຟ'],
    ['m', 'ມຳ'],
    ['l', 'ຣລ'],
  ].flatMap(([sound, letters]) => [...letters].map((letter) => [letter, sound])),
);

const latin: readonly (readonly [RegExp, string])[] = [
  [/ng|nh|ny|gn/g, 'n'],
  [/ch/g, 's'],
  [/ck/g, 'k'],
  [/ph/g, 'p'],
  [/c(?=[eiy])/g, 's'],
  [/[jxz]/g, 's'],
  [/[cqg]/g, 'k'],
  [/d/g, 't'],
  [/[bf]/g, 'p'],
  [/r/g, 'l'],
  [/[^klmnpst]/g, ''],
];

/** With fewer consonants than this too many names sound alike: then the letters count. */
const fewest = 3;

/** At most 120 characters; empty for an empty name. */
export function soundOf(name: string): string {
  const letters = searchKey(name);
  const romanised = latin.reduce(
    (text, [pattern, sound]) => text.replace(pattern, sound),
    letters.replace(/[^a-z]/g, ' '),
  );
  const spelled = [...letters].map((letter) => lao[letter] ?? '').join('');
  const sound = (spelled || romanised).replace(/(.)\1+/g, '$1');
  return (sound.length < fewest ? letters && `=${letters.replaceAll(' ', '')}` : sound).slice(0, 120);
}

/** The last eight digits: with or without the code of the country, however they are spaced. Empty for fewer than six. */
export function phoneKeyOf(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length < 6 ? '' : digits.slice(-8);
}
