import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newId } from '#libs/kernel';
import { CheckInCodes } from './check-in-codes.js';

const codes = new CheckInCodes({ secretKey: 'a secret of at least thirty-two characters' });
const now = new Date('2026-03-09T01:00:10Z');

describe('a check-in code', () => {
  it('stands for its session and lasts as long again as it is shown', () => {
    const sessionId = newId();
    const { token, renewsAt, expiresAt } = codes.issue(sessionId, now);
    assert.equal(renewsAt.toISOString(), '2026-03-09T01:00:30.000Z');
    assert.equal(expiresAt.toISOString(), '2026-03-09T01:01:00.000Z');
    assert.deepEqual(codes.read(token), { sessionId, expiresAt });
  });

  it('is the same for everybody within its window, and another in the next', () => {
    const sessionId = newId();
    const at = (seconds: number) => codes.issue(sessionId, new Date(now.getTime() + seconds * 1000)).token;
    assert.equal(at(0), at(19));
    assert.notEqual(at(0), at(20));
  });

  it('is not genuine when anything of it was changed, spelt otherwise, or made under another secret', () => {
    const { token } = codes.issue(newId(), now);
    const bytes = Buffer.from(token, 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const forged = Buffer.from(bytes);
      forged[index]! ^= 1;
      assert.equal(codes.read(forged.toString('base64url')), null);
    }
    for (const other of ['', 'no-such-code', `${token}=`, token.slice(1), token.toLowerCase()])
      assert.equal(codes.read(other), null, other);
    assert.equal(new CheckInCodes({ secretKey: 'another secret of as many characters' }).read(token), null);
  });
});
