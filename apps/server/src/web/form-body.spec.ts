import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { DomainError } from '#libs/kernel';
import { FormBody, formToJson } from './form-body.js';

const schema = z.strictObject({
  title: z.strictObject({ lo: z.string(), vi: z.string() }),
  seats: z.number().nullable(),
  isOpen: z.boolean(),
  kinds: z.array(z.string()),
});

describe('a posted form', () => {
  it('becomes the JSON its schema takes', () => {
    const form = FormBody.parse('_csrf=x&title.lo=%E0%BA%81&title.vi=a&seats=12&isOpen=on&kinds=a&kinds=b&kinds=c');
    const made = { title: { lo: 'ກ', vi: 'a' }, seats: 12, isOpen: true, kinds: ['a', 'b', 'c'] };
    assert.deepEqual(formToJson(form, schema), made);
  });

  it('never reaches the prototype of anything', () => {
    const form = FormBody.parse('__proto__.isOpen=true&constructor.prototype.isOpen=true&title.__proto__.isOpen=true');
    formToJson(form, schema);
    assert.equal(({} as { isOpen?: unknown }).isOpen, undefined);
  });

  it('with more fields than any of ours is refused', () => {
    assert.throws(
      () => FormBody.parse('a&'.repeat(10_000)),
      (error: DomainError) => error instanceof DomainError && error.kind === 'too_large',
    );
  });
});
