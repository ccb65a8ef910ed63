import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiResponse } from '@nestjs/swagger';

const bytes = { type: 'string', format: 'binary' } as const;

/** A route that answers the bytes of a file; for OpenAPI. */
export const SendsFile = (mediaType = 'application/octet-stream') =>
  applyDecorators(
    ApiProduces(mediaType),
    ApiResponse({ status: 200, description: 'OK', content: { [mediaType]: { schema: bytes } } }),
  );

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
