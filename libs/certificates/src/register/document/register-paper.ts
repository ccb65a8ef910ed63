/** The same words in Vietnamese and in Lao. */
export type InBoth = readonly [vi: string, lo: string];

export interface PaperColumn {
  label: InBoth;
  /** Of the width of the page, beside the shares of the others. */
  share: number;
  /** Holds long words in two languages, set smaller in every row so that rows look alike. */
  isWordy: boolean;
}

/** One page of the book: stamped by itself, and bound by the hash at its foot to all before it. */
export interface PaperPage {
  /** Of texts, in the order of the columns. */
  rows: string[][];
  chain: InBoth;
  number: InBoth;
}

/** Pages of one book as they are printed: texts only, everything formatted. Sent to a thread as it is. */
export interface RegisterPaper {
  /** Names the document. */
  id: string;
  /** ISO instant of the newest line on it, for the file's own data. */
  createdAt: string;
  title: InBoth;
  book: InBoth;
  columns: PaperColumn[];
  /** Where whoever keeps the book and the head of the institute sign. */
  signers: InBoth[];
  pages: PaperPage[];
}
