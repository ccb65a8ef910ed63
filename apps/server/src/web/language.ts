import type { FastifyReply, FastifyRequest } from 'fastify';
import { isLanguage, type Language } from '#libs/kernel';
import type { Configuration } from '#libs/platform';
import { cookieOptions } from './cookies.js';
import { isApi } from './request.js';

const cookieName = 'lang';
const year = 365 * 24 * 3600;

const first = (value: unknown): string | undefined => {
  const one = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' ? one : undefined;
};

/** The one of our languages that the header likes best; of equals the first. */
export function acceptedLanguage(header: string | undefined): Language | null {
  const wanted = (header ?? '').split(',').flatMap((part) => {
    const [range = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase());
    const language = range.split('-')[0];
    const weight = Number(parameters.find((word) => word.startsWith('q='))?.slice(2) ?? 1);
    return isLanguage(language) && weight > 0 ? [{ language, weight }] : [];
  });
  return wanted.toSorted((a, b) => b.weight - a.weight)[0]?.language ?? null;
}

/** The language of an answer: `?lang=` and its cookie on pages, `Accept-Language` everywhere, else English. */
export function languageOf(request: FastifyRequest): Language {
  const asked = first((request.query as Record<string, unknown> | undefined)?.lang);
  const remembered = request.cookies?.[cookieName];
  if (!isApi(request)) {
    if (asked && isLanguage(asked)) return asked;
    if (remembered && isLanguage(remembered)) return remembered;
  }
  return acceptedLanguage(request.headers['accept-language']) ?? 'en';
}

/** Remembers a language chosen by `?lang=`. */
export function rememberLanguage(request: FastifyRequest, reply: FastifyReply, configuration: Configuration): void {
  const asked = first((request.query as Record<string, unknown> | undefined)?.lang);
  if (!asked || !isLanguage(asked) || isApi(request) || request.cookies?.[cookieName] === asked) return;
  reply.setCookie(cookieName, asked, { ...cookieOptions(configuration), maxAge: year });
}
