import { chr, coordinators, gone, ok, own, type Row, ruled, self, signedIn, stale, wrong } from './columns.js';

const nominators = (status: number) => ({ nom: status, dep: status, nom2: status });

/** To an address that is taken: who may not invite is refused before. */
const invited = (role: string, more: object = {}) => ({
  body: { email: 'over@office.example', name: 'Somebody', roles: [role], ...more },
});

const newcomer = { fullName: 'Somebody', sex: 'female', birthDate: '2030-01-01' };
const office = {
  code: 'transport-1',
  kind: 'ministry',
  country: 'LA',
  name: { lo: 'ກະຊວງ', vi: 'Bộ', en: 'Ministry' },
  validFrom: '2020-01-01',
};

const organisations: Row[] = [
  ['GET', '/api/v1/organisations', signedIn(ok)],
  ['GET', '/api/v1/organisations/:industry', signedIn(ok)],
  ['POST', '/api/v1/organisations', { adm: wrong }, (id) => ({ body: { ...office, parentId: id('nobody') } })],
  ['PATCH', '/api/v1/organisations/:industry', { adm: stale }, { body: { code: 'NEW' }, version: 999 }],
  [
    'POST',
    '/api/v1/organisations/:industry/succession',
    { adm: ruled },
    (id) => ({ body: { lastDay: '2026-12-31', successorId: id('industry') } }),
  ],
  ['GET', '/organisations', signedIn(ok)],
  ['GET', '/organisations/:industry', signedIn(ok)],
  ['GET', '/organisations/new', { adm: ok }],
  ['POST', '/organisations', { adm: wrong }, { body: { code: 'X' } }],
  ['GET', '/organisations/:industry/edit', { adm: ok }],
  ['POST', '/organisations/:industry/edit', { adm: stale }, { body: { code: 'NEW', version: '999' } }],
  [
    'POST',
    '/organisations/:industry/succession',
    { adm: ruled },
    (id) => ({ body: { lastDay: '2026-12-31', successorId: id('industry') } }),
  ],
];

const persons: Row[] = [
  ['GET', '/api/v1/people', { ...signedIn(ok), con: 403 }],
  ['GET', '/people', { ...signedIn(ok), con: 403 }],
  // Selected and enrolled.
  ['GET', '/api/v1/people/:anong', seen()],
  ['GET', '/people/:anong', seen()],
  // Drafted only: nobody has sent the name to Laos or Viet Nam yet.
  ['GET', '/api/v1/people/:deng', { ...seen(), vn: gone, ins: gone, trn: gone }],
  ['GET', '/people/:deng', { ...seen(), vn: gone, ins: gone, trn: gone }],
  ['GET', '/api/v1/people/:anong/identity-number', { ...own(ok), ...coordinators(ok), ...self(ok) }],
  ['POST', '/people/:anong/identity-number', { ...own(ok), ...coordinators(ok), ...self(ok) }],
  ['GET', '/api/v1/people/:deng/identity-number', { ...own(ok), lao: ok, vn: gone, trn: gone, trn2: gone }],
  [
    'POST',
    '/api/v1/people',
    { ...nominators(wrong), lao: wrong },
    (id) => ({
      body: { ...newcomer, organisationId: id('industry') },
    }),
  ],
  ['GET', '/people/new', { ...nominators(ok), lao: ok }],
  ['POST', '/people', { ...nominators(wrong), lao: wrong }, { body: newcomer }],
  [
    'PATCH',
    '/api/v1/people/:anong',
    { ...own(stale), lao: stale, ...self(stale) },
    { body: { phone: '' }, version: 999 },
  ],
  ['GET', '/people/:anong/edit', { ...own(ok), lao: ok, ...self(ok) }],
  [
    'POST',
    '/people/:anong/edit',
    { ...own(stale), lao: stale, ...self(stale) },
    { body: { phone: '', version: '999' } },
  ],
  // Who looks like whom: among those one sees; across all organisations, and what follows from it, for IICE alone.
  ['GET', '/api/v1/people/:anong/similar', { ...own(ok), lao: ok }],
  [
    'POST',
    '/api/v1/people/resemblances',
    { ...nominators(ok), lao: ok },
    { body: { fullName: 'Somebody', birthDate: '1990-01-01' } },
  ],
  ['POST', '/people/reviewed', { ...nominators(wrong), lao: wrong }, { body: newcomer }],
  ['GET', '/api/v1/people/duplicates', { lao: ok }],
  ['GET', '/people/duplicates', { lao: ok }],
  ['GET', '/api/v1/people/:anong/merges', { lao: ok }],
  ['GET', '/api/v1/people/:anong/merge-preview?duplicateId=:deng', { lao: ok }],
  ['GET', '/people/:anong/merge?duplicateId=:deng', { lao: ok }],
  ['POST', '/api/v1/people/:anong/merge', { lao: wrong }, (id) => ({ body: { duplicateId: id('anong') } })],
  ['POST', '/people/:anong/merge?duplicateId=:deng', { lao: wrong }, (id) => ({ body: { duplicateId: id('anong') } })],
  [
    'POST',
    '/api/v1/people/:anong/distinction',
    { lao: wrong },
    (id) => ({ body: { otherId: id('anong'), reason: 'two of them' } }),
  ],
  [
    'POST',
    '/people/:anong/distinction?duplicateId=:deng',
    { lao: wrong },
    (id) => ({ body: { otherId: id('anong'), reason: 'two of them' } }),
  ],
  // One's own: whoever edits persons and is none has nothing here.
  ['POST', '/me/contact', { ...nominators(gone), lao: gone, trn: stale, trn2: stale }, { body: { version: '999' } }],
];

