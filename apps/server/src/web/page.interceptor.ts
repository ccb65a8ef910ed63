import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, type Observable } from 'rxjs';
import { DomainError, publicActor } from '#libs/kernel';
import { Translator } from '#libs/platform';
import { refuseHead, TAKES_HEAD } from './file-routes.js';
import { sendFile } from './files.js';
import { typedIn } from './form-body.js';
import type { FormState } from './frame.js';
import { PageRenderer } from './page-renderer.js';
import { FORM, type FormRule, TEMPLATE } from './page-rules.js';
import { Problems, statusOf } from './problems.js';
import { FileAnswer, OtherPage, Redirect, Visit } from './visit.js';

type PageMethod = (visit: Visit, fields?: unknown) => Promise<unknown>;

/** Refusals a person can mend in the form itself. */
const mendable = ['malformed', 'conflict', 'stale', 'too_large', 'unsupported', 'invalid', 'too_many'];

/** A wrong password belongs on the form; a missing sign-in leads to it. */
const isMendable = ({ kind, code }: DomainError): boolean =>
  mendable.includes(kind) || (kind === 'unauthenticated' && code !== 'unauthenticated');

/**
 * Calls a page method with the visit and shows what it answers. A refused form is shown again by its own page, with
 * what was typed and the errors beside the fields.
 */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly renderer: PageRenderer,
    private readonly problems: Problems,
    private readonly translator: Translator,
  ) {}

  intercept(context: ExecutionContext, _next: CallHandler): Observable<unknown> {
    return from(this.answer(context));
  }

  private async answer(context: ExecutionContext): Promise<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const language = request.language ?? 'en';
    const visit = new Visit(request, request.actor ?? publicActor(language), language, this.translator, reply);
    const controller = this.renderer.controller(context.getClass()) as Record<string, PageMethod>;
    const form = this.reflector.get<FormRule | undefined>(FORM, context.getHandler());
    const marks = [TEMPLATE, TAKES_HEAD].map((mark) => this.reflector.get<unknown>(mark, context.getHandler()));
    // What shows no page sends a file.
    if (marks.every((mark) => mark === undefined)) refuseHead(request, reply);
    if (!form)
      return this.send(context.getHandler(), reply, visit, await controller[context.getHandler().name]!(visit));
    try {
      const fields = form.schema ? visit.posted(form.schema) : undefined;
      return this.send(context.getHandler(), reply, visit, await controller[context.getHandler().name]!(visit, fields));
    } catch (error) {
      if (!(error instanceof DomainError) || !isMendable(error)) throw error;
      visit.form = this.refused(form, request, visit, error);
      reply.status(statusOf(error));
      if (typeof error.args.retryAfter === 'number') reply.header('retry-after', error.args.retryAfter);
      const shown = controller[form.back]!;
      return this.send(shown, reply, visit, await shown.call(controller, visit));
    }
  }

  private send(method: unknown, reply: FastifyReply, visit: Visit, answer: unknown): unknown {
    if (answer instanceof Redirect) return this.renderer.redirect(reply, answer);
    if (answer instanceof FileAnswer) return sendFile(reply, answer.file);
    if (answer instanceof OtherPage) {
      return this.renderer.show(reply.status(answer.status), visit, answer.template, answer.data);
    }
    const template = this.reflector.get<string | undefined>(TEMPLATE, method as () => void);
    if (!template) throw new Error('A page method needs @Shows, or answers a redirect or a file');
    return this.renderer.show(reply, visit, template, answer as { title: string });
  }

  private refused(form: FormRule, request: FastifyRequest, visit: Visit, error: DomainError): FormState {
    const { detail, errors } = this.problems.describe(error, visit.language);
    // What forbids a thing may be several things; what is wrong with a field is wrong in one way.
    const told = error.kind === 'invalid' ? firstOfEach(errors) : errors;
    return {
      name: form.name,
      values: request.method === 'GET' ? visit.query : typedIn(request.body),
      errors: told.map(({ pointer, code, message }) => ({ pointer, field: fieldOf(pointer), code, message })),
      message: errors.length > 0 ? null : detail,
    };
  }
}

const fieldOf = (pointer: string): string =>
  pointer.slice(1).split('/').join('.').replaceAll('~1', '/').replaceAll('~0', '~');

/** An empty field is missing and of the wrong form: one of the two is enough for a person. */
const firstOfEach = <E extends { pointer: string }>(errors: E[]): E[] =>
  errors.filter(({ pointer }, index) => errors.findIndex((one) => one.pointer === pointer) === index);
