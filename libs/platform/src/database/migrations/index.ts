import { Platform1763800000000 } from './0001-platform.js';

/** Every migration in order. A landed one is never edited. */
export const migrations = [Platform1763800000000];
