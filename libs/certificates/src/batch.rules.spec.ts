import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allowed, type Denial } from '#libs/kernel';
import { type BatchStatus, type BatchStep, batchLife, batchStatuses, mayApprove, mayTake } from './batch.rules.js';

describe('the life of a certificate batch', () => {
  const listed: [BatchStep, BatchStatus][] = [
    ['approve', 'prepared'],
    ['issue', 'approved'],
    ['return', 'prepared'],
    ['cancel', 'prepared'],
    ['cancel', 'returned'],
    ['prepare_again', 'returned'],
  ];
  for (const step of Object.keys(batchLife) as BatchStep[]) {
    for (const status of batchStatuses) {
      const isListed = listed.some(([one, from]) => one === step && from === status);
      it(`${isListed ? 'allows' : 'refuses'} ${step} from ${status}`, () => {
        const decision = mayTake(step, { status });
        if (isListed) assert.equal(decision, allowed);
        else assert.equal((decision as Denial).denied, 'certificate_batch.wrong_status');
      });
    }
  }

  const batch = { status: 'prepared' as const, preparedBy: 'a', preparedByPerson: 'p' };
  const deniedCode = (approver: { accountId: string; personId: string | null }) => {
    const decision = mayApprove(batch, approver);
    return decision === allowed ? 'allowed' : decision.denied;
  };
  it('is approved by another person', () => assert.equal(deniedCode({ accountId: 'b', personId: 'q' }), 'allowed'));
  it('is never approved by the account that prepared it', () =>
    assert.equal(deniedCode({ accountId: 'a', personId: null }), 'certificate_batch.approver_is_preparer'));
  it('is never approved by the preparer under another account', () =>
    assert.equal(deniedCode({ accountId: 'b', personId: 'p' }), 'certificate_batch.approver_is_preparer'));
  it('does not take two accounts without a person for one', () => {
    const decision = mayApprove({ ...batch, preparedByPerson: null }, { accountId: 'b', personId: null });
    assert.equal(decision, allowed);
  });
});
