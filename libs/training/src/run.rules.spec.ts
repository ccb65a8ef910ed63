import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Decision, isAllowed, type LocalDate, localDate } from '#libs/kernel';
import {
  dateFaults,
  mayEditField,
  mayHaveCapacity,
  mayStep,
  type RunStatus,
  type RunStep,
  runLife,
  runStatuses,
  runSteps,
  takesNominations,
} from './run.rules.js';

const day = (text: string): LocalDate => localDate(text);

const run = (status: RunStatus) => ({
  status,
  nominationOpensOn: day('2026-02-01'),
  nominationClosesOn: day('2026-02-20'),
  startsOn: day('2026-03-02'),
  endsOn: day('2026-03-13'),
});

const codeOf = (decision: Decision): string => (isAllowed(decision) ? 'allowed' : decision.denied);

describe('the life of a run', () => {
  // Rows: where it stands. Columns: the state each step leads to, or the refusal.
  const table: Record<RunStatus, Record<RunStep, string>> = {
    planned: {
      open_call: 'call_open',
      close_call: 'run.call_not_open',
      start: 'run.call_not_closed',
      complete: 'run.not_running',
      close: 'run.not_completed',
      cancel: 'cancelled',
    },
    call_open: {
      open_call: 'run.not_planned',
      close_call: 'call_closed',
      start: 'run.call_not_closed',
      complete: 'run.not_running',
      close: 'run.not_completed',
      cancel: 'cancelled',
    },
    call_closed: {
      open_call: 'run.not_planned',
      close_call: 'run.call_not_open',
      start: 'running',
      complete: 'run.not_running',
      close: 'run.not_completed',
      cancel: 'cancelled',
    },
    running: {
      open_call: 'run.not_planned',
      close_call: 'run.call_not_open',
      start: 'run.call_not_closed',
      complete: 'completed',
      close: 'run.not_completed',
      cancel: 'cancelled',
    },
    completed: {
      open_call: 'run.not_planned',
      close_call: 'run.call_not_open',
      start: 'run.call_not_closed',
      complete: 'run.not_running',
      close: 'closed',
      cancel: 'run.past_cancelling',
    },
    closed: {
      open_call: 'run.not_planned',
      close_call: 'run.call_not_open',
      start: 'run.call_not_closed',
      complete: 'run.not_running',
      close: 'run.not_completed',
      cancel: 'run.past_cancelling',
    },
    cancelled: {
      open_call: 'run.not_planned',
      close_call: 'run.call_not_open',
      start: 'run.call_not_closed',
      complete: 'run.not_running',
      close: 'run.not_completed',
      cancel: 'run.past_cancelling',
    },
  };

  for (const status of runStatuses)
    for (const step of runSteps)
      it(`${status}, ${step}: ${table[status][step]}`, () => {
        // A day on which no date stands in the way of that step.
        const today = step === 'open_call' ? day('2026-02-01') : day('2026-03-13');
        const decision = mayStep(step, run(status), { today, plannedSessions: 1 });
        assert.equal(isAllowed(decision) ? runLife[step].to : decision.denied, table[status][step]);
      });
});

describe('a step of a run, by its date', () => {
  const cases: [RunStep, RunStatus, string, string][] = [
    ['open_call', 'planned', '2026-01-01', 'allowed'],
    ['open_call', 'planned', '2026-02-20', 'allowed'],
    ['open_call', 'planned', '2026-02-21', 'run.call_deadline_passed'],
    ['close_call', 'call_open', '2026-02-10', 'allowed'],
    ['close_call', 'call_open', '2026-03-01', 'allowed'],
    ['start', 'call_closed', '2026-03-01', 'run.starts_later'],
    ['start', 'call_closed', '2026-03-02', 'allowed'],
    ['complete', 'running', '2026-03-12', 'run.ends_later'],
    ['complete', 'running', '2026-03-13', 'allowed'],
  ];
  for (const [step, status, today, expected] of cases)
    it(`${step} on ${today}: ${expected}`, () =>
      assert.equal(codeOf(mayStep(step, run(status), { today: day(today), plannedSessions: 1 })), expected));

  it('does not start without a timetable', () =>
    assert.equal(
      codeOf(mayStep('start', run('call_closed'), { today: day('2026-03-02'), plannedSessions: 0 })),
      'run.no_sessions',
    ));
});

describe('nominations for a run', () => {
  const cases: [RunStatus, string, string][] = [
    ['planned', '2026-02-10', 'run.call_not_open'],
    ['call_open', '2026-01-31', 'run.window_not_yet_open'],
    ['call_open', '2026-02-01', 'allowed'],
    ['call_open', '2026-02-20', 'allowed'],
    ['call_open', '2026-02-21', 'run.window_closed'],
    ['call_closed', '2026-02-10', 'run.call_not_open'],
    ['cancelled', '2026-02-10', 'run.call_not_open'],
  ];
  for (const [status, today, expected] of cases)
    it(`${status} on ${today}: ${expected}`, () =>
      assert.equal(codeOf(takesNominations(run(status), day(today))), expected));
});

describe('editing a run', () => {
  const openUntil: [field: string, last: RunStatus | 'never fixed before the end'][] = [
    ['courseId', 'planned'],
    ['nominationClosesOn', 'call_open'],
    ['startsOn', 'call_closed'],
    ['requiredOutputs', 'call_closed'],
    ['attendanceThreshold', 'call_closed'],
    ['endsOn', 'running'],
    ['capacity', 'running'],
    ['place', 'running'],
  ];
  const order: RunStatus[] = ['planned', 'call_open', 'call_closed', 'running', 'completed', 'closed'];
  for (const [field, last] of openUntil)
    it(`${field} may change until ${last}`, () => {
      const open = order.filter((status) => isAllowed(mayEditField(status, field)));
      assert.deepEqual(open, order.slice(0, order.indexOf(last as RunStatus) + 1));
    });

  it('changes nothing once it is cancelled', () =>
    assert.equal(codeOf(mayEditField('cancelled', 'place')), 'run.is_over'));

  it('never takes a capacity below the seats taken', () => {
    assert.equal(codeOf(mayHaveCapacity(6, 7)), 'run.capacity_below_taken');
    assert.equal(codeOf(mayHaveCapacity(7, 7)), 'allowed');
  });
});

describe('the dates of a run', () => {
  const cases: [string, Partial<ReturnType<typeof run>>, string[]][] = [
    ['are sound', {}, []],
    [
      'may all be one day',
      { nominationOpensOn: day('2026-03-02'), nominationClosesOn: day('2026-03-02'), endsOn: day('2026-03-02') },
      [],
    ],
    ['do not end before they begin', { endsOn: day('2026-03-01') }, ['endsOn run.ends_before_start']],
    [
      'do not close before they open',
      { nominationOpensOn: day('2026-02-21') },
      ['nominationClosesOn run.window_reversed'],
    ],
    [
      'leave no nominating after the first day',
      { nominationClosesOn: day('2026-03-03') },
      ['nominationClosesOn run.window_after_start'],
    ],
  ];
  for (const [claim, change, faults] of cases)
    it(claim, () =>
      assert.deepEqual(
        dateFaults({ ...run('planned'), ...change }).map(({ field, code }) => `${field} ${code}`),
        faults,
      ),
    );
});
