import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Actor, publicActor, type Role, ruleActor } from '#libs/kernel';
import { isOnBehalf, partiesOf } from './nomination.policy.js';

const actor = (roles: Role[], more: Partial<Actor> = {}): Actor => ({
  ...publicActor('en'),
  kind: 'account',
  accountId: 'x',
  roles,
  ...more,
});
const nomination = { personId: 'p', organisationPath: '/m/d/' };

describe('as whom somebody acts on a nomination', () => {
  const cases: [string, Actor, string[]][] = [
    ['a nominator of the organisation', actor(['nominator'], { organisationPath: '/m/d/' }), ['organisation']],
    ['a nominator of an organisation above', actor(['nominator'], { organisationPath: '/m/' }), ['organisation']],
    ['a nominator of another organisation', actor(['nominator'], { organisationPath: '/n/' }), []],
    ['a nominator of an organisation below', actor(['nominator'], { organisationPath: '/m/d/x/' }), []],
    ['a nominator without an organisation', actor(['nominator']), []],
    ['IICE', actor(['lao_coordinator'], { organisationPath: '/i/' }), ['lao', 'organisation']],
    ['VIOIT', actor(['vn_coordinator'], { organisationPath: '/v/' }), ['vn']],
    ['the person', actor(['trainee'], { personId: 'p' }), ['person']],
    ['another trainee', actor(['trainee'], { personId: 'q' }), []],
    ['the rule', ruleActor, ['rule']],
    ['the public', publicActor('lo'), []],
    ['an auditor', actor(['auditor']), []],
  ];
  for (const [who, by, parties] of cases) {
    it(`${who}: ${parties.join(', ') || 'as nobody'}`, () => assert.deepEqual(partiesOf(by, nomination), parties));
  }

  it('is on behalf when IICE does what the organisation may', () => {
    assert.equal(isOnBehalf(actor(['lao_coordinator']), 'organisation', '/m/d/'), true);
    assert.equal(isOnBehalf(actor(['lao_coordinator']), 'lao', '/m/d/'), false);
    assert.equal(isOnBehalf(actor(['nominator'], { organisationPath: '/m/' }), 'organisation', '/m/d/'), false);
  });
});
