import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isAllowed, localDate } from '#libs/kernel';
import { mayChangeSession, mayRemoveSession, plannedUnits, timeFaults } from './session.rules.js';

const run = { startsOn: localDate('2026-03-02'), endsOn: localDate('2026-03-13') };

describe('the times of a session', () => {
  const cases: [string, string, string, string[]][] = [
    ['lie within the run', '2026-03-02T01:00:00Z', '2026-03-02T04:30:00Z', []],
    // 17:00 UTC is midnight of the next day in Viet Nam and Laos.
    ['begin on the first day by the clocks of both countries', '2026-03-01T17:00:00Z', '2026-03-01T19:00:00Z', []],
    ['are refused on the evening before', '2026-03-01T16:59:00Z', '2026-03-01T19:00:00Z', ['session.outside_run']],
    ['are refused past the last day', '2026-03-13T16:00:00Z', '2026-03-13T18:00:00Z', ['session.outside_run']],
    ['are refused backwards', '2026-03-03T04:00:00Z', '2026-03-03T01:00:00Z', ['session.ends_before_start']],
    ['may be a day and a night', '2026-03-03T01:00:00Z', '2026-03-04T01:00:00Z', []],
    ['are refused beyond them', '2026-03-03T01:00:00Z', '2026-03-04T01:00:00.001Z', ['session.too_long']],
    ['are refused without length', '2026-03-03T04:00:00Z', '2026-03-03T04:00:00Z', ['session.ends_before_start']],
  ];
  for (const [claim, startsAt, endsAt, codes] of cases)
    it(claim, () =>
      assert.deepEqual(
        timeFaults(run, { startsAt: new Date(startsAt), endsAt: new Date(endsAt) }).map(({ code }) => code),
        codes,
      ),
    );
});

describe('a session', () => {
  it('is taken away only before the call', () => {
    assert.ok(isAllowed(mayRemoveSession({ status: 'planned' })));
    for (const status of ['call_open', 'call_closed', 'running', 'completed', 'closed', 'cancelled'] as const)
      assert.deepEqual(mayRemoveSession({ status }), { denied: 'session.removal_after_call', args: {} });
  });

  it('changes until the run is over, unless it is cancelled', () => {
    assert.ok(isAllowed(mayChangeSession({ status: 'running' }, { status: 'planned' })));
    assert.deepEqual(mayChangeSession({ status: 'running' }, { status: 'cancelled' }), {
      denied: 'session.is_cancelled',
      args: {},
    });
    assert.deepEqual(mayChangeSession({ status: 'completed' }, { status: 'planned' }), {
      denied: 'run.is_over',
      args: {},
    });
  });

  it('counts in the planned units unless it is cancelled', () =>
    assert.equal(
      plannedUnits([
        { status: 'planned', units: 4 },
        { status: 'cancelled', units: 8 },
        { status: 'planned', units: 5 },
      ]),
      9,
    ));
});
