import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Actor, allowed, publicActor, type Role, roles } from '#libs/kernel';
import { maskedEmail, mayChangeRolesOf, mayHoldRoles, mayLoseAdmin } from './account.rules.js';
import { mayInviteAll } from './people.policy.js';
import { expiryOf } from './sign-in.rules.js';

const as = (...held: Role[]): Actor => ({ ...publicActor('en'), kind: 'account', accountId: 'me', roles: held });

describe('an invitation', () => {
  const inviters: [Role, Role[]][] = [
    ['nominator', ['lao_coordinator', 'admin']],
    ['instructor', ['vn_coordinator', 'admin']],
    ['trainee', ['lao_coordinator', 'vn_coordinator', 'admin']],
    ['consumer', ['lao_coordinator', 'vn_coordinator', 'admin']],
    ['lao_coordinator', ['admin']],
    ['vn_coordinator', ['admin']],
    ['lao_co_chair', ['admin']],
    ['vn_co_chair', ['admin']],
    ['auditor', ['admin']],
    ['admin', ['admin']],
  ];
  for (const [role, expected] of inviters)
    it(`to ${role} comes from ${expected.join(', ')} alone`, () => {
      assert.deepEqual(roles.filter((inviter) => mayInviteAll(as(inviter), [role])).sort(), [...expected].sort());
    });

  it('to two roles needs the right to both', () => {
    assert.equal(mayInviteAll(as('lao_coordinator'), ['nominator', 'instructor']), false);
    assert.equal(mayInviteAll(as('lao_coordinator', 'vn_coordinator'), ['nominator', 'instructor']), true);
  });
});

describe('an account', () => {
  it('of a nominator needs an organisation, of a trainee or instructor a person', () => {
    const nothing = { organisationId: null, personId: null };
    assert.notEqual(mayHoldRoles(['nominator'], nothing), allowed);
    assert.notEqual(mayHoldRoles(['trainee'], nothing), allowed);
    assert.notEqual(mayHoldRoles(['auditor', 'instructor'], nothing), allowed);
    assert.equal(mayHoldRoles(['auditor'], nothing), allowed);
    assert.equal(mayHoldRoles(['nominator', 'trainee'], { organisationId: 'o', personId: 'p' }), allowed);
  });

  it('has its roles set by others only', () => {
    assert.notEqual(mayChangeRolesOf('me', 'me'), allowed);
    assert.equal(mayChangeRolesOf('you', 'me'), allowed);
  });

  it('of the last admin stays', () => {
    assert.notEqual(mayLoseAdmin(true, 0), allowed);
    assert.equal(mayLoseAdmin(true, 1), allowed);
    assert.equal(mayLoseAdmin(false, 0), allowed);
  });

  it('shows the first letter of a masked address', () => assert.equal(maskedEmail('somchai@iice.la'), 's••••@iice.la'));
});

describe('a sign-in', () => {
  const begun = new Date('2026-03-01T00:00:00Z');
  const later = (hours: number) => new Date(begun.getTime() + hours * 3_600_000);

  it('in a browser lasts twelve hours unused', () => {
    assert.deepEqual(expiryOf('browser', begun, later(5)), later(17));
  });
  it('in a browser lasts seven days at most', () => {
    assert.deepEqual(expiryOf('browser', begun, later(167)), later(168));
  });
  it('of a programme lasts thirty days from its last refresh', () => {
    assert.deepEqual(expiryOf('api', begun, later(700)), later(700 + 720));
  });
});
