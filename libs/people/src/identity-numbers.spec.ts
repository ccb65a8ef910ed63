import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newId } from '#libs/kernel';
import { IdentityNumbers } from './identity-numbers.js';
import { SignInTokens } from './tokens.js';

const numbers = new IdentityNumbers({ identityKey: 'a key for tests that is long enough' });

describe('a sealed identity number', () => {
  const personId = newId();
  const sealed = numbers.seal('P0123456', personId);

  it('opens for its person', () => assert.equal(numbers.open(sealed, personId), 'P0123456'));
  it('does not open for another person', () => assert.throws(() => numbers.open(sealed, newId())));
  it('does not open when a byte was changed', () => {
    const broken = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`;
    assert.throws(() => numbers.open(broken, personId));
  });
  it('does not open with another key', () => {
    const others = new IdentityNumbers({ identityKey: 'another key for tests, long enough too' });
    assert.throws(() => others.open(sealed, personId));
    assert.notEqual(others.digest('P0123456'), numbers.digest('P0123456'));
  });
  it('never looks the same twice, while its digest does', () => {
    assert.notEqual(numbers.seal('P0123456', personId), sealed);
    assert.equal(numbers.digest('P0123456'), numbers.digest('P0123456'));
  });
  it('fits its column at the longest', () => assert.ok(numbers.seal('ກ'.repeat(40), personId).length <= 400));
});

describe('the token of a sign-in', () => {
  const tokens = new SignInTokens({ secretKey: 'a secret for tests that is long enough' });
  const signInId = newId();
  const token = tokens.issue(signInId);

  it('names its sign-in', () => assert.equal(tokens.signInOf(token), signInId));
  it('cannot be made up', () => {
    const bytes = Buffer.from(token, 'base64url');
    bytes[20] ^= 1;
    assert.equal(tokens.signInOf(bytes.toString('base64url')), null);
    assert.equal(tokens.signInOf(''), null);
    assert.equal(tokens.signInOf('x'.repeat(75)), null);
  });
});
