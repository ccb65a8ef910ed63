import { fullMarks, fullMarksForm } from '../../support/outputs.js';
import {
  assigned,
  chr,
  coordinators,
  denied,
  everyone,
  gone,
  type May,
  moved,
  ok,
  type Row,
  ruled,
  self,
  stale,
  wrong,
} from './columns.js';

/** Whoever reads unpublished outputs, of one of the industry ministry's trainee. */
const readers: May = { ...coordinators(ok), ...chr(ok), ...assigned(ok), ...self(ok), aud: ok };
/** Whoever reads them comments on them, but for the auditor; what is published, nobody. */
const commenters: May = { ...coordinators(ruled), ...chr(ruled), ...assigned(ruled), ...self(ruled) };
const authors = (status: number): May => ({ ...assigned(status), ...self(status) });
const reviewers = (status: number): May => ({ vn: status, ...assigned(status) });

const file = { name: 'more.csv', type: 'text/csv', content: 'a,b\n1,2\n' };
const outline = {
  kind: 'dataset',
  'title.lo': 'ລາວ',
  'title.vi': 'Việt',
  sector: 'cross_sector',
  accessLevel: 'public',
  licence: 'cc0',
};

/** One address for the API and one for the page. */
const both = (name: string, noun: string, may: May, body: object = {}): Row[] => [
  ['POST', `/api/v1/outputs/:${name}/${noun}`, may, { body }],
  ['POST', `/outputs/:${name}/${noun}`, may, { body }],
];

