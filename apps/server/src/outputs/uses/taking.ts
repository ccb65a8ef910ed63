import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { type RecordedKind, TakenOutputs } from '#libs/outputs';

const TAKES = Symbol('takes');

/** A route `…/:id…` by which files or rows of a published output are had: who took them is recorded. */
export const Takes = (kind: RecordedKind) => SetMetadata(TAKES, kind);

/**
 * Records what is sent, when all of it is: not a question about it, nor what the asker has already. It stands before all
 * routes, for pages answer without asking the interceptors of their methods.
 */
@Injectable()
export class TakingRecorder implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly taken: TakenOutputs,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const kind = this.reflector.get<RecordedKind | undefined>(TAKES, context.getHandler());
    if (!kind) return next.handle();
    const { actor, method, params } = context.switchToHttp().getRequest<FastifyRequest<{ Params: { id: string } }>>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    reply.raw.once('finish', () => {
      if (method === 'GET' && reply.statusCode === 200 && actor) this.taken.record(actor, params.id, kind);
    });
    return next.handle();
  }
}
