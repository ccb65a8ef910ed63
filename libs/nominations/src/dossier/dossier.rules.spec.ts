import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type LocalDate, localDate } from '#libs/kernel';
import type { DocumentKind } from '#libs/training';
import {
  type HeldDocument,
  mayChangeDossier,
  mayConfirmDossier,
  missingKinds,
  monthsAfter,
  problemsOf,
} from './dossier.rules.js';

const run = { startsOn: localDate('2026-09-01'), endsOn: localDate('2026-09-20') };
const held = (kind: DocumentKind, more: Partial<HeldDocument> = {}): HeldDocument => ({
  kind,
  issuedOn: null,
  validUntil: null,
  width: null,
  height: null,
  ...more,
});
const codes = (...documents: HeldDocument[]) => problemsOf(documents, run).map(({ code }) => code);

describe('a date some months later', () => {
  for (const [date, months, there] of [
    ['2026-03-01', 6, '2026-09-01'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-08-31', -6, '2026-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
  ] as const) {
    it(`is ${there} for ${date} and ${months}`, () => assert.equal(monthsAfter(localDate(date), months), there));
  }
});

describe('a dossier', () => {
  it('lacks what the run requires and is not there, in that order', () => {
    assert.deepEqual(missingKinds(['passport', 'cv', 'photo'], [held('cv')]), ['passport', 'photo']);
    assert.deepEqual(missingKinds([], []), []);
  });

  it('is confirmed only when nothing is missing, and the refusal names the first', () => {
    assert.equal(mayConfirmDossier([]), 'allowed');
    assert.deepEqual(mayConfirmDossier(['cv', 'photo']), {
      denied: 'nomination.dossier_incomplete',
      args: { count: 2, first: 'cv', missing: 'cv, photo' },
    });
  });

  const dated = (kind: DocumentKind, name: 'issuedOn' | 'validUntil', date: string) =>
    held(kind, { [name]: localDate(date) as LocalDate });

  for (const [what, document, expected] of [
    ['a health paper six months old to the day', dated('health_paper', 'issuedOn', '2026-03-01'), []],
    ['a health paper a day older', dated('health_paper', 'issuedOn', '2026-02-28'), ['health_old']],
    ['an old photo', dated('photo', 'issuedOn', '2025-09-01'), ['photo_old']],
    ['a passport that ends before the run', dated('passport', 'validUntil', '2026-09-19'), ['passport_ends']],
    ['a passport that ends with the run', dated('passport', 'validUntil', '2026-09-20'), ['passport_ends_soon']],
    ['a passport good for six months more', dated('passport', 'validUntil', '2027-03-20'), []],
    ['a photo 4×6', held('photo', { width: 400, height: 600 }), []],
    ['a photo 3×4', held('photo', { width: 600, height: 800 }), ['photo_shape']],
    ['a lying photo', held('photo', { width: 600, height: 400 }), ['photo_shape']],
    ['a lying scan of something else', held('cv', { width: 600, height: 400 }), []],
  ] as [string, HeldDocument, string[]][]) {
    it(`with ${what} ${expected.length ? `has the problem ${expected}` : 'has no problem'}`, () =>
      assert.deepEqual(codes(document), expected));
  }

  const mayChange = (status: string, more: object = {}, around: object = {}) => {
    const decision = mayChangeDossier(
      { status, returnUntil: null, replacesId: null, ...more } as Parameters<typeof mayChangeDossier>[0],
      {
        run: { status: 'call_closed', ...run, nominationOpensOn: run.startsOn, nominationClosesOn: run.startsOn },
        today: localDate('2026-08-01'),
        parties: ['organisation'],
        ...around,
      } as Parameters<typeof mayChangeDossier>[1],
    );
    return decision === 'allowed' ? decision : decision.denied;
  };

  it('is open in a draft, in what came back until its day, and in a new replacement', () => {
    assert.equal(mayChange('draft'), 'allowed');
    assert.equal(mayChange('returned', { returnUntil: '2026-08-01' }), 'allowed');
    assert.equal(mayChange('returned', { returnUntil: '2026-07-31' }), 'nomination.return_expired');
    assert.equal(mayChange('submitted', { replacesId: 'x' }), 'allowed');
  });

  it('is shut otherwise', () => {
    for (const status of ['submitted', 'selected', 'reserve', 'not_selected', 'confirmed', 'withdrawn'])
      assert.equal(mayChange(status), 'dossier.not_open', status);
    assert.equal(mayChange('selected', { replacesId: 'x' }), 'dossier.not_open');
    assert.equal(mayChange('draft', {}, { parties: ['vn'] }), 'nomination.not_your_step');
    assert.equal(mayChange('draft', {}, { run: { ...run, status: 'completed' } }), 'nomination.run_not_under_way');
  });
});
