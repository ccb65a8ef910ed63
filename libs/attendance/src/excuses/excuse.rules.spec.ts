import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Decision } from '#libs/kernel';
import { type AbsenceFacts, type BringingFacts, mayApprove, mayAsk, mayBring, mayRefuse } from './excuse.rules.js';

const absence: AbsenceFacts & { hasOpen: boolean; hasSeat: boolean; isRollClosed: boolean } = {
  runStatus: 'running',
  isCancelled: false,
  markStatus: null,
  hasOpen: false,
  hasSeat: true,
  isRollClosed: false,
};
const codeOf = (decision: Decision) => (decision === 'allowed' ? decision : decision.denied);

describe('an excuse', () => {
  const asking: [more: Partial<typeof absence>, expected: string][] = [
    [{}, 'allowed'],
    [{ markStatus: 'absent' }, 'allowed'],
    [{ runStatus: 'call_closed' }, 'allowed'],
    [{ runStatus: 'completed', markStatus: 'absent' }, 'allowed'],
    [{ runStatus: 'closed' }, 'run.is_over'],
    [{ runStatus: 'cancelled' }, 'run.is_over'],
    [{ isCancelled: true }, 'session.is_cancelled'],
    [{ markStatus: 'present' }, 'excuse.was_there'],
    [{ markStatus: 'late' }, 'excuse.was_there'],
    [{ markStatus: 'excused' }, 'excuse.already_excused'],
    [{ hasOpen: true }, 'excuse.pending'],
  ];
  for (const [more, expected] of asking)
    it(`is asked for with ${JSON.stringify(more)}: ${expected}`, () =>
      assert.equal(codeOf(mayAsk({ ...absence, ...more })), expected));

  const theirs = { status: 'asked', hasDocument: true, isTheirs: true, mayOpen: true } as const;
  const bringing: [more: Partial<BringingFacts>, expected: string][] = [
    [{}, 'allowed'],
    [{ hasDocument: false, isTheirs: false, mayOpen: false }, 'allowed'],
    [{ isTheirs: false }, 'forbidden'],
    [{ mayOpen: false }, 'forbidden'],
    [{ status: 'approved' }, 'excuse.decided'],
    [{ status: 'refused', hasDocument: false }, 'excuse.decided'],
  ];
  for (const [more, expected] of bringing)
    it(`is given a document with ${JSON.stringify(more)}: ${expected}`, () =>
      assert.equal(codeOf(mayBring({ ...theirs, ...more })), expected));

  it('is decided once', () => {
    for (const status of ['approved', 'refused'] as const) {
      assert.equal(codeOf(mayApprove(status, absence)), 'excuse.decided');
      assert.equal(codeOf(mayRefuse(status)), 'excuse.decided');
    }
  });

  it('is not approved for somebody who came, but may be refused', () => {
    assert.equal(codeOf(mayApprove('asked', { ...absence, markStatus: 'late' })), 'excuse.was_there');
    assert.equal(codeOf(mayApprove('asked', { ...absence, markStatus: 'excused' })), 'allowed');
    assert.equal(codeOf(mayRefuse('asked')), 'allowed');
  });

  it('is approved for somebody who gave up the seat only where it corrects a closed roll', () => {
    assert.equal(codeOf(mayApprove('asked', { ...absence, hasSeat: false })), 'excuse.seat_given_up');
    assert.equal(codeOf(mayApprove('asked', { ...absence, hasSeat: false, isRollClosed: true })), 'allowed');
  });
});
