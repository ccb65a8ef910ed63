/** What somebody was last told: to be there, or not. */
export type InvitationStatus = 'invited' | 'cancelled';

/** What somebody is told of a session by mail, from what they were told before. */
export type InvitationNews = 'invited' | 'changed' | 'cancelled';

/** How a session stands for somebody now. */
export interface Standing {
  session: { id: string; sequence: number; changedAt: Date | null };
  /** It is held, and they are to be there. */
  isOn: boolean;
  /** Of somebody who has known the timetable since they got it; null for an instructor, who is invited to each session. */
  seat: { id: string; since: Date } | null;
}

export interface Known {
  status: InvitationStatus;
  /** The session's SEQUENCE then. */
  sessionSequence: number;
}

/** `standing` is null where the session is none of theirs any more, or was taken away. */
export function newsOf(standing: Standing | null, known: Known | null): InvitationNews | null {
  if (known === null) return standing && firstNews(standing);
  if (!standing?.isOn) return known.status === 'invited' ? 'cancelled' : null;
  if (known.status === 'cancelled') return 'invited';
  return standing.session.sequence > known.sessionSequence ? 'changed' : null;
}

function firstNews({ session, isOn, seat }: Standing): InvitationNews | null {
  // Ids are made in the order of time.
  if (seat === null || session.id > seat.id) return isOn ? 'invited' : null;
  if (session.changedAt === null || session.changedAt <= seat.since) return null;
  return isOn ? 'changed' : 'cancelled';
}

/** SEQUENCE of the mail to come: the session's own, and above that of the mail before. */
export const nextSequence = (sessionSequence: number, known: { sequence: number } | null): number =>
  Math.max(sessionSequence, known ? known.sequence + 1 : 0);
