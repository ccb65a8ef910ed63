import type { Actor } from '#libs/kernel';
import type { AuditEntry } from '#libs/platform';

/** What the trail says of certificates that somebody took in one file: how they were chosen, how many and which. */
export const takenTogether = (
  actor: Actor,
  action: string,
  chosen: Readonly<Record<string, string | undefined>>,
  serials: readonly string[],
): AuditEntry => ({
  action,
  noun: 'account',
  subjectId: actor.accountId!,
  details: { ...chosen, certificates: serials.length, first: serials[0]!, last: serials.at(-1)! },
});
