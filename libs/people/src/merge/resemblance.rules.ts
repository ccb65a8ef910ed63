import { identityKey, isLocalDate, type LocalDate, searchKey } from '#libs/kernel';
import { phoneKeyOf, soundOf } from './sound.rules.js';

/** What of a person, or of details that are being typed, is compared. */
export interface Traits {
  fullName: string;
  fullNameLatin: string;
  birthDate: LocalDate | null;
  phone: string;
  email: string;
  organisationId: string | null;
  /** HMAC of the identity number; null when there is none, or it is not the reader's to compare. */
  numberDigest: string | null;
}

export const reasonCodes = [
  'same_number',
  'same_name',
  'same_latin_name',
  'similar_name',
  'sounds_alike',
  'same_birth_date',
  'swapped_birth_date',
  'near_birth_date',
  'birth_date_unknown',
  'same_phone',
  'same_email',
  'same_organisation',
  'different_number',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** Why two may be one. `args` fill the placeholders of `people.reason.<code>`; dates as `YYYY-MM-DD`. */
export interface Reason {
  code: ReasonCode;
  args: Record<string, string>;
}

export interface Resemblance {
  /** The higher the likelier; below `enough` nobody is shown. */
  score: number;
  reasons: Reason[];
}

const weights: Readonly<Record<ReasonCode, number>> = {
  same_number: 100,
  same_name: 40,
  same_latin_name: 35,
  similar_name: 25,
  sounds_alike: 20,
  same_birth_date: 40,
  swapped_birth_date: 30,
  near_birth_date: 25,
  birth_date_unknown: 15,
  same_phone: 25,
  same_email: 25,
  same_organisation: 10,
  different_number: -15,
};

const enough = 45;

/** Null when they are not alike enough to ask about. */
export function resemblance(one: Traits, other: Traits): Resemblance | null {
  const found = compared(one, other);
  return found.score < enough ? null : found;
}

/** Every reason, however few. */
export function compared(one: Traits, other: Traits): Resemblance {
  const reasons = [
    numbers(one, other),
    names(one, other),
    birthDates(one.birthDate, other.birthDate),
    same('same_phone', phoneKeyOf(one.phone), phoneKeyOf(other.phone)),
    same('same_email', one.email.toLowerCase(), other.email.toLowerCase()),
    same('same_organisation', one.organisationId ?? '', other.organisationId ?? ''),
  ].filter((reason) => reason !== null);
  return { score: reasons.reduce((sum, { code }) => sum + weights[code], 0), reasons };
}

const because = (code: ReasonCode, args: Record<string, string> = {}): Reason => ({ code, args });

const same = (code: ReasonCode, one: string, other: string): Reason | null =>
  one !== '' && one === other ? because(code) : null;

function numbers({ numberDigest: one }: Traits, { numberDigest: other }: Traits): Reason | null {
  if (one === null || other === null) return null;
  return because(one === other ? 'same_number' : 'different_number');
}

/** The strongest of what can be said of two people's names, each in its scripts. */
function names(one: Traits, other: Traits): Reason | null {
  const args = { one: one.fullName, other: other.fullName };
  const [ours, theirs] = [foldedOf(one), foldedOf(other)];
  if (ours.key === theirs.key) return because('same_name');
  const pairs = ours.names.flatMap((a) => theirs.names.map((b) => [a, b] as const));
  const latin = pairs.find(([a, b]) => a.plain === b.plain);
  if (latin) return because('same_latin_name', { name: latin[0].name });
  if (pairs.some(([a, b]) => isSimilar(a.plain, b.plain))) return because('similar_name', args);
  if (pairs.some(([a, b]) => a.words !== '' && a.words === b.words)) return because('similar_name', args);
  return pairs.some(([a, b]) => a.sound !== '' && a.sound === b.sound) ? because('sounds_alike', args) : null;
}

interface Folded {
  key: string;
  names: { name: string; plain: string; words: string; sound: string }[];
}

/** Folding costs more than comparing, and whoever is looked for in a list is compared many times. */
const known = new WeakMap<Traits, Folded>();

function foldedOf(traits: Traits): Folded {
  const before = known.get(traits);
  if (before) return before;
  const names = [traits.fullName, traits.fullNameLatin].filter((name) => name !== '').map(folded);
  const made = { key: identityKey(traits.fullName), names };
  known.set(traits, made);
  return made;
}

function folded(name: string) {
  const key = searchKey(name);
  return { name, plain: key.replaceAll(' ', ''), words: key.split(' ').sort().join(' '), sound: soundOf(name) };
}

/** One slip in six letters. A name of two letters has none to spare. */
function isSimilar(one: string, other: string): boolean {
  const [ours, theirs] = [[...one], [...other]];
  const shorter = Math.min(ours.length, theirs.length);
  const spare = Math.floor(shorter / 6) + 1;
  return shorter >= 4 && distance(ours, theirs, spare) <= spare;
}

/** Letters to change, add or leave out; more than `most` is answered as `most + 1`. */
function distance(one: readonly string[], other: readonly string[], most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = other.map((_, index) => index + 1);
  let first = 0;
  for (const [row, letter] of one.entries()) {
    let left = row + 1;
    let corner = first;
    first = row + 1;
    before = before.map((above, column) => {
      const cost = Math.min(above + 1, left + 1, corner + (other[column] === letter ? 0 : 1));
      corner = above;
      left = cost;
      return cost;
    });
    if (Math.min(first, ...before) > most) return most + 1;
  }
  return before.at(-1) ?? one.length;
}

function birthDates(one: LocalDate | null, other: LocalDate | null): Reason | null {
  if (one === null || other === null) return because('birth_date_unknown');
  const args = { one, other };
  if (one === other) return because('same_birth_date', { date: one });
  if (swapped(one) === other) return because('swapped_birth_date', args);
  return digitsApart(one, other) === 1 ? because('near_birth_date', args) : null;
}

/** With day and month the other way round; null when that is no date, or the same one. */
export function swapped(date: LocalDate): LocalDate | null {
  const [year, month, day] = date.split('-');
  const turned = `${year}-${day}-${month}`;
  return turned !== date && isLocalDate(turned) ? turned : null;
}

const digitsApart = (one: string, other: string): number => [...one].filter((digit, at) => digit !== other[at]).length;
