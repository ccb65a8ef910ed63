import type { Configuration } from '#libs/platform';

/** What all our cookies have in common: not for scripts, not sent along with forms of other sites. */
export const cookieOptions = ({ publicUrl }: Pick<Configuration, 'publicUrl'>) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https://') }) as const;
