import '@fastify/cookie';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '#libs/kernel';

const nonceCookie = 'form';

/**
 * A form's token is bound to the sign-in, or for a visitor who is not signed in to a cookie of their own. Forged
 * forms of other sites carry neither; `SameSite=Lax` and the check of `Origin` stand in front of it.
 */
export function csrfToken(secret: string, request: FastifyRequest): string {
  const bound = request.actor?.signInId ?? request.cookies[nonceCookie] ?? '';
  return createHmac('sha256', secret).update(`csrf:${bound}`).digest('base64url');
}

export const csrfNonceCookie = nonceCookie;

export function checkCsrfToken(secret: string, request: FastifyRequest, token: string | undefined): void {
  const expected = Buffer.from(csrfToken(secret, request));
  const given = Buffer.from(token ?? '');
  const holds = given.length === expected.length && timingSafeEqual(given, expected);
  if (!holds || !isSameOrigin(request)) throw new DomainError('forbidden', 'csrf');
}

/** Browsers name the origin of a POST; where they do it must be ours. */
export function isSameOrigin(request: FastifyRequest): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return true;
  if (origin === 'null') return false;
  try {
    return new URL(origin).host === request.host;
  } catch {
    return false;
  }
}
