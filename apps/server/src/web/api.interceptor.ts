import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, map, type Observable } from 'rxjs';
import { DomainError } from '#libs/kernel';
import { type Answer, CONFIGURATION, type Configuration, Idempotency } from '#libs/platform';
import { type FileLimit, refuseHead, SENDS_FILE, TAKES_FILE, TAKES_HEAD } from './file-routes.js';
import { sendFile } from './files.js';
import { LOCATION } from './location.js';
import { isMultipart, isUnsafe } from './request.js';
import { UNKEYED } from './unkeyed.js';
import { receiveForRuns } from './uploads.js';
import { FileAnswer } from './visit.js';

/** Gives JSON answers their `Location` and `ETag`, and repeated keyed requests the answer they once had. */
@Injectable()
export class ApiInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly idempotency: Idempotency,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const has = (mark: symbol) => this.reflector.get<boolean | undefined>(mark, context.getHandler()) === true;
    if (has(SENDS_FILE) && !has(TAKES_HEAD)) refuseHead(request, reply);
    const locate = this.reflector.get<((body: never) => string) | undefined>(LOCATION, context.getHandler());
    const key = request.headers['idempotency-key'];
    const isUnkeyed = this.reflector.get<boolean | undefined>(UNKEYED, context.getHandler()) === true;
    const isKeyed = key !== undefined && request.method === 'POST' && !isUnkeyed;
    // Nor does anybody on the way keep what we do not.
    if (isUnkeyed) reply.header('cache-control', 'no-store');
    const toAnswer = (body: unknown): Answer => ({
      status: reply.statusCode,
      location: locate?.(body as never) ?? null,
      body,
    });
    if (!isKeyed) return next.handle().pipe(map((body) => answer(request, reply, toAnswer(body))));
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key))
      throw new DomainError('malformed', 'idempotency.malformed');
    const work = async () => toAnswer(await lastValueFrom(next.handle()));
    const limit = this.reflector.get<FileLimit | undefined>(TAKES_FILE, context.getHandler()) ?? 'maxUploadBytes';
    return from(this.once(request, key, this.configuration[limit], work)).pipe(
      map((given) => answer(request, reply.status(given.status), given)),
    );
  }

  /** The work runs inside the unit that keeps its answer. An upload arrives before: it is slow, and cannot arrive twice. */
  private async once(
    request: FastifyRequest,
    key: string,
    mostBytes: number,
    work: () => Promise<Answer>,
  ): Promise<Answer> {
    const { method, url } = request;
    const caller = request.actor?.accountId ?? 'public';
    if (!isMultipart(request)) {
      return this.idempotency.once(caller, key, { method, url, body: request.body ?? {} }, work);
    }
    const upload = await receiveForRuns(request, mostBytes);
    const body = { fields: upload.fields, name: upload.file?.name, sha256: upload.file?.stored.sha256 };
    try {
      return await this.idempotency.once(caller, key, { method, url, body }, work);
    } finally {
      await upload.discard();
    }
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
