import type { Language } from '#libs/kernel';
import type { Cell } from '../table.js';

export interface WorkbookSpec {
  /** Of the document, and of the font of cells that are still empty. */
  readonly language: Language;
  readonly title?: string;
  readonly sheets: readonly (TableSheet | PageSheet)[];
  /** Name of the hidden sheet that holds what drop-downs offer. Default `Lists`. */
  readonly listsName?: string;
}

/** A header that stays in sight and rows beneath: a list to read, or with `entryRows` a form to fill in. */
export interface TableSheet {
  /** Signs that a sheet's name cannot have are replaced, and what is past 31 characters is cut. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows under the header that are checked and offered choices while somebody types. */
  readonly entryRows?: number;
}

export interface Column {
  readonly header: string;
  /**
   * Text keeps leading zeros of what is typed into it: identity and telephone numbers are text.
   * Paragraphs are wrapped. Default `text`.
   */
  readonly kind?: 'text' | 'paragraph' | 'date' | 'number';
  /** In characters. Default 18. */
  readonly width?: number;
  readonly isRequired?: boolean;
  /** Offered as a drop-down; nothing else is accepted. */
  readonly choices?: readonly string[];
  /** Shown beside the cell while somebody is in it. */
  readonly prompt?: string;
  /** Shown when something is typed that is not a choice or not a date. */
  readonly refusal?: string;
}

/** Text to read: instructions. */
export interface PageSheet {
  readonly name: string;
  readonly paragraphs: readonly { readonly text: string; readonly isHeading?: boolean }[];
}

export const isPage = (sheet: TableSheet | PageSheet): sheet is PageSheet => 'paragraphs' in sheet;
