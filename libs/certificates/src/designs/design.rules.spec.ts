import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allowed, denied } from '#libs/kernel';
import { mayActivate, mayPropose } from './design.rules.js';

describe('a version of a design', () => {
  it('is proposed by what it is first, and by what it leaves out then', () => {
    assert.deepEqual(mayPropose({ status: 'draft' }, []), allowed);
    assert.deepEqual(
      mayPropose({ status: 'draft' }, ['serial', 'course']),
      denied('certificate_design.left_out', { names: 'serial, course' }),
    );
    for (const status of ['proposed', 'active', 'retired'] as const)
      for (const leftOut of [[], ['serial']])
        assert.deepEqual(
          mayPropose({ status }, leftOut),
          denied('certificate_design.wrong_status', { step: 'propose', status }),
        );
  });

  it('is activated by nobody who wrote on it', () => {
    assert.deepEqual(mayActivate({ status: 'proposed' }, false), allowed);
    assert.deepEqual(mayActivate({ status: 'proposed' }, true), denied('certificate_design.activator_is_author'));
  });
});
