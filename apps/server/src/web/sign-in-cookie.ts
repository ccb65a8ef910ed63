import type { FastifyReply } from 'fastify';
import type { Configuration } from '#libs/platform';
import { cookieOptions } from './cookies.js';

export const signInCookie = 'sign_in';

/** Keeps the sign-in in the browser: not readable by scripts, not sent along from other sites. */
export function setSignInCookie(reply: FastifyReply, token: string, configuration: Configuration): void {
  reply.setCookie(signInCookie, token, { ...cookieOptions(configuration), maxAge: 7 * 24 * 3600 });
}

export const clearSignInCookie = (reply: FastifyReply): void => {
  reply.clearCookie(signInCookie, { path: '/' });
};
