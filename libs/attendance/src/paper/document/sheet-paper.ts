/** The same words in Vietnamese and in Lao, side by side on paper. */
export type InBoth = readonly [vi: string, lo: string];

/** One sheet as it is printed: texts only, everything formatted. Sent to a thread as it is. */
export interface SheetPaper {
  /** Names the document. */
  id: string;
  /** ISO instant, for the file's own data. */
  createdAt: string;
  title: InBoth;
  /** Course, session, time, place, who teaches; lines separated by line feeds. */
  about: InBoth;
  columns: readonly PaperColumn[];
  /** What the letters in the last column mean. */
  legend: InBoth;
  /** Before the line on which whoever teaches signs. */
  teacher: InBoth;
  pages: readonly PaperPage[];
}

export interface PaperColumn {
  label: InBoth;
  /** Share of the width of the page. */
  share: number;
  align: 'left' | 'centre';
}

export interface PaperPage {
  /** What its code says: the address of the sheet, and which page it is. */
  address: string;
  foot: string;
  /** Number, name, organisation; lines within a cell are separated by line feeds. The rest is for hands. */
  rows: readonly (readonly [number: string, name: string, organisation: string])[];
}
