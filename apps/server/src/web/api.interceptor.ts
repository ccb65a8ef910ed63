import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, map, type Observable, of, switchMap } from 'rxjs';
import { DomainError } from '#libs/kernel';
import { type Answer, Idempotency } from '#libs/platform';
import { sendFile } from './files.js';
import { LOCATION } from './location.js';
import { isMultipart, isUnsafe } from './request.js';
import { UNKEYED } from './unkeyed.js';
import { FileAnswer } from './visit.js';

/** Gives JSON answers their `Location` and `ETag`, and repeated keyed requests the answer they once had. */
@Injectable()
export class ApiInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly idempotency: Idempotency,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const locate = this.reflector.get<((body: never) => string) | undefined>(LOCATION, context.getHandler());
    const key = request.headers['idempotency-key'];
    const isKeyed =
      key !== undefined && request.method === 'POST' && !this.reflector.get(UNKEYED, context.getHandler());
    if (!isKeyed || isMultipart(request)) {
      return next
        .handle()
        .pipe(
          map((body) =>
            answer(request, reply, { status: reply.statusCode, location: locate?.(body as never) ?? null, body }),
          ),
        );
    }
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key))
      throw new DomainError('malformed', 'idempotency.malformed');
    const work = async (): Promise<Answer> => {
      const body = await lastValueFrom(next.handle());
      return { status: reply.statusCode, location: locate?.(body as never) ?? null, body };
    };
    const asked = { method: request.method, url: request.url, body: request.body ?? {} };
    const caller = request.actor?.accountId ?? 'public';
    return from(this.idempotency.once(caller, key, asked, work)).pipe(
      switchMap((given) => of(answer(request, reply.status(given.status), given))),
    );
  }
}

function answer(request: FastifyRequest, reply: FastifyReply, { location, body }: Answer): unknown {
  if (body instanceof FileAnswer) return sendFile(reply, body.file);
  if (location) reply.header('location', location);
  const { version } = (body ?? {}) as { version?: unknown };
  if (typeof version === 'number') reply.header('etag', `"${version}"`);
  // Never 304: figures computed into a resource (seats taken, what I may do) change while its version stands still.
  if (!isUnsafe(request)) reply.header('cache-control', 'private, no-cache');
  return body;
}
