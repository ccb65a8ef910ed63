import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type InvitationNews, type Known, newsOf, nextSequence, type Standing } from './invitation.rules.js';

const noon = new Date('2026-03-02T05:00:00Z');
const before = new Date('2026-03-02T04:00:00Z');
const after = new Date('2026-03-02T06:00:00Z');

const seat = { id: 'b', since: noon };
const session = (id: string, sequence = 0, changedAt: Date | null = null) => ({ id, sequence, changedAt });
const invited = (sessionSequence: number): Known => ({ status: 'invited', sessionSequence });
const cancelled = (sessionSequence: number): Known => ({ status: 'cancelled', sessionSequence });
const on = (what: Standing['session'], of: Standing['seat'] = null): Standing => ({
  session: what,
  isOn: true,
  seat: of,
});
const off = (what: Standing['session'], of: Standing['seat'] = null): Standing => ({ ...on(what, of), isOn: false });

describe('what somebody is told of a session', () => {
  const cases: [string, Standing | null, Known | null, InvitationNews | null][] = [
    ['an instructor is invited', on(session('a')), null, 'invited'],
    ['of one cancelled before anybody was told, nothing', off(session('a', 1, after)), null, null],
    ['what they know already, nothing', on(session('a', 3)), invited(3), null],
    ['a change, once', on(session('a', 4)), invited(3), 'changed'],
    ['that it is cancelled', off(session('a', 4)), invited(3), 'cancelled'],
    ['that once', off(session('a', 4)), cancelled(4), null],
    ['that they are to be there after all', on(session('a', 4)), cancelled(4), 'invited'],
    ['that it is theirs no more', null, invited(2), 'cancelled'],
    ['nothing of what was never theirs', null, null, null],
    ['a trainee knows the timetable they were confirmed for', on(session('a', 2, before), seat), null, null],
    ['hears of a change since', on(session('a', 2, after), seat), null, 'changed'],
    ['of a session added since', on(session('c'), seat), null, 'invited'],
    ['of a cancellation since', off(session('a', 2, after), seat), null, 'cancelled'],
    ['not of one before', off(session('a', 2, before), seat), null, null],
    ['not of one that came and went', off(session('c', 1, after), seat), null, null],
  ];
  for (const [claim, standing, known, news] of cases) it(claim, () => assert.equal(newsOf(standing, known), news));
});

describe('the SEQUENCE of a mail', () => {
  it('is the session’s own, and rises above that of the mail before', () => {
    assert.deepEqual(
      [
        nextSequence(0, null),
        nextSequence(4, null),
        nextSequence(5, { sequence: 3 }),
        nextSequence(3, { sequence: 3 }),
      ],
      [0, 4, 5, 4],
    );
  });
});
