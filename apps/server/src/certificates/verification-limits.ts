/** Bytes of a file somebody drops to have it compared; ours have some 60 kB. */
export const largestFile = 10 * 1024 * 1024;

/** How often one address may ask in a minute: enough for an office behind one line, no use for guessing. */
export const askingLimit = { default: { limit: 60, ttl: 60_000 } };

/** Files cost more. */
export const fileLimit = { default: { limit: 20, ttl: 60_000 } };
