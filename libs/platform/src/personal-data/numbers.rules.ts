import type { NumberContext } from './context.rules.js';

/** A number as it was written, taken apart. */
interface Written {
  digits: string;
  /** How many digits stand between two separators. */
  shape: string;
  /** The separators there are, each once. */
  separators: string;
  /** Brackets or a plus say that it is to be dialled. */
  isDialled: boolean;
}

function takeApart(written: string): Written {
  const inner = written.replace(/[()+]/g, ' ').trim();
  const groups = inner.split(/\D+/);
  return {
    digits: groups.join(''),
    shape: groups.map(({ length }) => length).join(' '),
    separators: [...new Set(inner.replace(/\d/g, ''))].join(''),
    isDialled: /[()+]/.test(written),
  };
}

/** The provinces that a Vietnamese citizen's number begins with. */
const provinceNumbers =
  '001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096';
const provinces = new Set(provinceNumbers.split(' '));

const citizenShapes = new Set(['12', '3 3 3 3', '4 4 4', '6 6', '3 9', '3 1 2 6', '3 3 6']);

/** Province, century and sex, year of birth, six more: twelve digits of which the first is always a nought. */
const isCitizenNumber = ({ digits, shape, separators }: Written): boolean =>
  /^0\d\d[0-3]\d{8}$/.test(digits) &&
  provinces.has(digits.slice(0, 3)) &&
  citizenShapes.has(shape) &&
  separators.length <= 1;

/** What neither is nor can be one is let go before it is taken apart. */
export function mayBeOne(text: string, { identity, phone }: NumberContext): boolean {
  const { length } = text.replace(/\D+/g, '');
  return identity || phone ? length >= 6 && length <= 13 : length >= 9 && length <= 15 && /^[+(0]/.test(text);
}

/** By itself only the Vietnamese citizen's number is known; others where a word says so. */
export function isIdentityNumber(text: string, context: NumberContext): boolean {
  const written = takeApart(text);
  if (written.isDialled) return false;
  if (context.identity) return !isDate(text);
  return !context.other && !context.phone && isCitizenNumber(written);
}

// How people group the digits. 4 2 2 2 with dots is how goods are numbered.
const mobileShapes = new Set(['10', '4 3 3', '3 3 4', '3 4 3', '4 6', '3 7', '2 4 4', '2 8']);
const pairedShapes = new Set(['4 2 2 2', '2 2 2 2 2']);
const longShapes = new Set(['11', '3 8', '3 4 4', '4 3 4', '4 7', '3 2 6', '3 2 3 3', '4 4 3', '2 3 3 3']);
const townShapes = new Set(['3 6', '3 3 3']);

/**
 * Viet Nam: 0 and nine digits (mobile), 02 and nine (town). Laos: 020 and eight, 030 and seven (mobile), a town's code
 * and six. With +84 or +856 in any grouping; without it, in one that people use. Where a word says it is a telephone
 * number, the nought may be lacking as spreadsheets drop it.
 */
export function isPhoneNumber(text: string, context: NumberContext): boolean {
  const written = takeApart(text);
  const { digits, shape, separators, isDialled } = written;
  if (isDate(text)) return false;
  if (/^\(?\+/.test(text) || /^00(84|856)/.test(digits)) {
    return /^(00)?(84(0?[235789]\d{8}|0?2\d{9})|856(0?20\d{7,8}|0?30\d{7}|0?[2-8]\d{7}))$/.test(digits);
  }
  if (context.other || context.identity || context.passport) return false;
  if (context.phone) return true;
  if (separators.length > 1 && !isDialled) return false;
  if (/^0[35789]\d{8}$/.test(digits))
    return mobileShapes.has(shape) || (separators !== '.' && pairedShapes.has(shape)) || isDialled;
  if (/^02\d{9}$/.test(digits)) return longShapes.has(shape) || isDialled;
  return /^0[2-8]\d{7}$/.test(digits) && (townShapes.has(shape) || isDialled);
}

// 2026-03-15, 15.03.2026, 20260315, 2026-03-15 07 30
const isDate = (text: string): boolean =>
  /^(19|20)\d\d([ .-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)/.test(text) ||
  /^(0?[1-9]|[12]\d|3[01])([ .-])(0?[1-9]|1[0-2])\2(19|20)\d\d(?!\d)/.test(text);
