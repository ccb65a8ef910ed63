import { type ArgumentMetadata, Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import type { z } from 'zod';
import { check } from './validation.js';

/** Checks `@Body({ schema })` and `@Query({ schema })` with zod and names every refused field. */
@Injectable()
export class ValidationPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const { schema, type } = metadata as ArgumentMetadata & { schema?: z.ZodType };
    if (!schema || type === 'custom') return value;
    this.stripProtoKeys(value);
    return check(schema, value ?? {}) as T;
  }
}
