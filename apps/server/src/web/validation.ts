import type { z } from 'zod';
import { DomainError, type ErrorArgs, type FieldError } from '#libs/kernel';

type Issue = z.core.$ZodIssue;

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Codes of our own are written into schemas as messages: lower case, dotted. */
const isCode = (message: string): boolean => /^[a-z_]+(\.[a-z_]+)+$/.test(message);

function codeOf(issue: Issue): { code: string; args?: ErrorArgs } {
  if (isCode(issue.message)) return { code: issue.message, args: argsOf(issue) };
  switch (issue.code) {
    case 'invalid_type':
      return {
        code: issue.input === undefined ? 'field.required' : 'field.wrong_type',
        args: { expected: issue.expected },
      };
    case 'too_small':
      if (issue.origin === 'string') return { code: 'field.required' };
      return {
        code: issue.origin === 'array' ? 'field.too_few' : 'field.too_small',
        args: { minimum: Number(issue.minimum) },
      };
    case 'too_big':
      if (issue.origin === 'string') return { code: 'field.too_long', args: { maximum: Number(issue.maximum) } };
      return {
        code: issue.origin === 'array' ? 'field.too_many' : 'field.too_big',
        args: { maximum: Number(issue.maximum) },
      };
    case 'invalid_format':
      return { code: issue.format === 'email' ? 'field.not_an_email' : 'field.wrong_format' };
    case 'invalid_value':
      return { code: 'field.not_a_choice' };
    default:
      return { code: 'field.wrong' };
  }
}

function argsOf(issue: Issue): ErrorArgs {
  const { params, maximum, minimum } = issue as { params?: ErrorArgs; maximum?: number; minimum?: number };
  return { ...(maximum === undefined ? {} : { maximum }), ...(minimum === undefined ? {} : { minimum }), ...params };
}

function fieldErrors(issue: Issue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointerOf([...issue.path, key]), code: 'field.unknown' }));
  }
  if (issue.code === 'invalid_union') {
    const closest = issue.errors.toSorted((a, b) => a.length - b.length)[0];
    if (closest?.length)
      return closest.flatMap((inner) => fieldErrors({ ...inner, path: [...issue.path, ...inner.path] } as Issue));
  }
  return [{ pointer: pointerOf(issue.path), ...codeOf(issue) }];
}

/** Nobody mends more at once, and an answer is never much larger than what was sent. */
const mostNamed = 200;

/** The refusal for input that does not fit its schema: 422 with every field named, up to two hundred. */
const refusalOf = (issues: readonly Issue[]): DomainError =>
  new DomainError('invalid', 'invalid', {}, issues.flatMap(fieldErrors).slice(0, mostNamed));

/** Checks a value against a schema in the manner of the validation pipe. */
export function check<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value, { reportInput: true });
  if (!result.success) throw refusalOf(result.error.issues);
  return result.data;
}
