/** What somebody was last told: to be there, or not. */
export type InvitationStatus = 'invited' | 'cancelled';

/** What somebody is told of a session by mail, from what they were told before. */
export type InvitationNews = 'invited' | 'changed' | 'cancelled';

/** How a session stands for somebody who teaches it or has a seat in its run. */
export interface Standing {
  /** The session's SEQUENCE now. */
  sequence: number;
  /** It is held, and they are to be there. */
  isOn: boolean;
}

export interface Known {
  status: InvitationStatus;
  /** The session's SEQUENCE then. */
  sessionSequence: number;
}

/** `standing` is null where the session is none of theirs any more, or was taken away. */
export function newsOf(standing: Standing | null, known: Known | null): InvitationNews | null {
  if (known === null) return standing?.isOn ? 'invited' : null;
  if (!standing?.isOn) return known.status === 'invited' ? 'cancelled' : null;
  if (known.status === 'cancelled') return 'invited';
  return standing.sequence > known.sessionSequence ? 'changed' : null;
}

/** SEQUENCE of the mail to come: the session's own, and above that of the mail before. */
export const nextSequence = (sessionSequence: number, known: { sequence: number } | null): number =>
  Math.max(sessionSequence, known ? known.sequence + 1 : 0);
