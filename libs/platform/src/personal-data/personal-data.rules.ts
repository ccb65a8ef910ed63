import { contextOf, type NumberContext } from './context.rules.js';
import { isIdentityNumber, isPhoneNumber, mayBeOne } from './numbers.rules.js';
import type { PersonalDataKind, Sighting } from './personal-data.types.js';

/** Characters before a number in which its name is looked for. */
const contextLength = 40;
/** Groups of digits in the longest way to write one number: +84 0 91 23 45 67 8. */
const mostParts = 8;

// What cannot hold any of it is let go at once: most cells of most tables.
const mayHold = /@|\(at\)|\[at\]|[\d\u0ed0-\u0ed9\uff10-\uff19]\D{0,3}(?:[\d\u0ed0-\u0ed9\uff10-\uff19]\D{0,3}){5}/i;

const email = /[a-z0-9._%+-]{1,64}(?:@|\s?[([]at[)\]]\s?)(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}/gi;

// Digits with at most a separator and a bracket between any two of them; a sign or a bracket may begin it.
const number = /(?:\+|\(\+?)?\d(?:[ .()-]{0,2}\d){5,59}/g;
const passport = /(?<![A-Za-z0-9])[A-Z]{1,2} ?\d{6,8}(?![A-Za-z0-9])/g;

/**
 * What belongs to a person in a text. `header` is the header of the column it stands in. An amount, a date, a code of
 * goods or of an enterprise is none of it; whatever is left in doubt is told, since a person decides.
 */
export function personalDataIn(text: string, header: NumberContext | null = null): Sighting[] {
  if (!mayHold.test(text)) return [];
  const plain = readable(text);
  const found: Sighting[] = [];
  const tell = (kind: PersonalDataKind, sample: string) => found.push({ kind, sample });
  const rest = plain.replace(email, (address) => {
    tell('email', maskedEmail(address));
    // As long as it was, so that places stay.
    return ' '.repeat(address.length);
  });
  const contextAt = (index: number): NumberContext => {
    const before = contextOf(rest.slice(Math.max(0, index - contextLength), index));
    return Object.values(before).some(Boolean) ? before : (header ?? before);
  };
  for (const { 0: written, index } of rest.matchAll(passport)) {
    if (contextAt(index).passport) tell('passport_number', masked(written));
  }
  for (const { 0: written, index } of rest.matchAll(number)) {
    const context = contextAt(index);
    const end = index + written.length;
    const numbers = readNumbers(written, context, rest.slice(Math.max(0, index - 8), index), rest.slice(end, end + 2));
    for (const { kind, part } of numbers) tell(kind, masked(part));
  }
  return found;
}

/** One number, or several that only spaces part: of what may belong together the longest is tried first. */
function* readNumbers(written: string, context: NumberContext, before: string, after: string) {
  const parts = written.split(/(?<=\d) +(?=[\d(+])/);
  for (let from = 0; from < parts.length; from++) {
    for (let to = Math.min(parts.length, from + mostParts); to > from; to--) {
      const part = parts.slice(from, to).join(' ');
      const kind = isPartOfCode(from === 0 ? before : ' ', to === parts.length ? after : ' ', context)
        ? null
        : kindOf(part, context);
      if (!kind) continue;
      yield { kind, part };
      from = to - 1;
      break;
    }
  }
}

function kindOf(part: string, context: NumberContext): PersonalDataKind | null {
  if (!mayBeOne(part, context)) return null;
  if (isIdentityNumber(part, context)) return 'identity_number';
  return isPhoneNumber(part, context) ? 'phone' : null;
}

const codeBefore = /[\p{Script=Latin}_#]$|\p{Script=Latin}[-_/.]$|(?<!\d)\d{1,6}[-_/]$/u;

// INV-0912345678, 0912345678/QĐ, 3.0912345678: the digits are part of something longer.
function isPartOfCode(before: string, after: string, context: NumberContext): boolean {
  if (/\d$|(?<!\d)\d{1,6}[.,]$/.test(before) || /^\d/.test(after)) return true;
  if (/^[-/_]?[A-Za-z]|^\/\p{L}/u.test(after)) return true;
  return !(context.phone || context.identity) && codeBefore.test(before);
}

/** One way to write digits, spaces and dashes. */
const readable = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[໐-໙]/g, (digit) => String(digit.charCodeAt(0) - 0x0ed0))
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[‐-―−]/g, '-')
    .replace(/\s/g, ' ');

/** The last two digits stay, so that whoever has the file before them knows which it is. */
function masked(written: string): string {
  const bare = written.replace(/[^A-Za-z0-9]/g, '');
  return `${'•'.repeat(bare.length - 2)}${bare.slice(-2)}`;
}

function maskedEmail(address: string): string {
  const [domain = ''] = /[a-z]+$/i.exec(address) ?? [];
  return `${address[0]}•••@•••.${domain}`;
}
