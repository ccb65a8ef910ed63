import { randomInt } from 'node:crypto';

/** Letters and digits that are not taken for one another in print or on the telephone. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

const groups = 6;
const groupLength = 5;

/** What the first certificates carry: 25 letters, some 122 bits. */
const formerGroups = 5;

/** A new code such as `7K3MQ-9XW42-…`: 30 letters of 30, more than 147 bits, so that none can be guessed. */
export function newVerificationCode(): string {
  const group = () => Array.from({ length: groupLength }, () => letters[randomInt(letters.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

/** A code as people type it: any case, with or without dashes and spaces. Null when it cannot be one of ours. */
export function readVerificationCode(typed: string): string | null {
  const bare = typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
  const isLong = [groups, formerGroups].some((count) => bare.length === count * groupLength);
  if (!isLong || [...bare].some((letter) => !letters.includes(letter))) return null;
  return bare.match(new RegExp(`.{${groupLength}}`, 'g'))!.join('-');
}
