import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Configuration } from '#libs/platform';
import { cookieOptions } from './cookies.js';
import { csrfNonceCookie } from './csrf.js';
import { isApi } from './request.js';
import { signInCookie } from './sign-in-cookie.js';

/** Neither shows a form. */
const isForPrograms = ({ url }: FastifyRequest): boolean =>
  ['/assets/', '/calendar-feeds/', '/verify/revocations'].some((beginning) => url.startsWith(beginning));

/** Gives a visitor who is not signed in a cookie that their forms' tokens are bound to. */
export const givePageNonce =
  (configuration: Configuration) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (isApi(request) || request.method !== 'GET' || isForPrograms(request)) return;
    if (request.cookies[csrfNonceCookie] || request.cookies[signInCookie]) return;
    const nonce = randomBytes(18).toString('base64url');
    request.cookies[csrfNonceCookie] = nonce;
    reply.setCookie(csrfNonceCookie, nonce, cookieOptions(configuration));
  };
