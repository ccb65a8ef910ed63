import { type MarkStatus, markStatuses } from '#libs/attendance';

/**
 * Mark → the keys that say it: the first of its letter's in the language of the page that begins no other's, and the
 * initial of its English name, on every keyboard the same, where that is nobody's yet.
 */
export function markKeys(letters: Readonly<Record<MarkStatus, string>>): Record<MarkStatus, string[]> {
  const own = (status: MarkStatus) => {
    const others = markStatuses.filter((other) => other !== status).map((other) => letters[other]);
    return [...letters[status]].find((letter) => !others.includes(letter))!;
  };
  const taken = markStatuses.map(own);
  return Object.fromEntries(
    markStatuses.map((status, index) => {
      const english = status[0]!.toUpperCase();
      return [status, [taken[index]!, ...(taken.includes(english) ? [] : [english])]];
    }),
  ) as Record<MarkStatus, string[]>;
}
