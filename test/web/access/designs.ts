import { chr, coordinators, gone, type May, ok, type Row, ruled, stale, wrong } from './columns.js';
import type { World } from './world.js';

const api = '/api/v1/certificate-designs';

/** A picture of one pixel. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** The usual design in force, and a draft of another one. */
export async function drawUpDesigns(world: World): Promise<void> {
  world.name('place', 'logoLaos');
  const { items } = await world.get('vn', api);
  for (const { id, code, activeVersion } of items) {
    world.name(`design_${code}`, id);
    world.name(`active_${code}`, activeVersion.id);
  }
  world.name('draft', (await world.does('vn', 'post', `${api}/:design_standard/versions`)).id);
}

/** Every other step with another design. */
export async function redrawDesigns(world: World): Promise<void> {
  const versions = `${api}/:design_trilingual/versions`;
  world.name('redrawn', (await world.does('vn', 'post', versions)).id);
  await world.does('vn', 'patch', `${versions}/:redrawn`, { printOffset: { x: 1, y: 1 } }, 1);
  const picture = `${versions}/:redrawn/images/:place`;
  await world.uploads('vn', picture, 'logo.png', dot, {}, 2);
  await world.does('vn', 'delete', picture, {}, 3);
  await world.does('vn', 'post', `${versions}/:redrawn/proposal`);
  await world.does('laoChair', 'post', `${versions}/:redrawn/return`, { reason: 'not yet' });
  await world.does('vn', 'post', `${versions}/:redrawn/proposal`);
  await world.does('vnChair', 'post', `${versions}/:redrawn/activation`);
  world.name('dropped_draft', (await world.does('vn', 'post', versions)).id);
  await world.does('vn', 'delete', `${versions}/:dropped_draft`, {}, 1);
}

/** Both coordinators, both chairs and the auditor. */
const readers = (status: number): May => ({ ...coordinators(status), ...chr(status), aud: status });

/** An edit that does not say what it starts from. */
const unversioned = 428;
const file = { name: 'logo.png', type: 'image/png', content: 'no picture' };

const active = `:design_standard/versions/:active_standard`;
const draft = `:design_standard/versions/:draft`;
const page = '/certificates/designs';

export const designRows: Row[] = [
  ['GET', api, readers(ok)],
  ['GET', page, readers(ok)],
  ['GET', `${api}/:design_standard`, readers(ok)],
  ['GET', `${page}/:design_standard`, readers(ok)],
  ['GET', `${api}/:design_standard/versions`, readers(ok)],
  ['POST', `${api}/:design_standard/versions`, { vn: ruled }],
  ['POST', `${page}/:design_standard/versions`, { vn: ruled }],
  ['GET', `${api}/${active}`, readers(ok)],
  ['GET', `${page}/${active}`, readers(ok)],
  ['GET', `${api}/${active}/preview.pdf`, readers(ok)],
  ['GET', `${page}/${active}/preview.pdf`, readers(ok)],
  ['GET', `${api}/${active}/images/:place`, readers(gone)],
  ['GET', `${page}/${active}/images/:place`, readers(gone)],
  ['PATCH', `${api}/${draft}`, { vn: stale }, { body: {}, version: 999 }],
  ['POST', `${page}/${draft}`, { vn: stale }, { body: { version: '999' } }],
  ['POST', `${page}/${draft}/preview`, { vn: ok }, { body: { version: '1' } }],
  ['POST', `${api}/${draft}/images/:place`, { vn: unversioned }, { file }],
  ['POST', `${page}/${draft}/images/:place`, { vn: wrong }, { file }],
  ['DELETE', `${api}/${draft}/images/:place`, { vn: stale }, { version: 999 }],
  ['POST', `${page}/${draft}/images/:place/removal`, { vn: stale }, { body: { version: '999' } }],
  ['DELETE', `${api}/${draft}`, { vn: stale }, { version: 999 }],
  ['POST', `${page}/${draft}/removal`, { vn: stale }, { body: { version: '999' } }],
  ['POST', `${api}/${active}/proposal`, { vn: ruled }],
  ['POST', `${page}/${active}/proposal`, { vn: ruled }],
  ['POST', `${api}/${active}/activation`, chr(ruled)],
  ['POST', `${page}/${active}/activation`, chr(ruled)],
  ['POST', `${api}/${active}/return`, chr(ruled), { body: { reason: 'a name' } }],
  ['POST', `${page}/${active}/return`, chr(ruled), { body: { reason: 'a name' } }],
];
