import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Decision, isAllowed } from '#libs/kernel';
import { mayAsk, mayDecide, mayWithdraw, type RequestStatus, requestStatuses } from './request.rules.js';

const request = (status: RequestStatus = 'open') => ({
  status,
  kind: 'revocation' as const,
  requestedBy: 'account 1',
  requestedByPerson: 'person 1',
});
const codeOf = (decision: Decision) => (isAllowed(decision) ? '' : decision.denied);

describe('a request about a certificate', () => {
  it('is made of one that holds', () => {
    assert.equal(codeOf(mayAsk({ status: 'valid' })), '');
    for (const status of ['intended', 'revoked', 'replaced'])
      assert.equal(codeOf(mayAsk({ status })), 'certificate_request.certificate_not_valid');
  });

  it('is decided by another person while it is open', () => {
    const other = { accountId: 'account 2', personId: 'person 2' };
    for (const status of requestStatuses)
      assert.equal(codeOf(mayDecide(request(status), other)), status === 'open' ? '' : 'certificate_request.not_open');
  });

  it('is never decided by whoever made it, under whichever account', () => {
    const refused = 'certificate_request.decider_is_requester';
    assert.equal(codeOf(mayDecide(request(), { accountId: 'account 1', personId: null })), refused);
    assert.equal(codeOf(mayDecide(request(), { accountId: 'account 2', personId: 'person 1' })), refused);
  });

  it('is withdrawn by whoever made it alone', () => {
    assert.equal(codeOf(mayWithdraw(request(), { accountId: 'account 1', personId: null })), '');
    assert.equal(
      codeOf(mayWithdraw(request(), { accountId: 'account 2', personId: null })),
      'certificate_request.not_requester',
    );
  });
});
