import { strToU8, zipSync } from 'fflate';

/** Workbooks written part by part, so that a trap is exactly what it is said to be. Nothing here knows our own writer. */

export interface FixtureSheet {
  name?: string;
  state?: 'hidden' | 'veryHidden';
  /** What stands in `<sheetData>`; {@link rowsXml} writes ordinary ones. */
  data: string;
  /** What follows it: `<mergeCells>…`. */
  after?: string;
}

export interface Fixture {
  sheets: FixtureSheet[];
  /** `<si>` elements. */
  strings?: string;
  /** The whole of `xl/styles.xml`; see {@link stylesXml}. */
  styles?: string;
  /** Attributes of `<workbookPr>`. */
  properties?: string;
  /** Further parts, or others in place of those written here. */
  parts?: Record<string, string | Uint8Array>;
  contentType?: string;
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const spreadsheetml = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relationsPart = (inner: string) =>
  `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;

export const ordinaryType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

export function workbookParts(fixture: Fixture): Record<string, string | Uint8Array> {
  const { sheets, strings, styles, properties = '', contentType = ordinaryType } = fixture;
  const entries = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name ?? `Sheet${at + 1}`}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="r${at + 1}"/>`,
  );
  const related = [
    ...sheets.map((_, at) => ({ id: `r${at + 1}`, type: 'worksheet', target: `worksheets/sheet${at + 1}.xml` })),
    { id: 'rs', type: 'styles', target: 'styles.xml' },
    { id: 'rt', type: 'sharedStrings', target: '/xl/sharedStrings.xml' },
  ].map(({ id, type, target }) => `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`);
  return {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${contentType}"/></Types>`,
    '_rels/.rels': relationsPart(`<Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/>`),
    'xl/workbook.xml': `${head}<workbook xmlns="${spreadsheetml}" xmlns:r="${relations}"><workbookPr ${properties}/><sheets>${entries.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationsPart(related.join('')),
    ...(strings ? { 'xl/sharedStrings.xml': `${head}<sst xmlns="${spreadsheetml}">${strings}</sst>` } : {}),
    ...(styles ? { 'xl/styles.xml': styles } : {}),
    ...Object.fromEntries(
      sheets.map(({ data, after = '' }, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `${head}<worksheet xmlns="${spreadsheetml}"><sheetData>${data}</sheetData>${after}</worksheet>`,
      ]),
    ),
    ...fixture.parts,
  };
}

export const zipped = (parts: Record<string, string | Uint8Array>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
    { level: 1 },
  );

export const workbook = (fixture: Fixture): Uint8Array => zipped(workbookParts(fixture));

/** A workbook of one sheet. */
export const sheetOf = (data: string, fixture: Partial<Fixture> & { after?: string } = {}): Uint8Array =>
  workbook({ ...fixture, sheets: [{ data, after: fixture.after }] });

/** Rows from 1 of cells from A: a text is inline, a number plain, anything else is left out. */
export function rowsXml(...rows: (string | number | null)[][]): string {
  return rows
    .map(
      (cells, at) => `<row r="${at + 1}">${cells.map((cell, column) => cellXml(cell, at + 1, column)).join('')}</row>`,
    )
    .join('');
}

function cellXml(cell: string | number | null, row: number, column: number): string {
  const place = `${String.fromCharCode(65 + column)}${row}`;
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  return `<c r="${place}" t="inlineStr"><is><t>${cell}</t></is></c>`;
}

/** Style 0 is plain; then one for each format code (or number of a built-in) and font named. */
export function stylesXml(...styles: { format?: string | number; font?: string }[]): string {
  const all = [{}, ...styles] as { format?: string | number; font?: string }[];
  const formats = all.map(({ format }, at) =>
    typeof format === 'string' ? `<numFmt numFmtId="${200 + at}" formatCode="${format}"/>` : '',
  );
  const fonts = all.map(({ font = 'Calibri' }) => `<font><sz val="11"/><name val="${font}"/></font>`);
  const xfs = all.map(
    ({ format = 0 }, at) => `<xf numFmtId="${typeof format === 'string' ? 200 + at : format}" fontId="${at}"/>`,
  );
  return `${head}<styleSheet xmlns="${spreadsheetml}"><numFmts>${formats.join('')}</numFmts><fonts>${fonts.join('')}</fonts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${xfs.join('')}</cellXfs></styleSheet>`;
}

/** The same archive, its directory saying that a part is of another size than it is. */
export function sayingSize(zip: Uint8Array, part: string, size: number): Uint8Array {
  const bytes = Buffer.from(zip);
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4)) {
    const name = bytes.toString('latin1', at + 46, at + 46 + bytes.readUInt16LE(at + 28));
    if (name === part) bytes.writeUInt32LE(size, at + 24);
  }
  return bytes;
}

/** A compound file as far as its kind is told by: the signature and the name of a stream. */
export function compoundFile(stream: string): Uint8Array {
  const bytes = Buffer.alloc(2048);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  Buffer.from(stream, 'utf16le').copy(bytes, 1024);
  return bytes;
}
