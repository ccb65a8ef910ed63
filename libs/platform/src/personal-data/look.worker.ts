import type { ColumnType } from '../row-files/column-types.js';
import { eachRow } from '../row-files/each-row.js';
import { type LookedAtFile, lookThroughFile } from './file-look.js';
import { personalDataIn } from './personal-data.rules.js';
import type { PersonalDataFinding } from './personal-data.types.js';
import { lookThroughTable } from './table-look.js';
import { Tally } from './tally.js';

/** A row file with what its columns are. */
export interface LookedAtRows {
  name: string;
  path: string;
  columns: { name: string; words: string; type: ColumnType; hasCodeList: boolean }[];
}

export interface LookTask {
  texts: { name: string; text: string }[];
  files: LookedAtFile[];
  tables: LookedAtRows[];
}

export default async function look({ texts, files, tables }: LookTask): Promise<PersonalDataFinding[]> {
  const tally = new Tally();
  for (const { name, text } of texts)
    for (const sighting of personalDataIn(text)) tally.add(sighting, { source: 'text', name });
  for (const file of files) await lookThroughFile(file, tally);
  for (const table of tables) await lookThroughRows(table, tally);
  return tally.end();
}

const lookThroughRows = ({ name, path, columns }: LookedAtRows, tally: Tally): Promise<void> =>
  lookThroughTable(
    {
      place: { source: 'table', name },
      columns: columns.map(({ type, ...column }) => ({ ...column, isMeasure: type === 'number' || type === 'date' })),
      each: (take) => eachRow(path, columns.length, take),
    },
    tally,
  );
