export const signInKinds = ['api', 'browser'] as const;
export type SignInKind = (typeof signInKinds)[number];

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long a sign-in lasts unused, and at most; milliseconds. */
const lifetimes: Readonly<Record<SignInKind, { idle: number; longest: number }>> = {
  browser: { idle: 12 * hour, longest: 7 * day },
  // A programme that refreshes goes on; every refresh makes the token before worthless.
  api: { idle: 30 * day, longest: Number.POSITIVE_INFINITY },
};

/** A page view writes its time at most this often. */
export const touchedEvery = 5 * minute;

/** When a sign-in begun at `createdAt` and used at `usedAt` runs out. */
export function expiryOf(kind: SignInKind, createdAt: Date, usedAt: Date): Date {
  const { idle, longest } = lifetimes[kind];
  return new Date(Math.min(usedAt.getTime() + idle, createdAt.getTime() + longest));
}
