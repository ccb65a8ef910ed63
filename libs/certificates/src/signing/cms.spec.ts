import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { documentKey } from './cms.js';
import { selfSigned } from './self-signed.js';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const [from, to] = [new Date('2026-01-01'), new Date('2036-01-01')];
const short = selfSigned(privateKey, 'Short', from, to);
const long = selfSigned(privateKey, 'A name that makes its certificate a longer one', from, to);

describe('the certificates in a signature', () => {
  for (const [who, certificates] of Object.entries({ shorter: [short, long], longer: [long, short] }))
    it(`stand in the order that DER asks for when the signer’s is the ${who} one`, () => {
      for (const { bytes } of documentKey(privateKey, certificates).envelopes) {
        const places = [short, long].map((certificate) => Buffer.from(bytes).indexOf(certificate));
        assert.ok(places[0]! > 0 && places[0]! < places[1]!, places.join(' '));
      }
    });
});
