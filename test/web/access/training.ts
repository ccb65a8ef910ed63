import { chr, coordinators, everyone, gone, ok, type Row, ruled, stale, wrong } from './columns.js';

const text = { lo: 'ລາວ', vi: 'Việt', en: 'English' };
const formText = (name: string) => ({ [`${name}.lo`]: 'ລາວ', [`${name}.vi`]: 'Việt', [`${name}.en`]: 'English' });

const programme = { code: 'P-1', title: text };
const course = { code: 'C-1', title: text, units: 8 };
const dates = {
  startsOn: '2026-07-01',
  endsOn: '2026-07-02',
  nominationOpensOn: '2026-03-01',
  nominationClosesOn: '2026-06-01',
};
const run = { code: 'R-9', place: text, capacity: '10', ...dates };
const rules = { province: '', attendanceThreshold: '80' };
const lesson = {
  topic: text,
  kind: 'lecture',
  units: 4,
  startsAt: '2026-03-09T06:00:00Z',
  endsAt: '2026-03-09T09:00:00Z',
};
const lessonForm = { ...formText('topic'), kind: 'lecture', units: '4', on: '2026-03-09', from: '13:00', to: '16:00' };

/** Before the call: those who plan, and who teaches in it. */
const planners = { ...everyone(gone), ...coordinators(ok), ...chr(ok), ins2: ok, aud: ok };
/** A timetable of a run in which both ministries have people. */
const timetable = { nom: ok, nom2: ok, ...coordinators(ok), ...chr(ok), ins: ok, trn: ok, trn2: ok, aud: ok };

/** The call is read by whoever sees the run; whose figures it shows is told in `eligibility.spec.ts`. */
const calls: Row[] = [
  ['GET', '/api/v1/runs/:open/call', everyone(ok)],
  ['GET', '/api/v1/runs/:planned/call', planners],
];

const catalogue: Row[] = [
  ['GET', '/api/v1/programmes', everyone(ok)],
  ['GET', '/programmes', everyone(ok)],
  ['GET', '/api/v1/programmes/:programme', everyone(ok)],
  ['GET', '/programmes/:programme', everyone(ok)],
  ['POST', '/api/v1/programmes', { vn: wrong }, { body: programme }],
  ['GET', '/programmes/new', { vn: ok }],
  ['POST', '/programmes/new', { vn: wrong }, { body: { code: 'P-1', ...formText('title') } }],
  ['PATCH', '/api/v1/programmes/:programme', { vn: stale }, { body: programme, version: 999 }],
  ['GET', '/programmes/:programme/edit', { vn: ok }],
  [
    'POST',
    '/programmes/:programme/edit',
    { vn: stale },
    { body: { code: 'P-1', ...formText('title'), version: '999' } },
  ],
  ['GET', '/api/v1/courses', everyone(ok)],
  ['GET', '/courses', everyone(ok)],
  ['GET', '/api/v1/courses/:course', everyone(ok)],
  ['GET', '/courses/:course', everyone(ok)],
  ['POST', '/api/v1/courses', { vn: wrong }, (id) => ({ body: { ...course, programmeId: id('programme') } })],
  ['GET', '/courses/new', { vn: ok }],
  [
    'POST',
    '/courses/new',
    { vn: wrong },
    (id) => ({
      body: { code: 'C-1', ...formText('title'), units: '8', programmeId: id('programme') },
    }),
  ],
  ['PATCH', '/api/v1/courses/:course', { vn: stale }, { body: { units: 9 }, version: 999 }],
  ['GET', '/courses/:course/edit', { vn: ok }],
  [
    'POST',
    '/courses/:course/edit',
    { vn: stale },
    (id) => ({
      body: { code: 'C-1', ...formText('title'), units: '8', programmeId: id('programme'), version: '999' },
    }),
  ],
];

