/** Conversions between JavaScript values and what raw SQL gives or takes on either engine. */

/** An instant as both engines store it: UTC, milliseconds, no zone. */
export const instantParameter = (at: Date): string => at.toISOString().replace('T', ' ').replace('Z', '');

export function instantOfRaw(value: unknown): Date {
  if (value instanceof Date) return value;
  return new Date(`${String(value).replace(' ', 'T')}Z`);
}

export const instantOfRawOrNull = (value: unknown): Date | null => (value === null ? null : instantOfRaw(value));

export const flagOfRaw = (value: unknown): boolean => Number(value) === 1;

export const jsonOfRaw = <T>(value: unknown): T => (typeof value === 'string' ? JSON.parse(value) : value) as T;

/** A `list()` column: none was ever written in a row that is older than it. */
export const listOfRaw = <T>(value: unknown): T[] => jsonOfRaw<T[] | null>(value ?? null) ?? [];

/** A LIKE pattern that finds `words` anywhere; the query needs `ESCAPE '!'`. */
export const containing = (words: string): string => `%${words.replace(/[!%_]/g, '!$&')}%`;

/** `?, ?, ?` for a list of values. */
export const placeholders = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
