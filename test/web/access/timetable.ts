import { gone, type May, moved, ok, type Row, signedIn, stale, wrong } from './columns.js';
import type { World } from './world.js';

const api = '/api/v1';
const text = (words: string) => ({ lo: `${words} ລາວ`, vi: `${words} Việt`, en: words });
const formText = (name: string) => ({ [`${name}.lo`]: 'ລາວ', [`${name}.vi`]: 'Việt', [`${name}.en`]: 'English' });

const hall = { code: 'A-1', kind: 'room', name: text('Hall'), country: 'VN', capacity: 40 };
const party = { country: 'LA', startsOn: '2026-10-07', endsOn: '2026-10-07', name: text("Teachers' day") };

/** A room and a holiday, by those who enter them. */
export async function furnish(world: World): Promise<void> {
  world.name('hall', (await world.does('vn', 'post', `${api}/rooms`, hall)).id);
  const ofHall = { kind: 'room', subjectId: world.id('hall') };
  world.name('calendar_link', (await world.does('vn', 'post', `${api}/calendar-links`, ofHall)).id);
  world.name('holiday', (await world.does('adm', 'post', `${api}/holidays`, party)).id);
}

/** Every other step of the timetable's places and days. */
export async function refurnish(world: World): Promise<void> {
  const { version } = await world.does('vn', 'patch', `${api}/rooms/:hall`, { capacity: 41 }, 1);
  const closures = [{ startsOn: '2026-12-01', endsOn: '2026-12-02', reason: 'paint' }];
  await world.does('vn', 'put', `${api}/rooms/:hall/closures`, closures, version);
  const ofRun = { kind: 'run', subjectId: world.id('held') };
  world.name('lost_link', (await world.does('vn', 'post', `${api}/calendar-links`, ofRun)).id);
  await world.does('vn', 'post', `${api}/calendar-links/:lost_link/revocation`);
  await world.does('adm', 'patch', `${api}/holidays/:holiday`, { endsOn: '2026-10-08' }, 1);
  await world.does('adm', 'delete', `${api}/holidays/:holiday`, {}, 2);
  await world.does('vn', 'post', `${api}/runs/:open/session-series`, { ...series, ...times });
  const [moved] = (await world.get('vn', `${api}/runs/:open/sessions`)).items.slice(-1);
  const sessions = [{ sessionId: moved.id, version: moved.version }];
  await world.does('vn', 'post', `${api}/runs/:open/session-moves`, { sessions, minutes: 30 });
  await world.does('vn', 'post', `${api}/runs/:open/copy`, { code: 'R-again', startsOn: '2026-07-06' });
}

/** Everybody but data users and the public. */
const rooms: May = { ...signedIn(ok), con: undefined };

const series = { topic: text('Lesson'), kind: 'practice', units: 1, repeat: { days: [2], count: 1 } };
const times = { startsAt: '2026-05-05T07:00:00Z', endsAt: '2026-05-05T08:00:00Z' };

/** Whether a planner may, and nobody else: by the rule that comes after, here that nothing is moved. */
const planning: Row[] = [
  ...['session-series-preview', 'session-series'].map(
    (noun): Row => [
      'POST',
      `/api/v1/runs/:open/${noun}`,
      { vn: wrong },
      { body: { ...series, ...times, repeat: { days: [7], count: 1 } } },
    ],
  ),
  ...['session-moves-preview', 'session-moves'].map(
    (noun): Row => [
      'POST',
      `/api/v1/runs/:open/${noun}`,
      { vn: wrong },
      (id) => ({ body: { sessions: [{ sessionId: id('may'), version: 1 }] } }),
    ],
  ),
  ['POST', '/api/v1/runs/:open/copy-preview', { vn: ok }, { body: { code: 'R-copy', startsOn: '2026-07-06' } }],
  ['POST', '/api/v1/runs/:open/copy', { vn: wrong }, { body: { code: 'R-held', startsOn: '2026-07-06' } }],
  ['GET', '/runs/:open/session-series', { vn: ok }],
  ['POST', '/runs/:open/session-series', { vn: wrong }, { body: {} }],
  ['GET', '/runs/:open/session-moves', { vn: ok }],
  ['POST', '/runs/:open/session-moves', { vn: wrong }, { body: {} }],
  ['GET', '/runs/:open/copy', { vn: ok }],
  ['POST', '/runs/:open/copy', { vn: wrong }, { body: { code: 'R-held', startsOn: '2026-07-06' } }],
];

