import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type CheckInFacts, checkedInAs, mayCheckIn } from './check-in.rules.js';

const morning: CheckInFacts = {
  runStatus: 'running',
  isCancelled: false,
  closedAt: null,
  startsAt: new Date('2026-03-09T01:00:00Z'),
  endsAt: new Date('2026-03-09T04:00:00Z'),
};

const saidAt = (time: string, more: Partial<CheckInFacts> = {}) => {
  const decision = mayCheckIn({ ...morning, ...more }, new Date(`2026-03-09T${time}Z`));
  return decision === 'allowed' ? decision : decision.denied;
};

describe('checking in', () => {
  it('is open from half an hour before the session to its end', () => {
    assert.equal(saidAt('00:29:59'), 'check_in.too_early');
    assert.equal(saidAt('00:30:00'), 'allowed');
    assert.equal(saidAt('03:59:59'), 'allowed');
    assert.equal(saidAt('04:00:00'), 'check_in.too_late');
  });

  it('names the hour at which it opens, as clocks there show it', () => {
    assert.deepEqual(mayCheckIn(morning, new Date('2026-03-08T20:00:00Z')), {
      denied: 'check_in.too_early',
      args: { day: '2026-03-09', time: '07:30' },
    });
  });

  it('is refused for what is true of the session', () => {
    assert.equal(saidAt('02:00:00', { isCancelled: true }), 'session.is_cancelled');
    assert.equal(saidAt('02:00:00', { closedAt: new Date('2026-03-09T01:30:00Z') }), 'attendance.roll_closed');
    assert.equal(saidAt('02:00:00', { runStatus: 'call_closed' }), 'attendance.run_not_running');
  });

  it('says late from a quarter of an hour after the beginning', () => {
    const as = (time: string) => checkedInAs(morning, new Date(`2026-03-09T${time}Z`));
    assert.deepEqual([as('00:40:00'), as('01:15:00'), as('01:15:01')], ['present', 'present', 'late']);
  });
});
