import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiResponse } from '@nestjs/swagger';

const bytes = { type: 'string', format: 'binary' } as const;

/** A route that answers the bytes of a file; for OpenAPI. */
export const SendsFile = (mediaType = 'application/octet-stream') =>
  applyDecorators(
    ApiProduces(mediaType),
    ApiResponse({ status: 200, description: 'OK', content: { [mediaType]: { schema: bytes } } }),
  );

/** A route that takes one file as `multipart/form-data` in the part `file`; for OpenAPI. */
export const TakesFile = () =>
  applyDecorators(
    ApiConsumes('multipart/form-data'),
    ApiBody({ schema: { type: 'object', properties: { file: bytes }, required: ['file'] } }),
  );