const runs: Row[] = [
  ['GET', '/api/v1/runs', everyone(ok)],
  ['GET', '/runs', everyone(ok)],
  ['GET', '/api/v1/runs/:held', everyone(ok)],
  ['GET', '/runs/:held', everyone(ok)],
  ['GET', '/api/v1/runs/:planned', planners],
  ['GET', '/runs/:planned', planners],
  ['POST', '/api/v1/runs', { vn: wrong }, (id) => ({ body: { ...run, capacity: 10, courseId: id('nobody') } })],
  ['GET', '/runs/new', { vn: ok }],
  [
    'POST',
    '/runs/new',
    { vn: wrong },
    (id) => ({
      body: { code: 'R-9', ...formText('place'), capacity: '10', ...dates, courseId: id('nobody') },
    }),
  ],
  ['PATCH', '/api/v1/runs/:open', { vn: stale }, { body: { capacity: 11 }, version: 999 }],
  ['GET', '/runs/:open/edit', { vn: ok }],
  [
    'POST',
    '/runs/:open/edit',
    { vn: stale },
    (id) => ({
      body: {
        code: 'R-9',
        ...formText('place'),
        capacity: '10',
        ...dates,
        courseId: id('course'),
        version: '999',
        ...rules,
      },
    }),
  ],
  ...['call', 'call-closing', 'start', 'completion', 'closing'].flatMap((step): Row[] => [
    ['POST', `/api/v1/runs/:held/${step}`, { vn: ruled }],
    ['POST', `/runs/:held/${step}`, { vn: ruled }],
  ]),
  ['POST', '/api/v1/runs/:held/cancellation', { vn: ruled }, { body: { reason: 'no room' } }],
  ['POST', '/runs/:held/cancellation', { vn: ruled }, { body: { reason: 'no room' } }],
  ['GET', '/api/v1/runs/:held/quotas', { nom: ok, dep: ok, nom2: ok, ...coordinators(ok), ...chr(ok), aud: ok }],
  ['PUT', '/api/v1/runs/:open/quotas', coordinators(stale), { body: [], version: 999 }],
  ['GET', '/runs/:open/quotas', coordinators(ok)],
  ['POST', '/runs/:open/quotas', coordinators(stale), { body: { version: '999' } }],
];

const sessions: Row[] = [
  // Whose run it is not is shown an empty timetable.
  ['GET', '/api/v1/runs/:held/sessions', { ...timetable, dep: ok, ins2: ok }],
  ['GET', '/runs/:held/sessions', { ...timetable, dep: ok, ins2: ok }],
  ['GET', '/api/v1/sessions/:morning', { ...timetable, dep: gone, ins2: gone }],
  ['GET', '/sessions/:morning', { ...timetable, dep: gone, ins2: gone }],
  ['GET', '/api/v1/sessions/:june', { ...sight(gone), ...coordinators(ok), ...chr(ok), ins2: ok, aud: ok }],
  ['POST', '/api/v1/runs/:held/sessions', { vn: ruled }, { body: lesson }],
  ['GET', '/runs/:open/sessions/new', { vn: ok }],
  ['POST', '/runs/:held/sessions/new', { vn: ruled }, { body: lessonForm }],
  ['PATCH', '/api/v1/sessions/:may', { vn: stale }, { body: { units: 5 }, version: 999 }],
  ['GET', '/sessions/:may/edit', { vn: ok }],
  ['POST', '/sessions/:may/edit', { vn: stale }, { body: { ...lessonForm, on: '2026-05-04', version: '999' } }],
  ['DELETE', '/api/v1/sessions/:june', { vn: stale }, { version: 999 }],
  ['POST', '/sessions/:june/removal', { vn: stale }, { body: { version: '999' } }],
  ['POST', '/api/v1/sessions/:morning/cancellation', { vn: ruled }, { body: { reason: 'rain' } }],
  ['POST', '/sessions/:morning/cancellation', { vn: ruled }, { body: { reason: 'rain' } }],
];

export const trainingRows: Row[] = [...catalogue, ...runs, ...calls, ...sessions];

/** Everybody who has a grant in the row of timetables. */
function sight(status: number) {
  return Object.fromEntries(['nom', 'dep', 'nom2', 'ins', 'ins2', 'trn', 'trn2'].map((column) => [column, status]));
}