const accounts: Row[] = [
  ['GET', '/api/v1/accounts', signedIn(ok)],
  ['GET', '/admin', signedIn(ok)],
  ['GET', '/api/v1/accounts/:account_of_nom', { ...others(), ...own(ok) }],
  ['GET', '/admin/accounts/:account_of_nom', { ...others(), ...own(ok) }],
  ['GET', '/api/v1/accounts/:account_of_trn', { ...others(), nom: gone, dep: gone, nom2: gone, trn: ok }],
  [
    'POST',
    '/api/v1/accounts',
    { lao: wrong, adm: wrong },
    (id) => invited('nominator', { organisationId: id('industry') }),
  ],
  ['POST', '/api/v1/accounts', { vn: wrong, adm: wrong }, (id) => invited('instructor', { personId: id('teacher') })],
  [
    'POST',
    '/api/v1/accounts',
    { ...coordinators(wrong), adm: wrong },
    (id) => invited('trainee', { personId: id('anong') }),
  ],
  // Nobody without a confirmed seat becomes a trainee.
  [
    'POST',
    '/api/v1/accounts',
    { ...coordinators(ruled), adm: ruled },
    (id) => invited('trainee', { personId: id('khamla') }),
  ],
  ['POST', '/api/v1/accounts', { ...coordinators(wrong), adm: wrong }, invited('consumer')],
  ...['lao_coordinator', 'vn_coordinator', 'lao_co_chair', 'vn_co_chair', 'auditor', 'admin'].map(
    (role): Row => ['POST', '/api/v1/accounts', { adm: wrong }, invited(role)],
  ),
  ['GET', '/admin/accounts/new', { ...coordinators(ok), adm: ok }],
  ['POST', '/admin/accounts', { ...coordinators(wrong), adm: wrong }, invited('consumer')],
  ['POST', '/admin/accounts', { adm: wrong }, invited('auditor')],
  ['PATCH', '/api/v1/accounts/:account_of_over', { adm: stale }, { body: { roles: ['auditor'] }, version: 999 }],
  ['POST', '/admin/accounts/:account_of_over/roles', { adm: stale }, { body: { roles: ['auditor'], version: '999' } }],
  ['POST', '/api/v1/accounts/:account_of_invited/invitation', { lao: ok, adm: ok }],
  ['POST', '/admin/accounts/:account_of_invited/invitation', { lao: ok, adm: ok }],
  ['POST', '/api/v1/accounts/:account_of_over/deactivation', { adm: ruled }],
  ['POST', '/admin/accounts/:account_of_over/deactivation', { adm: ruled }, { body: { reason: 'moved' } }],
  ['POST', '/api/v1/accounts/:account_of_over/sign-out', { adm: ok }],
  ['POST', '/admin/accounts/:account_of_over/sign-out', { adm: 303 }],
];

export const peopleRows: Row[] = [...organisations, ...persons, ...accounts];

/** Basic data of a person of the industry ministry with a seat in the held run. */
function seen() {
  return { ...own(ok), ...coordinators(ok), ...chr(ok), ins: ok, ins2: gone, ...self(ok), aud: ok, adm: ok };
}

function others() {
  return { ...signedIn(gone), ...coordinators(ok), ...chr(ok), aud: ok, adm: ok };
}
