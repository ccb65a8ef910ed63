import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Actor, publicActor, type Role } from '#libs/kernel';
import { levelsSeenBy, sidesOf } from './output.policy.js';

const as = (...roles: Role[]): Actor => ({ ...publicActor('en'), kind: 'account', accountId: 'a', roles });

describe('published outputs', () => {
  const all = ['public', 'partners', 'restricted'];
  const partner = ['public', 'partners'];
  const table: [Role, string[]][] = [
    ['nominator', partner],
    ['lao_coordinator', all],
    ['vn_coordinator', all],
    ['lao_co_chair', all],
    ['vn_co_chair', all],
    ['instructor', partner],
    ['trainee', partner],
    ['auditor', all],
    ['admin', ['public']],
    ['consumer', partner],
  ];
  for (const [role, levels] of table) {
    it(`are seen by ${role} up to ${levels.at(-1)}`, () => assert.deepEqual(levelsSeenBy(as(role)), levels));
  }

  it('are seen by anyone when they are public', () => assert.deepEqual(levelsSeenBy(publicActor('lo')), ['public']));

  it('are seen by the most generous of several roles', () => {
    assert.deepEqual(levelsSeenBy(as('admin', 'trainee')), partner);
  });
});

describe('a side', () => {
  it('is spoken for by its coordinator alone', () => {
    assert.deepEqual(sidesOf(as('lao_coordinator')), ['LA']);
    assert.deepEqual(sidesOf(as('vn_coordinator')), ['VN']);
    assert.deepEqual(sidesOf(as('lao_co_chair', 'instructor', 'admin')), []);
  });
});
