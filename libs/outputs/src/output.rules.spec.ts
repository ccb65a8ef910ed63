import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Decision } from '#libs/kernel';
import {
  mayAddFile,
  mayApprovePublication,
  mayBeginVersion,
  mayEdit,
  mayStep,
  mayWaive,
  openKinds,
  type Step,
  sideToSpeak,
  steps,
} from './output.rules.js';
import { type OutputStatus, outputStatuses } from './output.types.js';

const code = (decision: Decision) => (decision === 'allowed' ? decision : decision.denied);

const lives: Record<Step, OutputStatus[]> = {
  submit: ['draft', 'returned'],
  accept: ['submitted'],
  return: ['submitted'],
  sendBack: ['accepted'],
  publish: ['accepted'],
  withdraw: ['published'],
};

describe('an output', () => {
  for (const step of Object.keys(steps) as Step[]) {
    for (const status of outputStatuses) {
      const wanted = lives[step].includes(status) ? 'allowed' : `output.step.${step}`;
      it(`that is ${status}: ${step} is ${wanted}`, () => assert.equal(code(mayStep(step, status)), wanted));
    }
  }

  it('is edited as a draft or returned, and never after publication', () => {
    const editable = outputStatuses.filter((status) => mayEdit(status) === 'allowed');
    assert.deepEqual(editable, ['draft', 'returned']);
  });

  it('takes twenty files and no more', () => {
    assert.equal(code(mayAddFile({ status: 'draft', fileCount: 19 })), 'allowed');
    assert.equal(code(mayAddFile({ status: 'draft', fileCount: 20 })), 'output.too_many_files');
    assert.equal(code(mayAddFile({ status: 'published', fileCount: 1 })), 'output.not_editable');
  });

  it('has one newer version at most, begun when it is published or withdrawn', () => {
    assert.equal(code(mayBeginVersion('published', false)), 'allowed');
    assert.equal(code(mayBeginVersion('withdrawn', false)), 'allowed');
    assert.equal(code(mayBeginVersion('published', true)), 'output.has_newer_version');
    assert.equal(code(mayBeginVersion('accepted', false)), 'output.version_needs_published');
  });
});

describe('approval of publication', () => {
  const lao = { side: 'LA' as const, accountId: 'a' };
  const vietnamese = { side: 'VN' as const, accountId: 'b' };

  it('comes once from each side, by two people', () => {
    assert.equal(code(mayApprovePublication('accepted', [], lao)), 'allowed');
    assert.equal(code(mayApprovePublication('accepted', [lao], vietnamese)), 'allowed');
    assert.equal(code(mayApprovePublication('accepted', [lao], lao)), 'output.side_has_spoken');
    assert.equal(code(mayApprovePublication('accepted', [lao], { side: 'VN', accountId: 'a' })), 'output.other_person');
  });

  it('waits for the course side', () => {
    assert.equal(code(mayApprovePublication('submitted', [], lao)), 'output.step.publish');
  });

  it('of a person of both sides is for the one that has not spoken', () => {
    assert.equal(sideToSpeak(['LA', 'VN'], [lao]), 'VN');
    assert.equal(sideToSpeak(['LA'], [lao]), 'LA');
    assert.equal(sideToSpeak([], []), null);
  });
});

describe('a required kind of output', () => {
  const required = ['dataset', 'model', 'practical_report'];

  it('is open until it is published or waived by both sides', () => {
    const waivers = [
      { kind: 'model', side: 'LA' as const },
      { kind: 'practical_report', side: 'LA' as const },
      { kind: 'practical_report', side: 'VN' as const },
    ];
    assert.deepEqual(openKinds(required, ['dataset'], waivers), ['model']);
    assert.deepEqual(openKinds([], [], []), []);
  });

  it('is waived while the run can still be closed and nothing of it is published', () => {
    const run = { status: 'completed', requiredKinds: required, publishedKinds: ['dataset'] };
    assert.equal(code(mayWaive(run, 'model')), 'allowed');
    assert.equal(code(mayWaive(run, 'dataset')), 'output.kind_published');
    assert.equal(code(mayWaive({ ...run, requiredKinds: [] }, 'model')), 'output.kind_not_required');
    assert.equal(code(mayWaive({ ...run, status: 'closed' }, 'model')), 'output.run_not_open');
  });
});
