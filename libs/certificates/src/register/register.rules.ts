/** The books of the register: one for each kind of document and year. */

export const documentKinds = ['chung_chi', 'giay_chung_nhan'] as const;

export type DocumentKind = (typeof documentKinds)[number];

export interface Book {
  kind: DocumentKind;
  /** Of the day on the document. */
  year: number;
}

/** A line of the register: a document, or a later note on one. */
export const entryKinds = ['issue', 'revoked', 'replaced'] as const;

export type EntryKind = (typeof entryKinds)[number];

const prefixes: Readonly<Record<DocumentKind, string>> = { chung_chi: 'CC', giay_chung_nhan: 'GCN' };

/** `CC-2026`. */
export const bookName = ({ kind, year }: Book): string => `${prefixes[kind]}-${year}`;

export function bookNamed(name: string): Book | null {
  const [, prefix, year] = /^([A-Z]+)-(\d{4})$/.exec(name) ?? [];
  const kind = documentKinds.find((one) => prefixes[one] === prefix);
  return kind ? { kind, year: Number(year) } : null;
}

/** `CC-2026/000123`. */
export const printedNumber = (book: Book, number: number): string =>
  `${bookName(book)}/${String(number).padStart(6, '0')}`;

/** The blanks of a year are counted through, whatever is printed on them. */
export const serialOf = (year: number, number: number): string => `VL-${year}-${String(number).padStart(6, '0')}`;
