import { SetMetadata } from '@nestjs/common';

export const UNKEYED = Symbol('unkeyed');

/** A POST that takes no `Idempotency-Key`: its answer carries secrets or changes nothing. */
export const Unkeyed = () => SetMetadata(UNKEYED, true);
