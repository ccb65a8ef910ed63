import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { localDate } from '#libs/kernel';
import type { Visit } from '../web/index.js';
import { waitingPage } from './home.view.js';
import type { WaitingItem } from './waiting.js';

const actor = { kind: 'account', name: '', roles: [], organisationId: null, organisationPath: null };
const visit = { t: (key: string) => key, path: '/', actor } as unknown as Visit;
const now = new Date('2026-03-05T02:00:00Z');

const shown = (more: Partial<WaitingItem>) => {
  const item: WaitingItem = { kind: 'file', textKey: 'x', args: {}, at: null, deadline: null, href: '/', ...more };
  return waitingPage(visit, [item], now).items[0];
};

describe('a thing that waits', () => {
  it('has an age only when it is known since when', () => {
    assert.deepEqual([shown({}).hasAge, shown({}).ageDays], [false, null]);
    const today = shown({ at: new Date('2026-03-05T01:00:00Z') });
    assert.deepEqual([today.hasAge, today.ageDays], [true, 0]);
    // Half past midnight in Vientiane is still the day before in Greenwich.
    assert.equal(shown({ at: new Date('2026-03-03T17:30:00Z') }).ageDays, 1);
  });

  it('is overdue from the day after its deadline', () => {
    assert.equal(shown({ deadline: localDate('2026-03-05') }).isOverdue, false);
    assert.equal(shown({ deadline: localDate('2026-03-04') }).isOverdue, true);
  });
});
