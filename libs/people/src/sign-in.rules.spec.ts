import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expiryOf, type SignInKind } from './sign-in.rules.js';

describe('a sign-in runs out', () => {
  const begun = '2026-03-02T02:00:00Z';
  for (const [kind, used, expected] of [
    ['browser', begun, '2026-03-02T14:00:00.000Z'],
    ['browser', '2026-03-05T02:00:00Z', '2026-03-05T14:00:00.000Z'],
    ['browser', '2026-03-09T01:00:00Z', '2026-03-09T02:00:00.000Z'],
    ['api', begun, '2026-04-01T02:00:00.000Z'],
    ['api', '2027-01-01T02:00:00Z', '2027-01-31T02:00:00.000Z'],
  ] as [SignInKind, string, string][])
    it(`of the ${kind} used at ${used}: ${expected}`, () =>
      assert.equal(expiryOf(kind, new Date(begun), new Date(used)).toISOString(), expected));
});
