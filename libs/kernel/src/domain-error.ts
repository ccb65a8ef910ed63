/** Values that fill the placeholders of an error text. */
export type ErrorArgs = Readonly<Record<string, string | number | boolean | null>>;

/**
 * What kind of refusal it is. The outermost layer alone turns it into an HTTP status:
 * malformed 400, unauthenticated 401, forbidden 403, not_found 404, method_not_allowed 405, conflict 409, gone 410, stale 412,
 * too_large 413, unsupported 415, invalid 422, precondition_required 428, too_many 429, unavailable 503, unexpected 500.
 */
export type ErrorKind =
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'conflict'
  | 'gone'
  | 'stale'
  | 'too_large'
  | 'unsupported'
  | 'invalid'
  | 'precondition_required'
  | 'too_many'
  | 'unavailable'
  | 'unexpected';

/** One refused field: `pointer` is a JSON pointer into the input, `code` a key of `locales/<lang>/errors.json`. */
export interface FieldError {
  pointer: string;
  code: string;
  args?: ErrorArgs;
}

/** A refusal a person can act on. Carries a code and arguments, never a sentence: the text lives in `errors.json`. */
export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    readonly args: ErrorArgs = {},
    readonly fields: readonly FieldError[] = [],
  ) {
    super(code);
    this.name = 'DomainError';
  }
}

/** The object does not exist or is out of the caller's sight; which of the two is never told. */
export const notFound = (noun: string): DomainError => new DomainError('not_found', 'not_found', { noun });

/** A rule or a concurrent change forbids it. */
export const conflict = (code: string, args: ErrorArgs = {}): DomainError => new DomainError('conflict', code, args);

/** Somebody saved the same object in between. */
export const stale = (noun: string): DomainError => new DomainError('stale', 'stale', { noun });

/** One or more fields are wrong, found by a rule that a schema cannot express. */
export const invalid = (...fields: FieldError[]): DomainError => new DomainError('invalid', 'invalid', {}, fields);

export const forbidden = (code = 'forbidden', args: ErrorArgs = {}): DomainError =>
  new DomainError('forbidden', code, args);
