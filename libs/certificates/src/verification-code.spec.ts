import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newVerificationCode, readVerificationCode } from './verification-code.js';

describe('a verification code', () => {
  it('is never the same twice', () => {
    const codes = new Set(Array.from({ length: 5000 }, newVerificationCode));
    assert.equal(codes.size, 5000);
  });
  it('holds at least 128 bits, every letter of its alphabet at every place', () => {
    const codes = Array.from({ length: 5000 }, () => newVerificationCode().replaceAll('-', ''));
    const bits = [...codes[0]!].map((_, place) => Math.log2(new Set(codes.map((code) => code[place])).size));
    assert.ok(bits.reduce((sum, one) => sum + one) >= 128);
  });
  it('is read however it is typed', () => {
    const code = newVerificationCode();
    for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' ')} `]) {
      assert.equal(readVerificationCode(typed), code);
    }
  });
  it('is read as the first certificates carry it, one group shorter', () => {
    const former = newVerificationCode().slice(0, -6);
    assert.equal(readVerificationCode(former.replaceAll('-', '')), former);
  });
  for (const typed of ['', 'ABC', `${newVerificationCode()}A`, newVerificationCode().replace(/^./, 'O'), "' OR 1=1"]) {
    it(`is not ${JSON.stringify(typed)}`, () => assert.equal(readVerificationCode(typed), null));
  }
});
