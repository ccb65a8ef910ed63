import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '#libs/kernel';

const bytes = { type: 'string', format: 'binary' } as const;

/** Metadata of {@link SendsFile} and {@link TakesHead}. */
export const SENDS_FILE = Symbol('sends-file');
export const TAKES_HEAD = Symbol('takes-head');

/** A route of the API that answers the bytes of a file. */
export const SendsFile = (mediaType = 'application/octet-stream') =>
  applyDecorators(
    SetMetadata(SENDS_FILE, true),
    ApiProduces(mediaType),
    ApiResponse({ status: 200, description: 'OK', content: { [mediaType]: { schema: bytes } } }),
  );

/** A file that is there already and may be had by everybody: HEAD costs nothing and leaves no trace, so it is answered. */
export const TakesHead = () => SetMetadata(TAKES_HEAD, true);

/** The headers of other files are known only once they were drawn or opened, which is recorded: HEAD is 405. */
export function refuseHead(request: FastifyRequest, reply: FastifyReply): void {
  if (request.method !== 'HEAD') return;
  reply.header('allow', 'GET');
  throw new DomainError('method_not_allowed', 'only_get');
}

/** Metadata: the route reads `multipart/form-data`, and the setting that says how large its file may be. */
export const TAKES_FILE = Symbol('takes-file');
export type FileLimit = 'maxUploadBytes' | 'maxDatasetBytes';

/**
 * A route that takes one file as `multipart/form-data` in the part `file`. All others refuse such a body unread: the
 * token of a form is inside it, and only those who read it can check it.
 */
export const TakesFile = (limit: FileLimit = 'maxUploadBytes') =>
  applyDecorators(
    SetMetadata(TAKES_FILE, limit),
    ApiConsumes('multipart/form-data'),
    ApiBody({ schema: { type: 'object', properties: { file: bytes }, required: ['file'] } }),
  );
