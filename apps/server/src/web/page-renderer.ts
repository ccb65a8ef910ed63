import { join } from 'node:path';
import { Inject, Injectable, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import type { Language } from '#libs/kernel';
import { CONFIGURATION, type Configuration, projectRoot, type TextArgs, Translator } from '#libs/platform';
import { type Assets, loadAssets } from './assets.js';
import { cookieOptions } from './cookies.js';
import { csrfToken } from './csrf.js';
import type { Frame, Notice } from './frame.js';
import { navigationOf } from './navigation.js';
import { ownPath } from './own-path.js';
import { isUnsafe } from './request.js';
import { ViewEngine } from './view-engine.js';
import type { Redirect, Visit } from './visit.js';

/** What of a page's data its frame shows too. */
type Shown = Pick<Frame, 'title' | 'alternates'>;

const noticeCookie = 'notice';

/** Fills templates and puts the frame of the site around them. */
@Injectable()
export class PageRenderer {
  readonly assets: Assets = loadAssets(projectRoot);
  private readonly engine: ViewEngine;

  constructor(
    private readonly modules: ModuleRef,
    private readonly translator: Translator,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {
    this.engine = new ViewEngine({
      templatesDir: join(projectRoot, 'templates'),
      t: (language) => this.translator.for(language),
      asset: (name) => this.assets.url(name),
    });
  }

  controller(type: Type): object {
    return this.modules.get(type, { strict: false });
  }

  show(reply: FastifyReply, visit: Visit, template: string, data: Shown): string {
    reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'private, no-store');
    return this.engine.render(template, data, this.frame(reply, visit, data));
  }

  /** A page that is the same for everybody, in a layout of its own. */
  plain(template: string, layout: string, language: Language, data: { title: string; path: string }): string {
    const nobody = { nav: [], account: null, csrf: '', notice: null, form: null };
    return this.engine.render(template, data, { ...nobody, language, path: data.path, title: data.title, layout });
  }

  redirect(reply: FastifyReply, { path, notice }: Redirect): string {
    if (notice) {
      const value = Buffer.from(JSON.stringify(notice)).toString('base64url');
      reply.setCookie(noticeCookie, value, { ...cookieOptions(this.configuration), signed: true, maxAge: 60 });
    }
    reply.status(303).header('location', ownPath(path));
    return '';
  }

  private frame(reply: FastifyReply, visit: Visit, { title, alternates }: Shown): Frame {
    const { actor, request, language } = visit;
    return {
      language,
      path: withoutLanguage(ownPath(isUnsafe(request) ? refererPath(visit) : request.url)),
      title,
      nav: navigationOf(actor, visit.path),
      account: actor.accountId ? { name: actor.name, roles: [...actor.roles] } : null,
      csrf: csrfToken(this.configuration.secretKey, request),
      notice: this.takeNotice(reply, visit),
      form: visit.form,
      alternates,
    };
  }

  private takeNotice(reply: FastifyReply, { request, t }: Visit): Notice | null {
    const cookie = request.cookies[noticeCookie];
    const { valid, value } = cookie ? request.unsignCookie(cookie) : { valid: false, value: null };
    if (!valid || !value) return null;
    reply.clearCookie(noticeCookie, { path: '/' });
    const { key, args } = JSON.parse(Buffer.from(value, 'base64url').toString()) as { key: string; args: TextArgs };
    return { kind: 'success', text: t(key, args) };
  }
}

function withoutLanguage(url: string): string {
  const [path, query] = url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.delete('lang');
  return parameters.size > 0 ? `${path}?${parameters}` : path!;
}

/** After a refused form the page shown is the one the form stood on. */
function refererPath({ request, path }: Visit): string {
  try {
    const referer = new URL(request.headers.referer ?? '');
    return referer.host === request.host ? referer.pathname + referer.search : path;
  } catch {
    return path;
  }
}
