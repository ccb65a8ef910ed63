import type { Configuration } from '#libs/platform';
import { cookieOptions } from '../../web/cookies.js';
import type { Visit } from '../../web/index.js';

const name = 'scan';

const anybody = '-';

/** Milliseconds within which somebody who scanned a code signs in. */
const signsInWithin = 5 * 60_000;

/**
 * Remembers in this browser that it scanned a code in time: signing in may take longer than the code lasts. Scanned by
 * somebody signed in, it serves nobody else.
 */
export function rememberScan({ reply, params, actor }: Visit, now: Date, configuration: Configuration): void {
  const value = `${params.token} ${now.getTime()} ${actor.accountId ?? anybody}`;
  const options = { ...cookieOptions(configuration), path: '/check-in', maxAge: signsInWithin / 1000 };
  reply.setCookie(name, value, { ...options, signed: true });
}

/** When this browser scanned this code; undefined when it did not, or too long ago. */
export function scannedAt({ request, params, actor }: Visit, now: Date): Date | undefined {
  const cookie = request.cookies[name];
  const { valid, value } = cookie ? request.unsignCookie(cookie) : { valid: false, value: null };
  const [token, time, who] = valid && value ? value.split(' ') : [];
  if (who !== anybody && who !== actor.accountId) return undefined;
  if (!time || token !== params.token || now.getTime() - Number(time) > signsInWithin) return undefined;
  return new Date(Number(time));
}
