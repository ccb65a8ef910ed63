import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allowed, type Denial, localDate } from '#libs/kernel';
import { runStatuses } from '#libs/training';
import {
  type BatchStatus,
  type BatchStep,
  batchLife,
  batchStatuses,
  dateFaults,
  mayApprove,
  mayPrepareFor,
  mayTake,
} from './batch.rules.js';

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

describe('the decision to issue certificates', () => {
  for (const status of runStatuses) {
    const isOver = ['completed', 'closed'].includes(status);
    it(`${isOver ? 'may' : 'may not'} be prepared for a run that is ${status}`, () =>
      assert.equal(mayPrepareFor({ status }) === allowed, isOver));
  }

  const latest = localDate('2026-05-20');
  const dates: [decisionDate: string, issuedOn: string, codes: string[]][] = [
    ['2026-03-20', '2026-03-20', []],
    ['2026-03-01', '2026-05-20', []],
    ['2026-03-26', '2026-03-25', ['certificate_batch.issued_before_decision']],
    ['2026-03-19', '2026-03-19', ['certificate_batch.issued_before_end']],
    ['2026-03-25', '2026-05-21', ['certificate_batch.issued_too_late']],
    ['2026-03-25', '2026-03-19', ['certificate_batch.issued_before_decision', 'certificate_batch.issued_before_end']],
  ];
  for (const [decided, issued, codes] of dates) {
    it(`decided on ${decided} and dated ${issued} for a run that ended on 20 March has ${codes.length} faults`, () => {
      const batch = { decisionDate: localDate(decided), issuedOn: localDate(issued) };
      const faults = dateFaults(batch, { endsOn: localDate('2026-03-20') }, latest);
      assert.deepEqual(
        faults.map(({ code }) => code),
        codes,
      );
    });
  }
});
