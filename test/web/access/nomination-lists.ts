import { chr, coordinators, gone, type May, ok, own, type Row, ruled, stale } from './columns.js';

const readers: May = { ...own(ok), ...coordinators(ok), ...chr(ok), aud: ok };
const writers = (status: number): May => ({ ...own(status), lao: status });
const exporters: May = { ...own(ok), ...coordinators(ok), aud: ok };
/** Nobody has sent a scan yet: whoever might read it finds none. */
const noScan: May = { ...own(gone), ...coordinators(gone) };
const scan = { name: 'letter.pdf', type: 'application/pdf', content: '%PDF-1.4\n%%EOF\n' };

const inHeld = '/runs/:held/nomination-lists/:industry';
const page = '/runs/:held/nominations/lists/:industry';

/** The list of the industry ministry for a run that is over, with one person on it. */
export const listRows: Row[] = [
  ['GET', '/api/v1/runs/:held/nomination-lists', { ...readers, dep: ok, nom2: ok }],
  ['GET', `/api/v1${inHeld}`, readers],
  // Drafts of the department alone: neither coordinator has anybody of it in sight who was not submitted.
  ['GET', '/api/v1/runs/:open/nomination-lists/:department', { ...readers, dep: ok, vn: gone }],
  ['GET', page, readers],
  ['PUT', `/api/v1${inHeld}`, writers(stale), { body: { letterNumber: '12' }, version: 999 }],
  ['POST', `${page}/letter`, writers(stale), { body: { letterNumber: '12', version: '999' } }],
  ['POST', `/api/v1${inHeld}/letter`, writers(ruled), { file: scan }],
  ['POST', `${page}/scan`, writers(ruled), { file: scan }],
  ['GET', `/api/v1${inHeld}/letter`, noScan],
  ['GET', `${page}/letter`, noScan],
  ['GET', `/api/v1${inHeld}/document.pdf`, exporters],
  ['GET', `${page}/document.pdf`, exporters],
  ['GET', `/api/v1${inHeld}/list.xlsx`, exporters],
  ['GET', `${page}/list.xlsx`, exporters],
  ['GET', `/api/v1${inHeld}/list.csv`, exporters],
  ['GET', `${page}/list.csv`, exporters],
  ['GET', '/api/v1/runs/:held/nominations.xlsx', { ...exporters, dep: ok, nom2: ok }],
  ['GET', '/runs/:held/nominations.xlsx', { ...exporters, dep: ok, nom2: ok }],
  ['POST', `/api/v1${inHeld}/submission`, writers(ruled)],
  ['GET', `${page}/submission`, writers(ok)],
  ['POST', `${page}/submission`, writers(ruled)],
  ['POST', '/runs/:held/nominations/:anong_in_held/placement', writers(ruled), { body: { rank: '1' } }],
];
