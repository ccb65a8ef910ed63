import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newId } from '#libs/kernel';
import { sessionProposal } from './session.fields.js';

describe('when a session is held', () => {
  for (const [startsAt, isTaken] of [
    ['1900-01-01T00:00:00Z', true],
    ['2199-12-31T23:59:59Z', true],
    ['0001-01-01T00:00:00Z', false],
    ['2569-03-09T01:00:00Z', false],
    ['9999-12-31T23:00:00Z', false],
  ] as const)
    it(`${startsAt} ${isTaken ? 'is' : 'is not'} in reach`, () => {
      const { error } = sessionProposal.safeParse({ runId: newId(), startsAt, endsAt: '2026-03-09T04:30:00Z' });
      const said = error?.issues.map(({ path, message }) => [...path, message]);
      assert.deepEqual(said, isTaken ? undefined : [['startsAt', 'field.year_out_of_reach']]);
    });
});
