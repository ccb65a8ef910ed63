import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { conditionsOf, type Standing, unmetAmong } from './eligibility.rules.js';

const good: Standing = {
  attendedUnits: 24,
  plannedUnits: 30,
  attendanceThreshold: 80,
  requiredKinds: ['dataset', 'practical_report'],
  acceptedKinds: new Set(['dataset', 'practical_report', 'model']),
  hasAssessment: true,
  assessmentPassed: true,
};

const unmetOf = (changes: Partial<Standing>) => unmetAmong(conditionsOf({ ...good, ...changes }));
const codes = (changes: Partial<Standing>) => unmetOf(changes).map(({ code }) => code);

describe('eligibility for a certificate', () => {
  const cases: [claim: string, changes: Partial<Standing>, unmet: string[]][] = [
    ['holds exactly at the threshold', {}, []],
    ['fails one unit below it', { attendedUnits: 23 }, ['attendance']],
    ['counts over all planned units, not those held', { plannedUnits: 31 }, ['attendance']],
    ['needs a timetable', { plannedUnits: 0, attendedUnits: 0 }, ['no_sessions']],
    ['holds for a threshold of nothing', { attendanceThreshold: 0, attendedUnits: 0 }, []],
    ['is exact where 0.07 × 100 is not 7', { attendanceThreshold: 7, attendedUnits: 7, plannedUnits: 100 }, []],
    ['needs an accepted output of each required kind', { acceptedKinds: new Set(['dataset']) }, ['output_missing']],
    ['needs no output that is not required', { requiredKinds: [], acceptedKinds: new Set() }, []],
    ['needs the assessment recorded', { assessmentPassed: null }, ['assessment_missing']],
    ['needs the assessment passed', { assessmentPassed: false }, ['assessment_failed']],
    ['asks for no assessment where the run has none', { hasAssessment: false, assessmentPassed: null }, []],
    [
      'names every unmet condition at once',
      { attendedUnits: 0, acceptedKinds: new Set(), assessmentPassed: false },
      ['attendance', 'output_missing', 'output_missing', 'assessment_failed'],
    ],
  ];
  for (const [claim, changes, unmet] of cases) it(claim, () => assert.deepEqual(codes(changes), unmet));

  it('says how many units are missing', () => {
    const [unmet] = unmetOf({ attendedUnits: 20, plannedUnits: 31 });
    assert.deepEqual(unmet?.args, { attendedUnits: 20, plannedUnits: 31, threshold: 80, needed: 25 });
  });

  it('names what is met beside what is not', () => {
    assert.deepEqual(
      conditionsOf({ ...good, acceptedKinds: new Set(['dataset']) }).map(({ name, unmet }) => [name, unmet]),
      [
        ['attendance', null],
        ['output', null],
        ['output', 'output_missing'],
        ['assessment', null],
      ],
    );
  });
});
