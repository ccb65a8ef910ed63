import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allowed, type Decision } from '#libs/kernel';
import { mayAssess } from './assessment.rules.js';
import { type CorrectionFacts, isChange, mayCorrect, mayDecide } from './correction.rules.js';

const code = (decision: Decision) => (decision === allowed ? allowed : decision.denied);

const facts: CorrectionFacts = { runStatus: 'running', isCancelled: false, isRollClosed: true, hasOpenRequest: false };

describe('a mark', () => {
  const cases: [what: string, changed: Partial<CorrectionFacts>, outcome: string][] = [
    ['of a closed roll', {}, allowed],
    ['of a completed run', { runStatus: 'completed' }, allowed],
    ['of an open roll', { isRollClosed: false }, 'attendance.roll_still_open'],
    ['of a cancelled session', { isCancelled: true }, 'session.is_cancelled'],
    ['of a closed run', { runStatus: 'closed' }, 'run.is_over'],
    ['of a cancelled run', { runStatus: 'cancelled' }, 'run.is_over'],
    ['with a request nobody has decided', { hasOpenRequest: true }, 'attendance.correction_pending'],
  ];
  for (const [what, changed, outcome] of cases)
    it(`${what}: correcting it is ${outcome}`, () => assert.equal(code(mayCorrect({ ...facts, ...changed })), outcome));

  it('is not corrected to what it says already', () => {
    assert.equal(code(isChange('late', 'late')), 'attendance.correction_same');
    assert.equal(code(isChange('absent', 'late')), allowed);
  });
});

describe('a request for a correction', () => {
  it('is decided once', () => {
    assert.equal(code(mayDecide('requested', 'running')), allowed);
    assert.equal(code(mayDecide('approved', 'running')), 'attendance.correction_decided');
    assert.equal(code(mayDecide('refused', 'running')), 'attendance.correction_decided');
  });
  it('is decided before the run is closed', () => {
    assert.equal(code(mayDecide('requested', 'completed')), allowed);
    assert.equal(code(mayDecide('requested', 'closed')), 'run.is_over');
  });
});

describe('an assessment', () => {
  it('is recorded while the run is held and after, where it has one', () => {
    assert.equal(code(mayAssess({ status: 'running', hasAssessment: true })), allowed);
    assert.equal(code(mayAssess({ status: 'completed', hasAssessment: true })), allowed);
    assert.equal(code(mayAssess({ status: 'running', hasAssessment: false })), 'assessment.run_has_none');
    assert.equal(code(mayAssess({ status: 'call_open', hasAssessment: true })), 'assessment.run_not_open');
    assert.equal(code(mayAssess({ status: 'closed', hasAssessment: true })), 'assessment.run_not_open');
  });
});
