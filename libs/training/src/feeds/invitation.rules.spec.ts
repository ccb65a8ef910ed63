import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type InvitationNews, type Known, newsOf, nextSequence, type Standing } from './invitation.rules.js';

const invited = (sessionSequence: number): Known => ({ status: 'invited', sessionSequence });
const cancelled = (sessionSequence: number): Known => ({ status: 'cancelled', sessionSequence });
const on = (sequence: number): Standing => ({ sequence, isOn: true });
const off = (sequence: number): Standing => ({ sequence, isOn: false });

describe('what somebody is told of a session', () => {
  const cases: [string, Standing | null, Known | null, InvitationNews | null][] = [
    ['that they are to be there', on(0), null, 'invited'],
    ['of one cancelled before anybody was told, nothing', off(1), null, null],
    ['what they know already, nothing', on(3), invited(3), null],
    ['a change, once', on(4), invited(3), 'changed'],
    ['that it is cancelled', off(4), invited(3), 'cancelled'],
    ['that once', off(4), cancelled(4), null],
    ['that they are to be there after all', on(4), cancelled(4), 'invited'],
    ['that it is theirs no more', null, invited(2), 'cancelled'],
    ['nothing of what was never theirs', null, null, null],
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
