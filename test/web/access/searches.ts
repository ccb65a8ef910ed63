import { done, gone, type May, moved, ok, type Row, signedIn, stale, wrong } from './columns.js';
import type { World } from './world.js';

const api = '/api/v1';

/** What a data user looks for again and again. */
export async function saveSearch(world: World): Promise<void> {
  for (const name of ['search', 'lost_search'])
    world.name(name, (await world.does('con', 'post', `${api}/saved-searches`, { name, query: { q: 'sugar' } })).id);
}

/** Every other step with it. */
export async function tidySearches(world: World): Promise<void> {
  const { id } = await world.does('con', 'post', `${api}/saved-searches`, { name: 'Passing' });
  world.name('passing', id);
  await world.does('con', 'patch', `${api}/saved-searches/:passing`, { tells: false }, 1);
  await world.does('con', 'delete', `${api}/saved-searches/:passing`);
}

/** Of the one who saved it; everybody else who signs in has none of this name. */
const owner = (status: number): May => ({ ...signedIn(gone), con: status });

export const searchRows: Row[] = [
  ['GET', '/api/v1/saved-searches', signedIn(ok)],
  ['GET', '/shared-database/searches', signedIn(ok)],
  ['POST', '/api/v1/saved-searches', signedIn(wrong), { body: { name: '' } }],
  ['POST', '/shared-database/searches', signedIn(wrong), { body: { name: '' } }],
  ['GET', '/api/v1/saved-searches/:search', owner(ok)],
  ['PATCH', '/api/v1/saved-searches/:search', owner(stale), { body: { tells: false }, version: 999 }],
  ['POST', '/shared-database/searches/:search/telling', owner(stale), { body: { tells: 'false', version: '999' } }],
  ['DELETE', '/api/v1/saved-searches/:lost_search', owner(done)],
  ['POST', '/shared-database/searches/:search/removal', owner(moved)],
];
