import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allowed, localDate } from '#libs/kernel';
import type { EligibilityRule } from '#libs/training';
import { checkEligibility, type EligibilityFacts, isGuarded, mayLift, mayPass } from './eligibility.rules.js';

const startsOn = localDate('2026-03-02');

const facts = (more: Partial<EligibilityFacts> = {}): EligibilityFacts => ({
  birthDate: localDate('1985-06-01'),
  serviceSince: localDate('2010-01-01'),
  traineeKind: 'official',
  languages: ['lo', 'vi'],
  sector: 'materials',
  attended: [],
  ...more,
});

const attended = (endedOn: string, isSameCourse = true) => ({
  runCode: 'KCN-01/1',
  endedOn: localDate(endedOn),
  isSameCourse,
});

const level = 'block' as const;
const age = (min?: number, max?: number): EligibilityRule => ({ kind: 'age', level, min, max });
const born = (date: string) => facts({ birthDate: localDate(date) });
const served = (date: string) => facts({ serviceSince: localDate(date) });
const years = (min: number): EligibilityRule => ({ kind: 'service_years', level, min });
const before = (scope: 'course' | 'programme', withinYears?: number): EligibilityRule => ({
  kind: 'attended_before',
  level,
  scope,
  withinYears,
});

describe('a rule of a call', () => {
  const table: [claim: string, rule: EligibilityRule, facts: EligibilityFacts, found: string | null][] = [
    ['is met by whoever turns the lowest age on the first day', age(22), born('2004-03-02'), null],
    ['is not met the day before that birthday', age(22), born('2004-03-03'), 'age_below'],
    ['is met by whoever turns too old the day after', age(undefined, 50), born('1975-03-03'), null],
    ['is not met by whoever turns too old on the first day', age(undefined, 50), born('1975-03-02'), 'age_above'],
    ['counts a birthday on 29 February on 1 March of a common year', age(22), born('2004-02-29'), null],
    ['does not take an unknown birth date for a fitting one', age(22), facts({ birthDate: null }), 'age_unknown'],
    ['names the edge that is passed', age(22, 50), born('1960-01-01'), 'age_above'],
    ['counts full years of service', years(2), served('2024-03-02'), null],
    ['is not met one day short of the years of service', years(2), served('2024-03-03'), 'service_short'],
    ['asks since when somebody serves', years(2), facts({ serviceSince: null }), 'service_unknown'],
    ['is not met by service that begins after the first day', years(1), served('2027-01-01'), 'service_short'],
    ['is met by a kind it lists', { kind: 'trainee_kind', level, kinds: ['official'] }, facts(), null],
    [
      'is not met by another kind',
      { kind: 'trainee_kind', level, kinds: ['civil_servant', 'public_employee'] },
      facts(),
      'trainee_kind_other',
    ],
    [
      'asks for the kind',
      { kind: 'trainee_kind', level, kinds: ['official'] },
      facts({ traineeKind: null }),
      'trainee_kind_unknown',
    ],
    ['is met by one of its languages', { kind: 'language', level, languages: ['en', 'vi'] }, facts(), null],
    ['is not met by none of them', { kind: 'language', level, languages: ['en', 'fr'] }, facts(), 'language_none'],
    [
      'asks which languages',
      { kind: 'language', level, languages: ['vi'] },
      facts({ languages: [] }),
      'language_unknown',
    ],
    ['is met by its sector', { kind: 'sector', level, sectors: ['dairy', 'materials'] }, facts(), null],
    ['is not met by another sector', { kind: 'sector', level, sectors: ['dairy'] }, facts(), 'sector_other'],
    ['asks for the sector', { kind: 'sector', level, sectors: ['dairy'] }, facts({ sector: null }), 'sector_unknown'],
    ['is met by whoever was nowhere', before('programme'), facts(), null],
    [
      'knows who was in the same course',
      before('course'),
      facts({ attended: [attended('2020-01-01')] }),
      'attended_course',
    ],
    [
      'lets another course of the programme pass where the course is meant',
      before('course'),
      facts({ attended: [attended('2025-01-01', false)] }),
      null,
    ],
    [
      'knows who was in the programme',
      before('programme'),
      facts({ attended: [attended('2025-01-01', false)] }),
      'attended_programme',
    ],
    [
      'still counts the day after so many years ago',
      before('course', 3),
      facts({ attended: [attended('2023-03-03')] }),
      'attended_course',
    ],
    [
      'does not count what ended so many years ago',
      before('course', 3),
      facts({ attended: [attended('2023-03-02')] }),
      null,
    ],
    [
      'counts a run that ends after this one begins',
      before('course', 1),
      facts({ attended: [attended('2026-05-01')] }),
      'attended_course',
    ],
  ];
  for (const [claim, rule, given, found] of table) {
    it(claim, () => {
      assert.deepEqual(
        checkEligibility([rule], given, startsOn).map(({ code }) => code),
        found === null ? [] : [found],
      );
    });
  }

  it('finds with the figures it found', () => {
    const rules: EligibilityRule[] = [
      age(22, 50),
      { kind: 'sector', level: 'warning', sectors: ['dairy', 'chemicals'] },
    ];
    assert.deepEqual(checkEligibility(rules, born('1970-03-02'), startsOn), [
      { kind: 'age', level: 'block', code: 'age_above', args: { age: 56, max: 50 }, lifted: false },
      {
        kind: 'sector',
        level: 'warning',
        code: 'sector_other',
        args: { is: 'materials', wanted: 'dairy,chemicals' },
        lifted: false,
      },
    ]);
  });
});

describe('a block', () => {
  const old = born('1960-01-01');

  it('keeps a nomination from being chosen, and names every rule', () => {
    const findings = checkEligibility([age(22, 50), years(40), { ...years(41), level: 'warning' }], old, startsOn);
    assert.deepEqual(mayPass(findings), {
      denied: 'nomination.blocked',
      args: { rule: 'age', rules: 'age,service_years' },
    });
  });

  it('is no hindrance once lifted, and a warning never was one', () => {
    const warning: EligibilityRule = { ...years(40), level: 'warning' };
    const findings = checkEligibility([age(22, 50), warning], old, startsOn, [
      { max: 50, level, min: 22, kind: 'age' },
    ]);
    assert.deepEqual(
      findings.map(({ lifted }) => lifted),
      [true, false],
    );
    assert.equal(mayPass(findings), allowed);
    assert.deepEqual(mayLift(findings, 'age'), { denied: 'nomination.no_block', args: { rule: 'age' } });
    assert.deepEqual(mayLift(findings, 'service_years'), {
      denied: 'nomination.no_block',
      args: { rule: 'service_years' },
    });
  });

  it('blocks again when the rule that was lifted has been made stricter', () => {
    const findings = checkEligibility([age(22, 45)], old, startsOn, [age(22, 50)]);
    assert.equal(mayLift(findings, 'age'), allowed);
  });

  it('guards the way to selected, reserve and confirmed, and no other', () => {
    const all = ['draft', 'submitted', 'returned', 'selected', 'reserve', 'not_selected', 'confirmed', 'substituted'];
    assert.deepEqual(
      all.filter((status) => isGuarded(status as Parameters<typeof isGuarded>[0])),
      ['selected', 'reserve', 'confirmed'],
    );
  });
});
