import type { FastifyReply } from 'fastify';
import type { Configuration } from '#libs/platform';

export const signInCookie = 'sign_in';

/** Keeps the sign-in in the browser: not readable by scripts, not sent along from other sites. */
export function setSignInCookie(reply: FastifyReply, token: string, { publicUrl }: Configuration): void {
  reply.setCookie(signInCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl.startsWith('https://'),
    maxAge: 7 * 24 * 3600,
  });
}

export const clearSignInCookie = (reply: FastifyReply): void => {
  reply.clearCookie(signInCookie, { path: '/' });
};
