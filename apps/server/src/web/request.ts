import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, Language } from '#libs/kernel';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the entry guard; the public until then. */
    actor?: Actor;
    language?: Language;
    /** The request carries a sign-in cookie that holds, so forms need a CSRF token. */
    bySignInCookie?: boolean;
    /** The key of a consumer that the request came with. */
    consumerKeyId?: string;
    /** What a `multipart/form-data` reader has to check first. */
    csrfPending?: boolean;
  }
}

/** REST lives below `/api`; all else is a page or a file for one. */
export const isApi = (request: FastifyRequest): boolean => request.url.startsWith('/api/');

export const isUnsafe = (request: FastifyRequest): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(request.method);

export const isMultipart = (request: FastifyRequest): boolean =>
  (request.headers['content-type'] ?? '').startsWith('multipart/form-data');

export type { FastifyReply, FastifyRequest };
