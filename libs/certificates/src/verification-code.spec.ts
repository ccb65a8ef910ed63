import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newVerificationCode, readVerificationCode } from './verification-code.js';

describe('a verification code', () => {
  it('is never the same twice', () => {
    const codes = new Set(Array.from({ length: 5000 }, newVerificationCode));
    assert.equal(codes.size, 5000);
  });
  it('is read however it is typed', () => {
    const code = newVerificationCode();
    for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' ')} `]) {
      assert.equal(readVerificationCode(typed), code);
    }
  });
  for (const typed of ['', 'ABC', `${newVerificationCode()}A`, newVerificationCode().replace(/^./, 'O'), "' OR 1=1"]) {
    it(`is not ${JSON.stringify(typed)}`, () => assert.equal(readVerificationCode(typed), null));
  }
});
