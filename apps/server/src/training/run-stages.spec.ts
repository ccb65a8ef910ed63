import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RunStatus } from '#libs/training';
import { stageKeys, stateOf } from './run-stages.js';

describe('the stages of a run, by its state alone', () => {
  // d done, c current, - to do; in the order call, nominations, timetable, attendance, outputs, certificates, closing.
  const table: Record<RunStatus, string> = {
    planned: '--c----',
    call_open: 'ccc----',
    call_closed: 'dcc----',
    running: 'dddcc--',
    completed: 'ddddccc',
    closed: 'ddddddd',
    cancelled: '-------',
  };
  const letters = { done: 'd', current: 'c', todo: '-', blocked: 'b' };
  for (const [status, stages] of Object.entries(table))
    it(`${status}: ${stages}`, () =>
      assert.equal(stageKeys.map((key) => letters[stateOf(key, status as RunStatus)]).join(''), stages));
});
