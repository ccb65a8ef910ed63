import { assigned, gone, type May, moved, ok, type Row, ruled } from './columns.js';
import type { World } from './world.js';

const api = '/api/v1';

/** Of a session: who teaches in its run, and VIOIT. */
const holders = (status: number): May => ({ vn: status, ...assigned(status) });
const made = 201;
/** The service knows no such kind of file. */
const unknownKind = 415;
const table = { name: 'scan.csv', type: 'text/csv', content: 'a,b\n1,2\n' };

/** The roll is closed: what the paper says comes too late, its scans stay. */
export const paperRows: Row[] = [
  ['GET', '/api/v1/sessions/:morning/sign-in-sheets', holders(ok)],
  ['GET', '/sessions/:morning/sign-in-sheets', holders(ok)],
  ['POST', '/api/v1/sessions/:morning/sign-in-sheets', holders(made)],
  ['POST', '/sessions/:morning/sign-in-sheets', holders(moved)],
  ['GET', '/api/v1/sign-in-sheets/:sheet', holders(ok)],
  ['GET', '/sheets/:sheet', holders(ok)],
  ['GET', '/api/v1/sign-in-sheets/:sheet/document.pdf', holders(ok)],
  ['GET', '/sheets/:sheet/document.pdf', holders(ok)],
  [
    'PUT',
    '/api/v1/sign-in-sheets/:sheet/entries',
    holders(ruled),
    (id) => ({ body: [{ enrolmentId: id('seat_of_anong'), status: 'absent' }] }),
  ],
  [
    'POST',
    '/sheets/:sheet/entries',
    holders(ruled),
    (id) => ({ body: { [`marks.${id('seat_of_anong')}`]: 'absent' } }),
  ],
  ['POST', '/api/v1/sign-in-sheets/:sheet/scans', holders(unknownKind), { file: table }],
  ['POST', '/sheets/:sheet/scans', holders(unknownKind), { file: table }],
  ['GET', '/api/v1/sign-in-sheets/:sheet/scans/:sheet_scan', holders(ok)],
  ['GET', '/sheets/:sheet/scans/:sheet_scan', holders(ok)],
  ['GET', '/sheets/:sheet/scans/:sheet_scan/preview', holders(ok)],
  ['DELETE', '/api/v1/sign-in-sheets/:sheet/scans/:sheet_scan', holders(ruled)],
  ['POST', '/sheets/:sheet/scans/:sheet_scan/removal', holders(ruled)],
  // Nothing of it is still to be held.
  ['POST', '/api/v1/runs/:held/sign-in-sheets', holders(ruled)],
  ['POST', '/sessions/:morning/sign-in-sheets-ahead', holders(ruled)],
  ['GET', '/api/v1/runs/:held/sign-in-sheets.pdf', holders(gone)],
  ['GET', '/runs/:held/sign-in-sheets.pdf', holders(gone)],
  // Nobody has a seat in it.
  ['POST', '/api/v1/sessions/:june/sign-in-sheets', { vn: ruled, ins: gone, ins2: ruled }],
];

/** Paper of the morning, signed and scanned while its roll is open; a page is scanned anew. */
export async function signSheet(world: World): Promise<void> {
  world.name('sheet', (await world.does('ins', 'post', `${api}/sessions/:morning/sign-in-sheets`)).id);
  await world.does('vn', 'post', `${api}/runs/:held/sign-in-sheets`);
  const scans = `${api}/sign-in-sheets/:sheet/scans`;
  const scanned = async () => (await world.uploads('ins', scans, 'page.pdf', '%PDF-1.4\n%%EOF\n')).id;
  world.name('blurred_scan', await scanned());
  await world.does('ins', 'delete', `${scans}/:blurred_scan`);
  world.name('sheet_scan', await scanned());
  const signed = [{ enrolmentId: world.id('seat_of_anong'), status: 'present' }];
  await world.does('ins', 'put', `${api}/sign-in-sheets/:sheet/entries`, signed);
}
