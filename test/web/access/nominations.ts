import { chr, coordinators, gone, type May, ok, own, type Row, ruled, type Sent, self, stale } from './columns.js';

const nominators = (status: number): May => ({ nom: status, dep: status, nom2: status });
/** Whoever reads nominations, of somebody of the industry ministry who was selected once. */
const readers: May = { ...own(ok), ...coordinators(ok), ...chr(ok), ...self(ok), aud: ok };
const organisation: May = { ...own(ruled), lao: ruled };
const known = (id: (name: string) => string): Sent => ({ body: { personId: id('khamla'), reason: 'ill' } });
const newcomer = {
  'person.fullName': 'Somebody',
  'person.sex': 'female',
  'person.birthDate': '1990-01-01',
  reason: 'ill',
};

/** One address for the API and one for the page; a nomination with a confirmed seat in a run that is over. */
const both = (noun: string, may: May, body: object = {}): Row[] => [
  ['POST', `/api/v1/nominations/:anong_in_held/${noun}`, may, { body }],
  ['POST', `/nominations/:anong_in_held/${noun}`, may, { body }],
];

const reading: Row[] = [
  ['GET', '/api/v1/nominations', { ...readers, dep: ok, nom2: ok, trn2: ok }],
  ['GET', '/nominations', { ...readers, dep: ok, nom2: ok, trn2: ok }],
  ['GET', '/api/v1/runs/:held/nominations', { ...readers, dep: ok, nom2: ok, trn2: ok }],
  ['GET', '/runs/:held/nominations', { ...readers, dep: ok, nom2: ok, trn2: ok }],
  ['GET', '/api/v1/nominations/:anong_in_held', readers],
  ['GET', '/api/v1/nominations/:anong_in_held/history', readers],
  ['GET', '/nominations/:anong_in_held', readers],
  ['GET', '/nominations/:anong_in_held/history', readers],
  // Submitted: Laos has it, Viet Nam not yet.
  ['GET', '/api/v1/nominations/:khamla_in_open', { ...readers, vn: gone, trn: gone }],
  ['GET', '/nominations/:khamla_in_open', { ...readers, vn: gone, trn: gone }],
  // A draft of the ministry.
  ['GET', '/api/v1/nominations/:deng_in_open', { ...readers, lao: gone, vn: gone, trn: gone }],
  ['GET', '/api/v1/nominations/:deng_in_open/history', { ...readers, lao: gone, vn: gone, trn: gone }],
  ['GET', '/nominations/:deng_in_open', { ...readers, lao: gone, vn: gone, trn: gone }],
  // Of a department: its ministry sees it, the other ministry does not.
  ['GET', '/api/v1/nominations/:phet_in_open', { ...readers, dep: ok, vn: gone, trn: gone }],
  // Seats in a run: the part in sight, which may be empty.
  ['GET', '/api/v1/runs/:held/enrolments', roster()],
  ['GET', '/runs/:held/enrolments', roster()],
];

const nominating: Row[] = [
  [
    'POST',
    '/api/v1/runs/:held/nominations',
    { ...nominators(ruled), lao: ruled },
    (id) => ({
      body: { personId: id('khamla') },
    }),
  ],
  ['GET', '/runs/:open/nominations/new', { ...nominators(ok), lao: ok }],
  [
    'POST',
    '/runs/:held/nominations/known',
    { ...nominators(ruled), lao: ruled },
    (id) => ({
      body: { personId: id('khamla') },
    }),
  ],
  ['POST', '/runs/:held/nominations/new', { ...nominators(ruled), lao: ruled }, { body: { ...newcomer, reason: [] } }],
  [
    'POST',
    '/runs/:held/nominations/new/reviewed',
    { ...nominators(ruled), lao: ruled },
    { body: { ...newcomer, reason: [] } },
  ],
  ['POST', '/runs/:held/nominations/submission', { ...nominators(ruled), lao: ruled }],
  ['PATCH', '/api/v1/nominations/:sone_in_open', { ...own(stale), lao: stale }, { body: { rank: 2 }, version: 999 }],
  [
    'POST',
    '/nominations/:sone_in_open/edit',
    { ...own(stale), lao: stale },
    {
      body: { rank: '2', letterNumber: '', note: '', version: '999' },
    },
  ],
  ...both('submission', organisation),
  ['POST', '/api/v1/nominations/:anong_in_held/placement', organisation, { body: { rank: 1 } }],
  ['POST', '/runs/:held/nominations/:anong_in_held/submission', organisation],
  ['POST', '/api/v1/nominations/:anong_in_held/substitution', organisation, known],
  ['GET', '/nominations/:anong_in_held/substitution', { ...own(ok), lao: ok }],
  ['POST', '/nominations/:anong_in_held/substitution', organisation, { body: newcomer }],
  ['POST', '/nominations/:anong_in_held/substitution/known', organisation, known],
  ['POST', '/nominations/:anong_in_held/substitution/reviewed', organisation, { body: newcomer }],
  ...both('withdrawal', { ...organisation, ...self(ruled) }, { reason: 'ill' }),
];

