import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { ListedSharedOutput } from '#libs/outputs';

/** A cell of the table: what is `null` is empty. */
type Row = Record<string, string | number | null>;

const name = ({ fullName, fullNameLatin }: { fullName: string; fullNameLatin: string }) =>
  fullNameLatin && fullNameLatin !== fullName ? `${fullName} (${fullNameLatin})` : fullName;

export const csvColumns = [
  'id',
  'kind',
  'title_lo',
  'title_vi',
  'title_en',
  'summary_lo',
  'summary_vi',
  'summary_en',
  'authors',
  'sector',
  'province',
  'zone',
  'gate',
  'criteria',
  'licence',
  'programme_lo',
  'programme_vi',
  'programme_en',
  'run',
  'year',
  'published_at',
  'version',
  'access_level',
  'files',
  'tables',
  'address',
];

const row = (output: ListedSharedOutput, address: string): Row => ({
  id: output.id,
  kind: output.kind,
  title_lo: output.title.lo,
  title_vi: output.title.vi,
  title_en: output.title.en,
  summary_lo: output.summary.lo,
  summary_vi: output.summary.vi,
  summary_en: output.summary.en,
  authors: output.authors.map(name).join('; '),
  sector: output.sector,
  province: output.province,
  zone: output.zone,
  gate: output.gate,
  criteria: output.criteria.join('; '),
  licence: output.licence,
  programme_lo: output.programmeTitle.lo,
  programme_vi: output.programmeTitle.vi,
  programme_en: output.programmeTitle.en,
  run: output.runCode,
  year: output.publishedYear,
  published_at: output.publishedAt.toISOString(),
  version: output.versionNumber,
  access_level: output.accessLevel,
  files: output.fileCount,
  tables: output.tableCount,
  address: `${address}/shared-database/${output.id}`,
});

/**
 * The catalogue as CSV (RFC 4180): UTF-8 with a byte order mark, without which Excel garbles Lao, and cells that a
 * spreadsheet would run as a formula made plain with an apostrophe. Codes of kind, sector and the like are those of the
 * API.
 */
export function sharedOutputsCsv(outputs: AsyncIterable<ListedSharedOutput>, address: string): Readable {
  async function* rows() {
    for await (const output of outputs) yield row(output, address);
  }
  const sheet = stringify({
    header: true,
    columns: csvColumns,
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  });
  const source = Readable.from(rows());
  // A fault while reading must break the download off, not end it as if it were whole.
  source.on('error', (error) => sheet.destroy(error));
  return source.pipe(sheet);
}
