import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type LocalDate, localDate } from '#libs/kernel';
import {
  asksReason,
  type Circumstances,
  findStep,
  isLive,
  keepsSeat,
  mayNominate,
  mayTake,
  mayTakeSeat,
  type NominationAction,
  type NominationStatus,
  nominationActions,
  nominationStatuses,
  type Party,
  type RunSeason,
  steps,
} from './nomination.rules.js';

const run = (status = 'call_open'): RunSeason => ({
  status,
  startsOn: localDate('2026-04-01'),
  nominationOpensOn: localDate('2026-02-01'),
  nominationClosesOn: localDate('2026-02-28'),
});
const inWindow = localDate('2026-02-15');
const dayBefore = localDate('2026-03-31');
const everyone: Party[] = ['organisation', 'lao', 'vn', 'person', 'rule'];

interface Given {
  parties?: Party[];
  runStatus?: string;
  today?: LocalDate;
  returnUntil?: LocalDate | null;
}

function take(action: NominationAction, status: NominationStatus, given: Given = {}): string {
  const circumstances: Circumstances = {
    run: run(given.runStatus),
    today: given.today ?? inWindow,
    parties: given.parties ?? everyone,
  };
  const found = findStep(action, { status, returnUntil: given.returnUntil ?? null }, circumstances);
  return 'denied' in found ? found.denied : `${found.step.to} by ${found.as}`;
}

/** What domain.md lists, and nothing else: action → from → [to, by whom, with a reason?]. */
const listed: Record<NominationAction, Partial<Record<NominationStatus, [NominationStatus, Party[], boolean]>>> = {
  edit: { draft: ['draft', ['organisation'], false], returned: ['returned', ['organisation'], false] },
  submit: { draft: ['submitted', ['organisation'], false], returned: ['submitted', ['organisation'], false] },
  select: {
    submitted: ['selected', ['lao'], false],
    reserve: ['selected', ['lao'], true],
    not_selected: ['selected', ['lao'], true],
  },
  reserve: {
    submitted: ['reserve', ['lao'], false],
    selected: ['reserve', ['lao'], true],
    not_selected: ['reserve', ['lao'], true],
  },
  not_select: {
    submitted: ['not_selected', ['lao'], false],
    selected: ['not_selected', ['lao'], true],
    reserve: ['not_selected', ['lao'], true],
  },
  return: { submitted: ['returned', ['lao'], true], selected: ['returned', ['lao', 'vn'], true] },
  confirm: { selected: ['confirmed', ['vn'], false] },
  withdraw: {
    draft: ['withdrawn', ['organisation', 'lao', 'person'], false],
    submitted: ['withdrawn', ['organisation', 'lao', 'person'], true],
    returned: ['withdrawn', ['organisation', 'lao', 'person'], true],
    selected: ['withdrawn', ['organisation', 'lao', 'person'], true],
    reserve: ['withdrawn', ['organisation', 'lao', 'person'], true],
    confirmed: ['withdrawn', ['organisation', 'lao', 'person'], true],
  },
  substitute: { confirmed: ['substituted', ['organisation'], true] },
  unlock_substitution: { confirmed: ['confirmed', ['vn'], true] },
  promote: { reserve: ['selected', ['rule'], false] },
};

describe('the life of a nomination', () => {
  for (const action of nominationActions) {
    for (const status of nominationStatuses) {
      const expected = listed[action][status];
      if (!expected) {
        it(`refuses ${action} of a ${status} nomination, naming the rule`, () => {
          assert.equal(take(action, status), `nomination.cannot_${action}`);
        });
        continue;
      }
      const [to, by, reason] = expected;
      for (const party of everyone) {
        const mayDo = by.includes(party);
        it(`${mayDo ? 'lets' : 'refuses'} ${party} ${action} a ${status} nomination`, () => {
          assert.equal(
            take(action, status, { parties: [party], today: action === 'unlock_substitution' ? dayBefore : inWindow }),
            mayDo ? `${to} by ${party}` : 'nomination.not_your_step',
          );
        });
      }
      it(`${reason ? 'asks' : 'does not ask'} why on ${action} of a ${status} nomination`, () => {
        assert.equal(asksReason(action, status), reason);
      });
    }
  }

  it('has one step per action and status', () => {
    const keys = steps.map(({ action, from }) => `${action} ${from}`);
    assert.equal(new Set(keys).size, keys.length);
  });

  it('is live until it is refused, replaced or withdrawn', () => {
    const over = nominationStatuses.filter((status) => !isLive(status));
    assert.deepEqual(over, ['not_selected', 'substituted', 'withdrawn']);
  });

  it('keeps a held seat on the straight way to confirmation only', () => {
    assert.deepEqual(nominationStatuses.filter(keepsSeat), ['submitted', 'selected', 'confirmed']);
  });

  it('is taken as the party named first', () => {
    assert.equal(take('withdraw', 'selected', { parties: ['lao', 'organisation'] }), 'withdrawn by lao');
    assert.equal(take('submit', 'draft', { parties: ['lao', 'organisation'] }), 'submitted by organisation');
  });
});

