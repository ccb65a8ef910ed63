import type { FastifyReply, FastifyRequest } from 'fastify';
import { isLanguage, type Language } from '#libs/kernel';
import { isApi } from './request.js';

const cookieName = 'lang';
const year = 365 * 24 * 3600;

const first = (value: unknown): string | undefined => {
  const one = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' ? one : undefined;
};

function accepted(header: string | undefined): Language | null {
  for (const part of (header ?? '').split(',')) {
    const language = part.trim().slice(0, 2).toLowerCase();
    if (isLanguage(language)) return language;
  }
  return null;
}

/** The language of an answer: `?lang=` and its cookie on pages, `Accept-Language` everywhere, else English. */
export function languageOf(request: FastifyRequest): Language {
  const asked = first((request.query as Record<string, unknown> | undefined)?.lang);
  const remembered = request.cookies?.[cookieName];
  if (!isApi(request)) {
    if (asked && isLanguage(asked)) return asked;
    if (remembered && isLanguage(remembered)) return remembered;
  }
  return accepted(request.headers['accept-language']) ?? 'en';
}

/** Remembers a language chosen by `?lang=`. */
export function rememberLanguage(request: FastifyRequest, reply: FastifyReply): void {
  const asked = first((request.query as Record<string, unknown> | undefined)?.lang);
  if (!asked || !isLanguage(asked) || isApi(request) || request.cookies?.[cookieName] === asked) return;
  reply.setCookie(cookieName, asked, { path: '/', maxAge: year, sameSite: 'lax', httpOnly: true });
}
