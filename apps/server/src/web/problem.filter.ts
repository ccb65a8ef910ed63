import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject, Logger } from '@nestjs/common';
import { ThrottlerException } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, Clock, DomainError, type Language, publicActor } from '#libs/kernel';
import { asDomainError, CONFIGURATION, type Configuration, Translator } from '#libs/platform';
import { BrowserCaller } from './browser-caller.js';
import { keptFormOf, sealForm } from './kept-form.js';
import { languageOf } from './language.js';
import { PageRenderer } from './page-renderer.js';
import { type Problem, Problems } from './problems.js';
import { isApi, isUnsafe } from './request.js';
import { Visit } from './visit.js';

/** Seconds after which what is down now may be there again. */
const comeBackAfter = 5;

/** Turns every error into a problem answer: JSON for programs, a page for people. What we did not foresee is 500 and logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Problem');

  constructor(
    private readonly problems: Problems,
    private readonly renderer: PageRenderer,
    private readonly browser: BrowserCaller,
    private readonly translator: Translator,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    await this.answer(thrown, request, reply);
  }

  async answer(thrown: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const language = request.language ?? languageOf(request);
    const error = this.asRefusal(thrown);
    const problem = this.problems.describe(error, language);
    if (error.kind === 'unexpected') this.log.error(thrown);
    const wait = error.args.retryAfter ?? (error.kind === 'unavailable' ? comeBackAfter : null);
    if (typeof wait === 'number') reply.header('retry-after', wait);
    // A refusal holds for this caller, this moment and this language: a cache would make it last.
    reply.removeHeader('etag');
    reply.header('cache-control', 'no-store').header('vary', 'accept-language');
    if (isApi(request)) {
      if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
      await reply.status(problem.status).type('application/problem+json; charset=utf-8').send(problem);
      return;
    }
    const actor = request.actor ?? (await this.stranger(request, language, problem));
    const visit = new Visit(request, actor, language, this.translator, reply);
    if (problem.status === 401) await this.sendToSignIn(visit, reply);
    else await reply.status(problem.status).send(this.page(visit, reply, problem));
  }

  /** No guard has looked at an address that is not there: whoever is signed in is not offered to sign in. */
  private async stranger(request: FastifyRequest, language: Language, { status }: Problem): Promise<Actor> {
    const known = status === 404 ? await this.browser.find(request, language).catch(() => null) : null;
    return known ?? publicActor(language);
  }

  private page(visit: Visit, reply: FastifyReply, problem: Problem): string {
    const data = { ...problem, signedIn: visit.actor.accountId !== null, action: insteadOf(visit, problem) };
    return this.renderer.show(reply, visit, 'errors/problem', data);
  }

  /** A page is asked for again after signing in; a form is kept and offered again. */
  private async sendToSignIn(visit: Visit, reply: FastifyReply): Promise<void> {
    const { request, t } = visit;
    if (!isUnsafe(request)) {
      const next = new URLSearchParams({ next: request.url });
      await reply.status(303).header('location', `/sign-in?${next}`).send('');
      return;
    }
    const form = keptFormOf(request.url, request.body);
    const resume = form ? sealForm(this.configuration, form, this.clock.now()) : null;
    const data = { title: t('auth.signIn.title'), next: '/', resume, ended: true, email: '' };
    await reply.status(401).send(this.renderer.show(reply, visit, 'auth/sign-in', data));
  }

  private asRefusal(thrown: unknown): DomainError {
    if (thrown instanceof DomainError) return thrown;
    if (thrown instanceof ThrottlerException) return new DomainError('too_many', 'too_many_requests');
    if (thrown instanceof HttpException) return ofStatus(thrown.getStatus());
    // Reading happens outside units of work, which would have said so themselves.
    const known = thrown instanceof Error ? asDomainError(thrown) : null;
    if (known instanceof DomainError) return known;
    const { statusCode, code } = (thrown ?? {}) as { statusCode?: number; code?: string };
    if (code?.startsWith('FST_ERR_CTP_INVALID_MEDIA_TYPE')) return new DomainError('unsupported', 'media_type');
    if (statusCode && statusCode < 500) return ofStatus(statusCode);
    return unexpected();
  }
}

/** Where to, when another of the same kind stands in the place of what was asked for. */
function insteadOf(visit: Visit, { args: { seeInstead } }: Problem) {
  if (typeof seeInstead !== 'string') return null;
  const at = visit.path.indexOf(`/${visit.params.id}`);
  return { label: visit.t('problem.seeInstead'), href: `${visit.path.slice(0, at)}/${seeInstead}` };
}

const unexpected = () => new DomainError('unexpected', 'unexpected');

function ofStatus(status: number): DomainError {
  switch (status) {
    case 401:
      return new DomainError('unauthenticated', 'unauthenticated');
    case 403:
      return new DomainError('forbidden', 'forbidden');
    case 404:
      return new DomainError('not_found', 'not_found', { noun: 'page' });
    case 413:
      return new DomainError('too_large', 'body_too_large');
    case 415:
      return new DomainError('unsupported', 'media_type');
    case 429:
      return new DomainError('too_many', 'too_many_requests');
    default:
      return status < 500 ? new DomainError('malformed', 'malformed') : unexpected();
  }
}
