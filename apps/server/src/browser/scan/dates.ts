import { dayOf, language, t, timeOf } from '../offline/words.js';

/** As the other pages write them, without the words that browsers lack in Lao. */

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Of `YYYY-MM-DD`. */
export function dateWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return language() === 'en'
    ? `${day} ${months[month! - 1]} ${year}`
    : `${twoDigits(day!)}/${twoDigits(month!)}/${year}`;
}

export const timeWords = (at: number): string => `${dateWords(dayOf(at))} ${timeOf(at)}`;

/** Milliseconds in the largest unit that is full. */
export function ageWords(age: number): string {
  const minutes = Math.max(0, Math.floor(age / 60_000));
  if (minutes < 60) return t('scan.age.minutes', { count: minutes });
  if (minutes < 48 * 60) return t('scan.age.hours', { count: Math.floor(minutes / 60) });
  return t('scan.age.days', { count: Math.floor(minutes / 1440) });
}