const choosing: Row[] = [
  ...both('selection', { lao: ruled }),
  ['POST', '/runs/:held/nominations/:anong_in_held/selection', { lao: ruled }],
  ['GET', '/api/v1/runs/:held/selection-board', { lao: ok }],
  ['GET', '/runs/:held/board', { lao: ok }],
  ['GET', '/runs/:held/board/decision', { lao: ok }],
  [
    'POST',
    '/runs/:held/board/decision',
    { lao: ruled },
    (id) => ({ body: { step: 'selection', nominationIds: id('anong_in_held') } }),
  ],
  [
    'POST',
    '/api/v1/runs/:held/selections',
    { lao: ruled },
    (id) => ({ body: { step: 'selection', nominationIds: [id('anong_in_held')] } }),
  ],
  ...both('reservation', { lao: ruled }),
  ...both('non-selection', { lao: ruled }, { reason: 'full' }),
  ...both('return', coordinators(ruled), { reason: 'no letter', until: '2026-04-01' }),
  ...both('eligibility-lift', { lao: ruled }, { rule: 'age', reason: 'the only specialist' }),
  ...both('confirmation', { vn: ruled }),
  ...both('substitution-unlock', { vn: ruled }, { reason: 'the visa was refused' }),
  ['POST', '/runs/:held/nominations/:anong_in_held/confirmation', { vn: ruled }],
  // Steps of somebody whose nomination is not in their sight yet.
  ['POST', '/api/v1/nominations/:deng_in_open/selection', { lao: gone }],
  ['POST', '/api/v1/nominations/:khamla_in_open/confirmation', { vn: gone }],
];

const papers = '/nominations/:anong_in_held/documents';
const cv = `${papers}/:document_of_anong`;
/** Documents are for those concerned alone: neither co-chairs nor auditors open them. */
const openers: May = { ...own(ok), ...coordinators(ok), ...self(ok) };
const nobodys: May = Object.fromEntries(Object.keys(openers).map((column) => [column, gone]));
const scan = { name: 'cv.pdf', type: 'application/pdf', content: '%PDF-1.4\n%%EOF\n' };

const dossiers: Row[] = [
  ['GET', `/api/v1${papers}`, openers],
  ['GET', papers, openers],
  ['GET', `/api/v1${cv}`, openers],
  ['GET', cv, openers],
  ['GET', `${cv}/preview`, openers],
  // Another person's document is not had through one's own nomination.
  ['GET', `/api/v1${papers}/:document_of_vilay`, nobodys],
  ['GET', `${papers}/:document_of_vilay`, nobodys],
  ['GET', `${papers}/:document_of_vilay/preview`, nobodys],
  // A draft's: neither coordinator sees it yet.
  ['GET', '/api/v1/nominations/:deng_in_open/documents', { ...own(ok), lao: gone, vn: gone, trn: gone, trn2: gone }],
  ['POST', `/api/v1${papers}`, organisation, { file: scan }],
  ['POST', papers, organisation, { file: scan }],
  ['DELETE', `/api/v1${cv}`, organisation],
  ['POST', `${cv}/removal`, organisation],
  ['GET', '/api/v1/dossiers', { vn: ok }],
  ['GET', '/dossiers', { vn: ok }],
  ['GET', '/dossiers/:anong_in_held', { vn: ok }],
  ['GET', '/dossiers/:khamla_in_open', { vn: gone }],
  ['POST', '/dossiers/:anong_in_held/confirmation', { vn: ruled }],
  ['POST', '/dossiers/:anong_in_held/return', { vn: ruled }, { body: { reasonCode: 'expired', until: '2026-04-01' } }],
];

export const nominationRows: Row[] = [...reading, ...nominating, ...choosing, ...dossiers];

function roster(): May {
  return { ...nominators(ok), ...coordinators(ok), ...chr(ok), ins: ok, ins2: ok, aud: ok };
}
