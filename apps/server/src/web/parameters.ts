import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Actor, DomainError, isId, type Language, notFound, publicActor } from '#libs/kernel';
import { CONDITIONAL } from './refusals.js';
import { type Upload as ReceivedUpload, receiveUpload } from './uploads.js';

const requestOf = (context: ExecutionContext): FastifyRequest => context.switchToHttp().getRequest<FastifyRequest>();

/** Who asks, with the rights of this very moment. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const request = requestOf(context);
  return request.actor ?? publicActor(request.language ?? 'en');
});

/** A path parameter that is an id; anything else is an object nobody has: 404. */
export const Id = createParamDecorator((name: string | undefined, context: ExecutionContext): string =>
  idParameter(requestOf(context), name),
);

export function idParameter(request: FastifyRequest, name = 'id'): string {
  const value = (request.params as Record<string, string>)[name] ?? '';
  if (!isId(value)) throw notFound('object');
  return value;
}

/** Says of the method that it reads `If-Match`. */
const asConditional: ParameterDecorator = (controller, method) => {
  const handler = (controller as Record<string | symbol, object>)[method!]!;
  Reflect.defineMetadata(CONDITIONAL, true, handler);
};

/** The version an edit starts from, out of `If-Match: "3"`. Missing: 428. */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): number => {
    const header = requestOf(context).headers['if-match'];
    if (!header) throw new DomainError('precondition_required', 'if_match_required');
    const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1];
    if (!version) throw new DomainError('malformed', 'if_match_malformed');
    return Number(version);
  },
  [asConditional],
);

/** The language the caller reads: of `Accept-Language`. */
export const AskedLanguage = createParamDecorator(
  (_: unknown, context: ExecutionContext): Language => requestOf(context).language ?? 'en',
);

export type Receive = (limit: number) => Promise<ReceivedUpload>;

/** Gives a function that streams the one file of a multipart request to disk. */
export const Upload = createParamDecorator((_: unknown, context: ExecutionContext): Receive => {
  const request = requestOf(context);
  return (limit) => request.receive?.(limit) ?? receiveUpload(request, limit);
});
