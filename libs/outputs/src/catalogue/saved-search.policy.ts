import { accessRow, everyRole } from '#libs/kernel';

/** Whoever signs in keeps searches of their own; nobody sees another's. */
export const savedSearchAccess = { own: accessRow('saved_search.own', everyRole('S')) };
