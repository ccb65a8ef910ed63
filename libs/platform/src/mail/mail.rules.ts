/** The life of a mail, and what an answer of the mail server means for it. */

export const mailStatuses = ['waiting', 'sending', 'sent', 'in_doubt', 'given_up', 'not_configured'] as const;

/**
 * `waiting` until due, `sending` from before the first word to the mail server until its answer is written down.
 * `in_doubt`: the whole mail was handed over and no answer came; only a person sends it again. `given_up`: refused for
 * good, or put off for too long. `not_configured`: there was no mail server to give it to.
 */
export type MailStatus = (typeof mailStatuses)[number];

/** Whether a person may send it again. */
export const maySendAgain = (status: MailStatus): boolean =>
  status === 'in_doubt' || status === 'given_up' || status === 'not_configured';

const minute = 60_000;
const longestPause = 120 * minute;
const triedFor = 5 * 24 * 60 * minute;

/** Milliseconds before the next attempt: a minute, then twice as long each time, two hours at most. */
export const pauseAfter = (attempts: number): number =>
  Math.min(minute * 2 ** Math.min(Math.max(attempts - 1, 0), 10), longestPause);

/** For five days the mail server may put off a mail before it is given up, as mail servers do among themselves. */
export const isTooOld = (since: Date, now: Date): boolean => now.getTime() - since.getTime() > triedFor;

/**
 * Since when the mail server has put off this mail. While no mail goes, because nobody answers or we have a wrong
 * password, no time passes: whatever waits goes out once that is mended.
 */
export const triedSince = (mail: { attempts: number; triedSince: Date }, verdict: Verdict, now: Date): Date =>
  verdict === 'unreachable' || mail.attempts === 0 ? now : mail.triedSince;

/** What went wrong on the way, as the SMTP client tells it. */
export interface SmtpFault {
  /** The client's own code: `EENVELOPE`, `ECONNECTION`. */
  code?: string | undefined;
  /** The server's, when it gave one: 550. */
  responseCode?: number | undefined;
  /** What was being said: `CONN`, `AUTH PLAIN`, `MAIL FROM`, `RCPT TO`, `DATA`. */
  command?: string | undefined;
  /** Every byte of the mail had been given to the connection. */
  handedOver: boolean;
}

export type Verdict = 'refused' | 'postponed' | 'unreachable' | 'in_doubt';

const aboutTheMail = ['MAIL FROM', 'RCPT TO', 'DATA'];

/**
 * `refused`: this mail, for good. `postponed`: this mail, for now. `unreachable`: any mail, for now; a wrong password
 * or a greeting of refusal is a fault of the settings and loses no mail, however long it takes to mend. `in_doubt`: the
 * server may have it.
 */
export function verdictOn({ code, responseCode, command, handedOver }: SmtpFault): Verdict {
  const concernsMail = aboutTheMail.includes(command ?? '');
  if (responseCode !== undefined) {
    if (!concernsMail) return 'unreachable';
    return responseCode >= 500 ? 'refused' : 'postponed';
  }
  if (handedOver) return 'in_doubt';
  return code === 'EENVELOPE' || code === 'EMESSAGE' ? 'refused' : 'unreachable';
}
