import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainAddress } from './plain-address.js';

describe('a plain address', () => {
  const cases: [as: string, is: string][] = [
    ['/api/v1/runs?q=%61', '/api/v1/runs?q=%61'],
    ['/%61pi/v1/%72uns', '/api/v1/runs'],
    ['/sign%2Din', '/sign-in'],
    ['/%73ign%2din?next=%2F', '/sign-in?next=%2F'],
    ['/%2Ewell%2dknown/%7e%5F%5f', '/.well-known/~__'],
    ['/%30%39%41%5A%5a%61%7A', '/09AZZaz'],
    // A slash inside a part, a sign that is not of ours, letters of others: they mean something else unencoded.
    ['/api%2Fv1/%25%20%40%5B%60%7B%7F', '/api%2Fv1/%25%20%40%5B%60%7B%7F'],
    ['/runs/%E0%BA%81', '/runs/%E0%BA%81'],
    ['/%zz/%', '/%zz/%'],
    ['http://somewhere.example:81/api/v1/runs?a=b', '/api/v1/runs?a=b'],
    ['HTTPS://x', '/'],
    ['*', '*'],
  ];
  for (const [as, is] of cases) it(`of ${as} is ${is}`, () => assert.equal(plainAddress({ url: as }), is));
});
