import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { KeyScope } from '#libs/outputs';

export const BY_KEY = Symbol('by-key');

/** The security scheme of OpenAPI. */
export const keyScheme = 'consumerKey';

/** A GET route that the key of a consumer opens when it has this scope. Every other route refuses keys. */
export const ByKey = (scope: KeyScope) => applyDecorators(SetMetadata(BY_KEY, scope), ApiBearerAuth(keyScheme));