const working: Row[] = [
  ['GET', '/api/v1/outputs', { ...readers, ins2: ok, trn2: ok }],
  ['GET', '/outputs', { ...readers, ins2: ok, trn2: ok }],
  ['GET', '/api/v1/runs/:held/outputs', { ...readers, ins2: ok, trn2: ok }],
  ['GET', '/runs/:held/outputs', { ...readers, ins2: ok, trn2: ok }],
  ['GET', '/api/v1/outputs/:drafted', readers],
  ['GET', '/outputs/:drafted', readers],
  ['GET', '/api/v1/outputs/:drafted/files/:file_of_drafted', readers],
  ['GET', '/outputs/:drafted/files/:file_of_drafted', readers],
  // Another output's file is not had through one's own.
  ['GET', '/api/v1/outputs/:drafted/files/:file_of_drafted2', { ...allOf(readers, gone) }],
  ['GET', '/outputs/:drafted/comparison', readers],
  // Of another output there is no version to compare with.
  ['GET', '/api/v1/outputs/:drafted/comparison?with=:drafted', readers],
  ['GET', '/api/v1/outputs/:drafted/comments', readers],
  ['GET', '/api/v1/outputs/:drafted/comments/:nobody', allOf(readers, gone)],
  ['GET', '/outputs/:drafted/comments', readers],
  ...both('public', 'comments', commenters, { body: 'Good', about: '' }),
  ['POST', '/api/v1/outputs/:drafted/comments/:nobody/resolution', { ...allOf(commenters, gone), aud: denied }],
  ['POST', '/outputs/:drafted/comments/:nobody/resolution', { ...allOf(commenters, gone), aud: denied }],
  ['GET', '/api/v1/outputs/:drafted/hold', readers],
  ['GET', '/outputs/:drafted/hold', readers],
  // Nothing of what is accepted is held, and its look has not failed.
  ...both('accepted', 'hold-clearance', coordinators(ruled), { reason: 'names of offices' }),
  ...both('accepted', 'hold-look', coordinators(ruled)),
  // Who teaches elsewhere drafts nothing here; an author who sits in no such seat is refused.
  ['GET', '/api/v1/runs/:held/output-authors', { ins: ok, ins2: denied, trn: ok, trn2: ok }],
  [
    'POST',
    '/api/v1/runs/:held/outputs',
    { ins: wrong, ins2: denied, trn: wrong, trn2: wrong },
    (id) => ({
      body: {
        kind: 'dataset',
        title: { lo: 'ລາວ', vi: 'Việt', en: '' },
        sector: 'cross_sector',
        accessLevel: 'public',
        authorIds: [id('nobody')],
      },
    }),
  ],
  ['GET', '/runs/:held/outputs/new', { ins: ok, ins2: denied, trn: ok, trn2: ok }],
  [
    'POST',
    '/runs/:held/outputs/new',
    { ins: wrong, ins2: denied, trn: wrong, trn2: wrong },
    (id) => ({
      body: { ...outline, authorIds: id('nobody') },
    }),
  ],
  ['PATCH', '/api/v1/outputs/:drafted', authors(stale), { body: { kind: 'model' }, version: 999 }],
  ...(['about', 'content', 'authors', 'files', 'check'] as const).map(
    (step): Row => ['GET', `/outputs/:drafted/edit/${step}`, authors(ok)],
  ),
  ['POST', '/outputs/:drafted/edit/about', authors(stale), { body: { ...outline, version: '999' } }],
  [
    'POST',
    '/outputs/:drafted/edit/content',
    authors(stale),
    { body: { 'content.kind': 'practical_report', version: '999' } },
  ],
  ['POST', '/outputs/:drafted/edit/authors', authors(stale), { body: { version: '999' } }],
  ...tables(),
  ['POST', '/api/v1/outputs/:accepted/files', authors(ruled), { file }],
  ['POST', '/outputs/:accepted/files', authors(ruled), { file }],
  ['DELETE', '/api/v1/outputs/:accepted/files/:file_of_accepted', authors(ruled)],
  ['POST', '/outputs/:accepted/files/:file_of_accepted/removal', authors(ruled)],
  ...both('accepted', 'submission', authors(ruled)),
  ...both('accepted', 'versions', authors(ruled)),
  ['POST', '/api/v1/outputs/:accepted/acceptance', reviewers(ruled), { body: fullMarks }],
  ['POST', '/outputs/:accepted/acceptance', reviewers(ruled), { body: fullMarksForm }],
  ['GET', '/api/v1/outputs/:drafted/reviews', readers],
  ['GET', '/outputs/:drafted/review', readers],
  // Published: the course side is told by rule; the Lao side returns only what is accepted.
  ...both('public', 'return', { ...reviewers(ruled), lao: denied }, { reason: 'thin' }),
  ...both('public', 'publication-approval', coordinators(ruled)),
  ...both('accepted', 'withdrawal', coordinators(ruled), { reason: 'wrong' }),
  ['GET', '/api/v1/runs/:held/required-outputs', { ...readers, ins2: ok, trn2: ok }],
  [
    'POST',
    '/api/v1/runs/:held/due-dates',
    { vn: wrong },
    { body: { kind: 'model', until: '2026-05-01', reason: 'late' } },
  ],
  ['POST', '/runs/:held/due-dates', { vn: wrong }, { body: { kind: 'model', until: '2026-05-01', reason: 'late' } }],
  ['GET', '/api/v1/runs/:held/output-waivers', { ...coordinators(ok), ...chr(ok), aud: ok }],
  ['POST', '/api/v1/runs/:held/output-waivers', coordinators(ruled), { body: { kind: 'model', reason: 'none' } }],
  ['POST', '/runs/:held/output-waivers', coordinators(ruled), { body: { kind: 'model', reason: 'none' } }],
];

