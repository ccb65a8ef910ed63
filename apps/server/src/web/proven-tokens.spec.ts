import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ProvenTokens } from './proven-tokens.js';

const inSeconds = (seconds: number) => ({
  sub: 'account',
  sid: 'sign-in',
  exp: Math.floor(Date.now() / 1000) + seconds,
});

describe('tokens that were checked before', () => {
  it('are known by the whole header, until they are too old', () => {
    const tokens = new ProvenTokens();
    const claims = inSeconds(60);
    tokens.keep('Bearer a.b.c', claims);
    tokens.keep('Bearer d.e.f', inSeconds(-1));
    assert.equal(tokens.find('Bearer a.b.c'), claims);
    assert.equal(tokens.find('Bearer a.b.d'), null);
    assert.equal(tokens.find('Bearer d.e.f'), null);
  });

  it('are forgotten when many others came after', () => {
    const tokens = new ProvenTokens();
    for (let number = 0; number <= 1000; number += 1) tokens.keep(`Bearer ${number}`, inSeconds(60));
    assert.equal(tokens.find('Bearer 0'), null);
    assert.ok(tokens.find('Bearer 1'));
    assert.ok(tokens.find('Bearer 1000'));
  });
});
