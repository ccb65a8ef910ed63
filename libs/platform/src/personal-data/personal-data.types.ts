/** What of a person may stand in a text or a table. `unread`: a file nobody but a person can look into. */
export const personalDataKinds = [
  'identity_number',
  'passport_number',
  'email',
  'phone',
  'small_group',
  'unread',
] as const;

export type PersonalDataKind = (typeof personalDataKinds)[number];

/** Something in one text, with most of it hidden. */
export interface Sighting {
  kind: PersonalDataKind;
  sample: string;
}

/** Where it stands. */
export interface PersonalDataPlace {
  source: 'text' | 'file' | 'table';
  /** Of the text, as its owner calls it; of the file; of the table. */
  name: string;
  /** Sheet of a workbook. */
  sheet?: string;
  /** Header of the column, or the name in a JSON file; of a pair, both. */
  columns?: string[];
  /** The first row (line of a text file) it was seen in, from 1 as programs count them. */
  row?: number;
}

/** What was found in one place: in a column, a text, a whole file. */
export interface PersonalDataFinding extends Sighting {
  place: PersonalDataPlace;
  /** Cells, or places in a text; of small groups, how many groups. */
  count: number;
}