describe('the nomination window', () => {
  const on = (date: string, status = 'call_open') => mayNominate(run(status), localDate(date));

  it('lasts from its first day to its last while the call is open', () => {
    assert.equal(on('2026-02-01'), 'allowed');
    assert.equal(on('2026-02-28'), 'allowed');
  });
  it('names the day it opens and the day it closed', () => {
    assert.deepEqual(on('2026-01-31'), { denied: 'nomination.window_not_open', args: { opensOn: '2026-02-01' } });
    assert.deepEqual(on('2026-03-01'), { denied: 'nomination.window_closed', args: { closesOn: '2026-02-28' } });
  });
  for (const status of ['planned', 'call_closed', 'running', 'completed', 'closed', 'cancelled']) {
    it(`is shut in a run that is ${status}`, () => {
      assert.deepEqual(on('2026-02-15', status), { denied: 'nomination.call_not_open', args: { status } });
    });
  }
  it('holds for a draft but not for what was returned', () => {
    const late = { today: localDate('2026-03-05'), runStatus: 'call_closed', returnUntil: localDate('2026-03-05') };
    assert.equal(take('submit', 'draft', late), 'nomination.call_not_open');
    assert.equal(take('submit', 'returned', late), 'submitted by organisation');
  });
  it('gives what was returned until the named date and no longer', () => {
    const given = { today: localDate('2026-03-06'), runStatus: 'call_closed', returnUntil: localDate('2026-03-05') };
    assert.equal(take('submit', 'returned', given), 'nomination.return_expired');
    assert.equal(take('edit', 'returned', given), 'nomination.return_expired');
  });
});

describe('a run that is over', () => {
  const actions: [NominationAction, NominationStatus][] = [
    ['select', 'submitted'],
    ['reserve', 'submitted'],
    ['not_select', 'submitted'],
    ['return', 'selected'],
    ['confirm', 'selected'],
    ['withdraw', 'confirmed'],
    ['promote', 'reserve'],
    ['substitute', 'confirmed'],
  ];
  for (const [action, status] of actions) {
    for (const runStatus of ['completed', 'closed', 'cancelled']) {
      it(`refuses ${action} when ${runStatus}`, () => {
        assert.equal(take(action, status, { runStatus }), 'nomination.run_not_under_way');
      });
    }
  }
});

describe('substitution', () => {
  const circumstances = (today: string, status = 'call_closed'): Circumstances => ({
    run: run(status),
    today: localDate(today),
    parties: ['organisation'],
  });
  const confirmed = { status: 'confirmed' as const, returnUntil: null };

  it('is possible until a week before the run', () => {
    assert.equal(mayTake('substitute', confirmed, circumstances('2026-03-25')), 'allowed');
  });
  it('is late from then on, and in a run that has begun early', () => {
    const late = { denied: 'nomination.substitution_late', args: { until: '2026-03-25' } };
    assert.deepEqual(mayTake('substitute', confirmed, circumstances('2026-03-26')), late);
    assert.deepEqual(mayTake('substitute', confirmed, circumstances('2026-03-20', 'running')), late);
  });
  it('is possible late once it is unlocked, until the run is over', () => {
    const unlocked = (today: string, status?: string) => ({ ...circumstances(today, status), isUnlocked: true });
    assert.equal(mayTake('substitute', confirmed, unlocked('2026-03-26')), 'allowed');
    assert.equal(mayTake('substitute', confirmed, unlocked('2026-04-02', 'running')), 'allowed');
    assert.deepEqual(mayTake('substitute', confirmed, unlocked('2026-04-30', 'completed')), {
      denied: 'nomination.run_not_under_way',
      args: { status: 'completed' },
    });
  });
  it('is unlocked only once it is late, and once at a time', () => {
    const unlock = (today: string, isUnlocked = false) =>
      mayTake('unlock_substitution', confirmed, { ...circumstances(today), parties: ['vn'], isUnlocked });
    assert.deepEqual(unlock('2026-03-25'), {
      denied: 'nomination.substitution_in_time',
      args: { until: '2026-03-25' },
    });
    assert.equal(unlock('2026-03-26'), 'allowed');
    assert.deepEqual(unlock('2026-03-26', true), { denied: 'nomination.substitution_unlocked', args: {} });
  });
});

describe('a seat to confirm', () => {
  const seat = (more: object) =>
    mayTakeSeat({ holdsSeat: false, capacity: 2, seatsTaken: 1, quota: { seats: 2, taken: 1 }, ...more });

  it('is there while run and quota have one left', () => assert.equal(seat({}), 'allowed'));
  it('is there for whoever holds one already, however full the run', () =>
    assert.equal(seat({ holdsSeat: true, seatsTaken: 2, quota: null }), 'allowed'));
  it('is not there in a full run, under an exhausted quota or without one', () => {
    assert.deepEqual(seat({ seatsTaken: 2 }), { denied: 'nomination.run_full', args: { capacity: 2 } });
    assert.deepEqual(seat({ quota: { seats: 1, taken: 1 } }), {
      denied: 'nomination.quota_exhausted',
      args: { seats: 1 },
    });
    assert.deepEqual(seat({ quota: null }), { denied: 'nomination.no_quota', args: {} });
  });
});
