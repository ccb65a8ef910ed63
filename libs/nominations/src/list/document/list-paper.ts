/** One official list as it is printed: texts only, in one language, everything formatted. Sent to a thread as it is. */
export interface ListPaper {
  /** BCP 47, of the paper. */
  language: string;
  /** Names the document. */
  id: string;
  /** ISO instant, for the file's own data. */
  createdAt: string;
  /** The state's name, and its motto. */
  state: readonly string[];
  /** From the ministry down to the organisation itself. */
  offices: readonly string[];
  number: string;
  placeAndDate: string;
  title: string;
  /** What the list is for. */
  about: readonly string[];
  columns: readonly PaperColumn[];
  /** As many cells as there are columns; lines within a cell are separated by line feeds. */
  rows: readonly (readonly string[])[];
  /** How many, and how many women. */
  totals: string;
  /** Who signs, and what is put there by hand. */
  signature: readonly [title: string, note: string];
  /** Foot of each page: `#` stands for its number, `##` for how many there are. */
  foot: string;
}

export interface PaperColumn {
  label: string;
  /** Share of the width of the page. */
  share: number;
  align: 'left' | 'centre';
}
