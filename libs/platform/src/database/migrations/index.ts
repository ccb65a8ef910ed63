import { Platform1763800000000 } from './0001-platform.js';
import { People1763800100000 } from './0002-people.js';
import { Training1763800200000 } from './0003-training.js';
import { Nominations1763800300000 } from './0004-nominations.js';

/** Every migration in order. A landed one is never edited. */
export const migrations = [Platform1763800000000, People1763800100000, Training1763800200000, Nominations1763800300000];
