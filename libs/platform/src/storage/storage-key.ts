import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';

/** Our own name of a file: `ab/ab12…`, so that no folder has too many. */
const keyOf = (name: string): string => join(name.slice(0, 2), name);

/** The key of a file that has no other name. */
export const newKey = (): string => keyOf(randomUUID().replaceAll('-', ''));

/** The key of a file of our own making, found again by its name. */
export const keyFrom = (name: string): string => keyOf(createHash('sha256').update(name).digest('hex').slice(0, 32));

export const isKey = (key: string): boolean => /^[0-9a-f]{2}[/\\][0-9a-f]{32}$/.test(key);
