import {
  assigned,
  chr,
  columns,
  coordinators,
  denied,
  gone,
  type May,
  moved,
  ok,
  type Row,
  type Sent,
  stale,
  wrong,
} from './columns.js';
import type { World } from './world.js';

const api = '/api/v1';
const words = { lo: 'ລາວ', vi: 'Việt', en: 'English' };
const typed = (name: string) => ({ [`${name}.lo`]: 'ລາວ', [`${name}.vi`]: 'Việt', [`${name}.en`]: 'English' });
const announcement = { title: words, body: words };
const announcementForm = { ...typed('title'), ...typed('body') };

/** Of a run in which both trainees sit. */
const readers: May = { ...coordinators(ok), ...chr(ok), ...assigned(ok), trn: ok, trn2: ok, aud: ok };
/** Who teaches elsewhere sees the run, and hands out nothing in it. */
const writers = (status: number): May => ({ vn: status, ins: status, ins2: denied });
/** Of what lies in such a run. */
const keepers = (status: number): May => ({ vn: status, ...assigned(status) });

/** Asked of those alone who may not: the others would do it. */
const refused: Sent = { body: announcement, only: columns.filter((column) => column !== 'vn' && column !== 'ins') };

export const materialRows: Row[] = [
  // Whose run it is not finds nothing in it.
  ['GET', '/runs/:held/materials', { ...readers, ins2: ok }],
  ['GET', '/api/v1/runs/:held/announcements', { ...readers, ins2: ok }],
  ['GET', '/api/v1/announcements/:announcement', readers],
  ['POST', '/api/v1/runs/:held/announcements', {}, refused],
  ['PATCH', '/api/v1/announcements/:announcement', keepers(stale), { body: announcement, version: 999 }],
  ['GET', '/runs/:held/announcements/new', writers(ok)],
  [
    'POST',
    '/runs/:held/announcements/new',
    writers(moved),
    // Sent a second time: it is there.
    (id) => ({ body: { ...announcementForm, announcementId: id('announcement') } }),
  ],
  ['GET', '/announcements/:announcement/edit', keepers(ok)],
  ['POST', '/announcements/:announcement/edit', keepers(stale), { body: { ...announcementForm, version: '999' } }],
  [
    'GET',
    '/api/v1/runs/:planned/announcements',
    { ...coordinators(ok), ...chr(ok), ins: gone, ins2: ok, trn: gone, trn2: gone, aud: ok },
  ],
];

const link = { title: words, url: 'https://example.org/reading' };
const linkForm = { ...typed('title'), url: link.url };
const file = { name: 'more.csv', type: 'text/csv', content: 'a,b\n1,2\n' };
/** Of a session that is not there: whoever may hand out is refused by that alone. */
const elsewhere = (id: (name: string) => string) => id('nobody');

materialRows.push(
  ['GET', '/api/v1/runs/:held/materials', { ...readers, ins2: ok }],
  ['GET', '/api/v1/materials/:reading', readers],
  ['GET', '/api/v1/materials/:slides/file', readers],
  ['GET', '/materials/:slides/file', readers],
  ['GET', '/api/v1/materials/:reading/file', { ...withStatus(readers, gone) }],
  ['POST', '/api/v1/runs/:held/materials', writers(wrong), (id) => ({ body: { ...link, sessionId: elsewhere(id) } })],
  ['GET', '/runs/:held/materials/new', writers(ok)],
  ['POST', '/runs/:held/materials/new', writers(wrong), (id) => ({ body: { ...linkForm, sessionId: elsewhere(id) } })],
  // Without a title.
  ['POST', '/api/v1/runs/:held/material-files', writers(wrong), { file }],
  ['GET', '/runs/:held/material-files/new', writers(ok)],
  ['POST', '/runs/:held/material-files/new', writers(wrong), { file }],
  ['PATCH', '/api/v1/materials/:reading', keepers(stale), { body: { title: words }, version: 999 }],
  ['GET', '/materials/:reading/edit', keepers(ok)],
  ['POST', '/materials/:reading/edit', keepers(stale), { body: { ...linkForm, version: '999' } }],
  ['DELETE', '/api/v1/materials/:reading', keepers(stale), { version: 999 }],
  ['POST', '/materials/:reading/removal', keepers(stale), { body: { version: '999' } }],
);

function withStatus(may: May, status: number): May {
  return Object.fromEntries(Object.keys(may).map((column) => [column, status]));
}

/** What the held run hands out. */
export async function handOut(world: World): Promise<void> {
  const { id } = await world.does('ins', 'post', `${api}/runs/:held/announcements`, announcement);
  world.name('announcement', id);
  world.name('reading', (await world.does('ins', 'post', `${api}/runs/:held/materials`, link)).id);
  const titles = { 'title.en': 'Slides', sessionId: world.id('morning') };
  const slides = await world.uploads('ins', `${api}/runs/:held/material-files`, file.name, file.content, titles);
  world.name('slides', slides.id);
}

/** Every other step that is taken with it. */
export async function mendWhatIsHandedOut(world: World): Promise<void> {
  await world.does('vn', 'patch', `${api}/announcements/:announcement`, { title: words }, 1);
  await world.does('vn', 'patch', `${api}/materials/:slides`, { title: words }, 1);
  await world.does('vn', 'delete', `${api}/materials/:slides`, {}, 2);
}
