import { SetMetadata } from '@nestjs/common';

export const REFUSALS = Symbol('refusals');
export const CONDITIONAL = Symbol('conditional');

/** Statuses a route of the API may refuse with besides those that its method and its parameters tell. */
export const MayRefuse = (...statuses: (401 | 404 | 409 | 412)[]) => SetMetadata(REFUSALS, statuses);
