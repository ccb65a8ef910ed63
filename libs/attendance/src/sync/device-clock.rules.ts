/**
 * Clocks of devices are wrong: by hours, by years, and somebody sets them in the middle of a session. In what order a
 * device said things is known from its positions alone (`witness.rules.ts`); its clock only says about when.
 */

/** By how many milliseconds the device's clock is behind the server's, at the moment it sends. */
export const behindBy = (sentAt: Date, now: Date): number => now.getTime() - sentAt.getTime();

/**
 * When something was said, by the server's clock: never before its roll could be begun and never after now. A clock
 * that was set between saying and sending may put it anywhere else.
 */
export function saidWhen(saidAt: Date, behind: number, opensAt: Date, now: Date): Date {
  const opened = Math.min(opensAt.getTime(), now.getTime());
  return new Date(Math.min(Math.max(saidAt.getTime() + behind, opened), now.getTime()));
}

/** The times of what one device said, in the order of its positions: they never run backwards. */
export function forwards(times: readonly Date[]): Date[] {
  let latest = Number.NEGATIVE_INFINITY;
  return times.map((time) => {
    latest = Math.max(latest, time.getTime());
    return new Date(latest);
  });
}
