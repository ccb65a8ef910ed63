import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { localDate, localDateOf } from '#libs/kernel';
import {
  endOfGathering,
  escalationStep,
  lateBefore,
  newsForNominators,
  newWorkFor,
  readersOf,
} from './notice.rules.js';

describe('news of nominations', () => {
  it('are gathered to the same instant by everybody', () => {
    const end = (at: string) => endOfGathering(new Date(at), 600_000).toISOString();
    assert.equal(end('2026-03-02T02:03:00Z'), '2026-03-02T02:10:00.000Z');
    assert.equal(end('2026-03-02T02:09:59.999Z'), '2026-03-02T02:10:00.000Z');
    assert.equal(end('2026-03-02T02:10:00Z'), '2026-03-02T02:20:00.000Z');
  });

  it('go to those they concern', () => {
    const step = (
      action: string,
      from: 'draft' | 'submitted' | 'selected' | null,
      to: 'submitted' | 'selected' | 'withdrawn',
    ) => ({
      action: `nomination.${action}`,
      from,
      to,
    });
    assert.equal(newsForNominators(step('selected', 'submitted', 'selected')), 'selected');
    assert.equal(newsForNominators(step('submitted', 'draft', 'submitted')), null);
    assert.equal(newsForNominators(step('withdrawn', 'draft', 'withdrawn')), null);
    assert.equal(newWorkFor(step('submitted', null, 'submitted')), 'lao_coordinator');
    assert.equal(newWorkFor(step('selected', 'submitted', 'selected')), 'vn_coordinator');
    assert.equal(newWorkFor(step('withdrawn', 'selected', 'withdrawn')), null);
  });

  it('are not for Viet Nam before it sees the nomination', () => {
    assert.equal(readersOf({ action: '', from: 'submitted', to: 'not_selected' }), 'lao');
    assert.equal(readersOf({ action: '', from: 'submitted', to: 'selected' }), 'lao');
    assert.equal(readersOf({ action: '', from: 'selected', to: 'returned' }), 'both');
    assert.equal(readersOf({ action: '', from: 'selected', to: 'confirmed' }), 'both');
  });
});

describe('what waits', () => {
  it('has waited too long after five days, and for the level above after ten', () => {
    const today = localDate('2026-03-20');
    const steps = ['2026-03-16', '2026-03-15', '2026-03-11', '2026-03-10'].map((day) =>
      escalationStep(localDate(day), today),
    );
    assert.deepEqual(steps, [0, 1, 1, 2]);
  });

  it('is late since before an instant that parts those days', () => {
    const today = localDate('2026-03-20');
    const before = lateBefore(today).getTime();
    assert.equal(escalationStep(localDateOf(new Date(before - 1)), today), 1);
    assert.equal(escalationStep(localDateOf(new Date(before)), today), 0);
  });
});
