import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { lookAtDelimited, readDelimitedFile } from '../spreadsheet/read/delimited-file.js';
import { readWorkbook, sheetNamesOf } from '../spreadsheet/read/workbook.js';
import { textOfCell } from '../spreadsheet/reading-cells.js';
import { type ReadLimits, type Table, usualLimits } from '../spreadsheet/table.js';
import { extensionOf } from '../storage/file-kinds.rules.js';
import { contextOf } from './context.rules.js';
import { personalDataIn } from './personal-data.rules.js';
import { type LookedAtColumn, lookThroughTable } from './table-look.js';
import type { Tally } from './tally.js';

export interface LookedAtFile {
  name: string;
  path: string;
}

type Look = (file: LookedAtFile, tally: Tally) => Promise<void>;

const megabyte = 1024 * 1024;
/** What is read whole into memory, in bytes. */
const largestWhole = 64 * megabyte;
const longestRecord = 1_000_000;

const workbookLimits: ReadLimits = {
  ...usualLimits,
  bytes: largestWhole,
  inflatedBytes: 400 * megabyte,
  rows: 200_000,
  columns: 1000,
  characters: 60_000_000,
};

/** For a name that is not told. */
const hidden = '•••';

const asNumber = contextOf('identity number');

/** What something in a file is called: what its name says of somebody is kept no more than what stands in it. */
const called = (words: string, otherwise: string): string =>
  words === '' || personalDataIn(words, asNumber).length > 0 ? otherwise : words.slice(0, 100);

const column = (words: string, at: number): LookedAtColumn => ({
  name: called(words, String(at + 1)),
  words,
  hasCodeList: false,
  isMeasure: false,
});

const looks: Readonly<Record<string, Look>> = {
  csv: lookThroughDelimited,
  json: lookThroughJson,
  geojson: lookThroughJson,
  txt: lookThroughLines,
  md: lookThroughLines,
  xml: lookThroughLines,
  xlsx: lookThroughWorkbook,
};

/** Looks through a file whose content is what its name says; tells of one that cannot be read. */
export async function lookThroughFile(file: LookedAtFile, tally: Tally): Promise<void> {
  const look = looks[extensionOf(file.name)];
  if (!look) return tally.unread(file.name);
  try {
    await look(file, tally);
  } catch {
    tally.unread(file.name);
  }
}

async function lookThroughDelimited({ name, path }: LookedAtFile, tally: Tally): Promise<void> {
  const file = await lookAtDelimited(path);
  let header: string[] | null = null;
  await readDelimitedFile(file, longestRecord, (record) => {
    header = record;
    return false;
  });
  const place = { source: 'file' as const, name };
  const columns = ((header ?? []) as string[]).map(column);
  // A first line that is no header may say something of somebody too.
  for (const [at, cell] of ((header ?? []) as string[]).entries())
    for (const sighting of personalDataIn(cell)) tally.add(sighting, { ...place, columns: [String(at + 1)], row: 1 });
  await lookThroughTable(
    {
      place,
      columns,
      each: (take) => {
        let isHeader = true;
        return readDelimitedFile(file, longestRecord, (record, number) => {
          if (!isHeader) take(record, number);
          isHeader = false;
          return true;
        });
      },
    },
    tally,
  );
}

async function lookThroughWorkbook({ name, path }: LookedAtFile, tally: Tally): Promise<void> {
  if ((await stat(path)).size > largestWhole) return tally.unread(name);
  const bytes = await readFile(path);
  for (const sheet of await sheetNamesOf(bytes, workbookLimits)) {
    const table = await readWorkbook(bytes, { sheet }, workbookLimits).catch(() => null);
    // A sheet that holds a chart alone, or nothing, has no cells; of any other it is said that it was not read.
    if (table) await lookThroughSheet(name, table, tally);
    else tally.unread(name);
  }
}

async function lookThroughSheet(name: string, { sheetName, header, rows, headerNumber }: Table, tally: Tally) {
  const place = { source: 'file' as const, name, sheet: called(sheetName, hidden) };
  for (const sighting of personalDataIn(sheetName)) tally.add(sighting, place);
  for (const [at, cell] of header.entries())
    for (const sighting of personalDataIn(cell))
      tally.add(sighting, { ...place, columns: [String(at + 1)], row: headerNumber });
  await lookThroughTable(
    {
      place,
      columns: header.map(column),
      each: (take) => {
        for (const { cells, number } of rows)
          take(
            cells.map((cell) => (typeof cell === 'number' ? cell : textOfCell(cell))),
            number,
          );
      },
    },
    tally,
  );
}

async function lookThroughLines({ name, path }: LookedAtFile, tally: Tally): Promise<void> {
  const lines = createInterface({ input: createReadStream(path, 'utf8') });
  let row = 0;
  for await (const line of lines) {
    row++;
    for (const sighting of personalDataIn(line)) tally.add(sighting, { source: 'file', name, row });
  }
}

/** By the names that values have; a list has the name of what it is in. */
async function lookThroughJson({ name, path }: LookedAtFile, tally: Tally): Promise<void> {
  if ((await stat(path)).size > largestWhole) return tally.unread(name);
  const open: [key: string, value: unknown][] = [['', JSON.parse(await readFile(path, 'utf8'))]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [key, value] = next;
    const place = { source: 'file' as const, name, columns: key === '' ? [] : [called(key, hidden)] };
    if (Array.isArray(value)) for (const each of value) open.push([key, each]);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, each] of Object.entries(value)) {
        for (const sighting of personalDataIn(name)) tally.add(sighting, place);
        open.push([name, each]);
      }
    } else if (typeof value === 'string' || typeof value === 'number') {
      for (const sighting of personalDataIn(String(value), contextOf(key))) tally.add(sighting, place);
    }
  }
}
