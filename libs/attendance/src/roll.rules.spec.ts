import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allowed, type Decision } from '#libs/kernel';
import { isAgreed, isAsShown, markedWhen, mayClose, mayMark, type RollFacts } from './roll.rules.js';

const at = (time: string) => new Date(`2026-03-02T${time}:00Z`);

const roll: RollFacts = { runStatus: 'running', isCancelled: false, startsAt: at('01:00'), closedAt: null };

const code = (decision: Decision) => (decision === allowed ? allowed : decision.denied);

describe('a roll that begins at 01:00', () => {
  const cases: [what: string, facts: Partial<RollFacts>, now: string, mark: string, close: string][] = [
    ['two hours before', {}, '23:00', 'attendance.roll_not_yet_open', 'attendance.session_not_begun'],
    ['half an hour before', {}, '00:30', allowed, 'attendance.session_not_begun'],
    ['at its beginning', {}, '01:00', allowed, allowed],
    ['a day later', {}, '23:59', allowed, allowed],
    ['closed', { closedAt: at('02:00') }, '03:00', 'attendance.roll_closed', 'attendance.roll_closed'],
    ['of a cancelled session', { isCancelled: true }, '02:00', 'session.is_cancelled', 'session.is_cancelled'],
    [
      'of a run not yet started',
      { runStatus: 'call_closed' },
      '02:00',
      'attendance.run_not_running',
      'attendance.run_not_running',
    ],
    [
      'of a completed run',
      { runStatus: 'completed' },
      '02:00',
      'attendance.run_not_running',
      'attendance.run_not_running',
    ],
  ];
  for (const [what, facts, time, mark, close] of cases)
    it(`${what}: marking ${mark}, closing ${close}`, () => {
      const now = what === 'two hours before' ? new Date('2026-03-01T23:00:00Z') : at(time);
      assert.equal(code(mayMark({ ...roll, ...facts }, now)), mark);
      assert.equal(code(mayClose({ ...roll, ...facts }, now)), close);
    });
});

describe('the time of a mark', () => {
  const now = at('02:00');
  it('is what the device says when that has passed, however long ago', () => {
    assert.deepEqual(markedWhen(at('00:10'), now), at('00:10'));
  });
  it('is now for a clock up to a quarter of an hour ahead', () => {
    assert.deepEqual(markedWhen(at('02:15'), now), now);
  });
  it('is refused further ahead: local time sent as UTC is seven hours ahead', () => {
    assert.equal(markedWhen(at('02:16'), now), null);
    assert.equal(markedWhen(at('09:00'), now), null);
  });
});

describe('closing a roll', () => {
  const cases: [unmarked: number, shown: number | undefined, outcome: string][] = [
    [3, 3, allowed],
    [2, 3, allowed],
    [4, 3, 'attendance.more_unmarked'],
    [4, undefined, allowed],
  ];
  for (const [unmarked, shown, outcome] of cases)
    it(`with ${unmarked} unmarked where ${shown ?? 'nothing'} was shown: ${outcome}`, () => {
      assert.equal(code(isAsShown(unmarked, shown)), outcome);
    });
});

describe('a roll of which witnesses disagree', () => {
  it('is not closed before somebody has resolved it', () => {
    assert.equal(code(isAgreed(0)), allowed);
    assert.deepEqual(isAgreed(2), { denied: 'attendance.conflicts_open', args: { count: 2 } });
  });
});
