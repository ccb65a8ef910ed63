import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { coveringQuota, seatsBeyondCapacity } from './quota.rules.js';

describe('the quota an organisation nominates under', () => {
  const ministry = { organisationId: 'ministry' };
  const department = { organisationId: 'department' };
  const cases: [string, { organisationId: string }[], string | undefined][] = [
    ['is its own', [ministry, department], 'department'],
    ['is else that of its nearest ancestor', [ministry], 'ministry'],
    ['is never that of an organisation beside it', [{ organisationId: 'other' }], undefined],
    ['is none where none is set', [], undefined],
  ];
  for (const [claim, quotas, expected] of cases)
    it(claim, () => assert.equal(coveringQuota(quotas, '/ministry/department/')?.organisationId, expected));
});

describe('the quotas of a run', () => {
  it('may add up to more than its capacity, and it is said by how many', () => {
    assert.equal(seatsBeyondCapacity([{ seats: 10 }, { seats: 8 }], 15), 3);
    assert.equal(seatsBeyondCapacity([{ seats: 10 }], 15), 0);
  });
});
