import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { localDate } from '#libs/kernel';
import type { PerWhom } from '#libs/training';
import { type DeliveredVersion, furthest, isMet, progressOf, reminderStep } from './requirement.rules.js';

const version = (
  originalId: string,
  versionNumber: number,
  status: DeliveredVersion['status'],
  ...authorIds: string[]
): DeliveredVersion => ({ originalId, versionNumber, kind: 'model', status, authorIds });

const asked = (per: PerWhom, count = 1) => ({ kind: 'model' as const, count, per });
const people = ['a', 'b', 'c'];

describe('what a run requires', () => {
  it('counts an output once, by the version that has come furthest', () => {
    const versions = [
      version('1', 1, 'published', 'a'),
      version('1', 2, 'published', 'a', 'b'),
      version('1', 3, 'draft', 'a'),
      version('2', 1, 'withdrawn', 'c'),
      version('2', 2, 'submitted', 'c'),
    ];
    assert.deepEqual(
      furthest(versions).map(({ status, authorIds }) => `${status} ${authorIds}`),
      ['published a,b', 'submitted c'],
    );
  });

  it('of the run as a whole is met by so many published, whoever their authors are', () => {
    const published = [version('1', 1, 'published', 'a'), version('2', 1, 'accepted', 'a', 'b')];
    const progress = progressOf(asked('run', 2), published, people);
    assert.deepEqual(progress.outputs, { draft: 0, submitted: 0, accepted: 1, published: 1 });
    assert.deepEqual([progress.done, progress.needed, isMet(progress)], [1, 2, false]);
    assert.deepEqual(progress.lacking, [{ enrolmentId: 'c', submitted: 0, asked: 1 }]);
    assert.equal(isMet(progressOf(asked('run'), published, people)), true);
  });

  it('of each, alone or with others, is met when everybody is an author of as many', () => {
    const common = [version('1', 1, 'published', 'a', 'b'), version('2', 1, 'published', 'b', 'c')];
    assert.equal(isMet(progressOf(asked('group'), common, people)), true);
    const two = progressOf(asked('group', 2), common, people);
    assert.deepEqual([two.done, two.needed], [1, 3]);
    assert.deepEqual(
      two.lacking.map(({ enrolmentId, submitted }) => `${enrolmentId}${submitted}`),
      ['a1', 'c1'],
    );
  });

  it('of each alone is not met by what several made together', () => {
    const made = [
      version('1', 1, 'published', 'a', 'b'),
      version('2', 1, 'returned', 'b'),
      version('3', 1, 'submitted', 'c'),
    ];
    const progress = progressOf(asked('person'), made, people);
    assert.deepEqual(progress.outputs, { draft: 1, submitted: 1, accepted: 0, published: 0 });
    assert.deepEqual(
      progress.lacking.map(({ enrolmentId }) => enrolmentId),
      ['a', 'b'],
    );
    assert.equal(isMet(progress), false);
  });

  it('counts only its own kind, and those who have a seat', () => {
    const other = { ...version('1', 1, 'published', 'a'), kind: 'dataset' as const };
    assert.equal(progressOf(asked('run'), [other], people).done, 0);
    assert.equal(isMet(progressOf(asked('person'), [version('1', 1, 'published', 'a')], ['a'])), true);
    assert.equal(isMet(progressOf(asked('person'), [], [])), true);
  });
});

describe('a reminder', () => {
  const due = localDate('2026-04-20');
  for (const [today, step] of [
    ['2026-04-05', null],
    ['2026-04-06', '14'],
    ['2026-04-12', '14'],
    ['2026-04-13', '7'],
    ['2026-04-18', '7'],
    ['2026-04-19', '1'],
    ['2026-04-20', '1'],
    ['2026-04-21', 'late'],
    ['2026-05-04', 'late'],
    ['2026-05-05', null],
  ] as const)
    it(`on ${today} is ${step}`, () => assert.equal(reminderStep(due, localDate(today)), step));
});