/** Tables are declared and filled by whoever drafts the output, and seen with it. */
function tables(): Row[] {
  const table = 'outputs/:tabled/tables/:table_of_tabled';
  const taken = { name: 'gates', title: { lo: 'ກ', vi: '', en: '' }, schema: { fields: [{ name: 'code' }] } };
  const takenForm = {
    name: 'gates',
    'title.lo': 'ກ',
    'schema.fields.0.name': 'code',
    'schema.fields.0.type': 'string',
  };
  const empty = { ...file, name: 'empty.csv', content: '' };
  return [
    ['GET', '/api/v1/outputs/:tabled/tables', readers],
    ['GET', '/outputs/:tabled/tables', readers],
    ['GET', `/api/v1/${table}`, readers],
    ['GET', `/${table}`, readers],
    ['GET', `/api/v1/${table}/errors`, readers],
    ['GET', `/api/v1/${table}/errors.xlsx`, readers],
    ['GET', `/${table}/errors.xlsx`, readers],
    // Another output's table is not had through one's own.
    ['GET', '/api/v1/outputs/:drafted/tables/:table_of_tabled', allOf(readers, gone)],
    ['GET', '/outputs/:tabled/tables/new', authors(ok)],
    ['GET', `/${table}/edit`, authors(ok)],
    ['POST', '/api/v1/outputs/:tabled/tables', authors(ruled), { body: taken }],
    ['POST', '/outputs/:tabled/tables/new', authors(ruled), { body: takenForm }],
    ['POST', '/api/v1/outputs/:tabled/tables/suggestion', authors(wrong), { file: empty }],
    ['POST', '/outputs/:tabled/tables/suggestion', authors(wrong), { file: empty }],
    ['POST', '/outputs/:tabled/tables/reading', authors(wrong), { body: { json: 'no' } }],
    ['PATCH', `/api/v1/${table}`, authors(stale), { body: { name: 'other' }, version: 999 }],
    ['POST', `/${table}/edit`, authors(stale), { body: { ...takenForm, version: '999' } }],
    ['POST', `/api/v1/${table}/rows`, authors(wrong), { file: empty }],
    ['POST', `/${table}/rows`, authors(wrong), { file: empty }],
    ['DELETE', '/api/v1/outputs/:accepted/tables/:table_of_tabled', authors(gone)],
    ['POST', '/outputs/:accepted/tables/:table_of_tabled/removal', authors(gone)],
  ];
}

const partners = { ...everyone(ok), adm: gone, pub: gone };
const granted = { ...everyone(gone), ...coordinators(ok), ...chr(ok), aud: ok };

const shared: Row[] = [
  ['GET', '/api/v1/shared-database/outputs', everyone(ok)],
  ['GET', '/api/v1/shared-database/outputs.csv', everyone(ok)],
  ['GET', '/api/v1/shared-database/outputs/facets', everyone(ok)],
  ['GET', '/api/v1/shared-database/catalogue.jsonld', everyone(ok)],
  ['GET', '/shared-database', everyone(ok)],
  ...(
    [
      ['public', everyone(ok)],
      ['partners', partners],
      ['restricted', granted],
      ['accepted', everyone(gone)],
    ] as const
  ).flatMap(([name, may]): Row[] => [
    ['GET', `/api/v1/shared-database/outputs/:${name}`, may],
    ['GET', `/shared-database/:${name}`, may],
    ['GET', `/api/v1/shared-database/outputs/:${name}/files/:file_of_${name}`, may],
    ['GET', `/shared-database/:${name}/files/:file_of_${name}`, may],
    ['GET', `/api/v1/shared-database/outputs/:${name}/dcat.jsonld`, may],
    ['GET', `/api/v1/shared-database/outputs/:${name}/datapackage.json`, may],
    ['GET', `/shared-database/:${name}/tables/:figures`, may],
    ['GET', `/shared-database/:${name}/citation.bib`, may],
    ['GET', `/shared-database/:${name}/citation.ris`, may],
    ['GET', `/shared-database/:${name}/newest`, leading(may)],
  ]),
];

export const outputRows: Row[] = [...working, ...shared];

/** To another page instead of a page. */
function leading(may: May): May {
  return Object.fromEntries(Object.entries(may).map(([column, status]) => [column, status === ok ? moved : status]));
}

function allOf(may: May, status: number): May {
  return Object.fromEntries(Object.keys(may).map((column) => [column, status]));
}