/** Everybody who has a timetable to look at. */
const calendar: May = { ...rooms, adm: undefined };

const shownIn = (may: May, status: number): May =>
  Object.fromEntries(Object.entries(may).map(([column, was]) => [column, was && status]));

const roomForm = { ...formText('name'), code: 'A-1', kind: 'room', country: 'VN', capacity: '40' };
const holidayForm = { ...formText('name'), country: 'LA', startsOn: '2026-10-07', endsOn: '2026-10-07' };

export const timetableRows: Row[] = [
  ...planning,
  ['GET', '/api/v1/calendar?from=2026-03-01&to=2026-03-31', calendar],
  ['GET', '/calendar', calendar],
  ['GET', '/api/v1/calendar-links', calendar],
  [
    'POST',
    '/api/v1/calendar-links',
    { ...shownIn(calendar, 201), dep: gone, ins2: gone },
    (id) => ({ body: { kind: 'run', subjectId: id('held') } }),
  ],
  ['POST', '/api/v1/calendar-links/:calendar_link/revocation', { ...shownIn(calendar, gone), vn: ok }],
  ['GET', '/calendar/links', calendar],
  ['POST', '/calendar/links', shownIn(calendar, wrong), { body: { kind: 'run' } }],
  ['POST', '/calendar/links/:calendar_link/revocation', { ...shownIn(calendar, gone), vn: moved }],
  ['GET', '/api/v1/rooms', rooms],
  ['GET', '/rooms', rooms],
  ['GET', '/api/v1/rooms/:hall', rooms],
  ['GET', '/rooms/:hall', rooms],
  ['POST', '/api/v1/rooms', { vn: wrong }, { body: hall }],
  ['GET', '/rooms/new', { vn: ok }],
  ['POST', '/rooms/new', { vn: wrong }, { body: roomForm }],
  ['PATCH', '/api/v1/rooms/:hall', { vn: stale }, { body: { capacity: 9 }, version: 999 }],
  ['GET', '/rooms/:hall/edit', { vn: ok }],
  ['POST', '/rooms/:hall/edit', { vn: stale }, { body: { ...roomForm, version: '999' } }],
  ['PUT', '/api/v1/rooms/:hall/closures', { vn: stale }, { body: [], version: 999 }],
  ['GET', '/rooms/:hall/closures', { vn: ok }],
  ['POST', '/rooms/:hall/closures', { vn: stale }, { body: { version: '999' } }],
  ['GET', '/api/v1/holidays', signedIn(ok)],
  ['GET', '/holidays', signedIn(ok)],
  ['GET', '/api/v1/holidays/:holiday', signedIn(ok)],
  ['POST', '/api/v1/holidays', { adm: wrong }, { body: { ...party, endsOn: '2026-10-06' } }],
  ['GET', '/holidays/new', { adm: ok }],
  ['POST', '/holidays/new', { adm: wrong }, { body: { ...holidayForm, endsOn: '2026-10-06' } }],
  ['PATCH', '/api/v1/holidays/:holiday', { adm: stale }, { body: { endsOn: '2026-10-09' }, version: 999 }],
  ['GET', '/holidays/:holiday/edit', { adm: ok }],
  ['POST', '/holidays/:holiday/edit', { adm: stale }, { body: { ...holidayForm, version: '999' } }],
  ['DELETE', '/api/v1/holidays/:holiday', { adm: stale }, { version: 999 }],
  ['POST', '/holidays/:holiday/removal', { adm: stale }, { body: { version: '999' } }],
  [
    'POST',
    '/api/v1/session-clashes',
    { vn: ok },
    (id) => ({
      body: { runId: id('open'), startsAt: '2026-05-04T06:00:00Z', endsAt: '2026-05-04T09:00:00Z', roomId: id('hall') },
    }),
  ],
];
