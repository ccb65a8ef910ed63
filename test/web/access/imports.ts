import { gone, type May, ok, type Row, ruled } from './columns.js';

const nominating = (status: number): May => ({ nom: status, dep: status, nom2: status, lao: status });
const list = { name: 'list.csv', type: 'text/csv', content: 'Full name;Sex;Date of birth\n' };
/** A file is for whoever sent it: nobody finds one here. */
const nobodys = nominating(gone);
const page = '/runs/:held/nominations/import';

export const importRows: Row[] = [
  ['GET', `/api/v1${page}-template.xlsx`, nominating(ok)],
  ['GET', `${page}-template.xlsx`, nominating(ok)],
  ['POST', `/api/v1${page}`, nominating(ruled), { file: list }],
  ['GET', page, nominating(ok)],
  ['POST', page, nominating(ruled), { file: list }],
  ['GET', '/api/v1/jobs/:held/import', nobodys],
  ['POST', '/api/v1/jobs/:held/import', nobodys],
  ['GET', '/api/v1/jobs/:held/file', nobodys],
  ['GET', '/api/v1/jobs/:held/file.csv', nobodys],
  ['GET', `${page}/:held`, nobodys],
  ['GET', `${page}/:held/report.xlsx`, nobodys],
  ['GET', `${page}/:held/report.csv`, nobodys],
  ['POST', `${page}/:held/choices`, nobodys, { body: { rows: ['2'], choices: ['skip'] } }],
  ['POST', `${page}/:held/import`, nobodys],
];
