import { DomainError, type ErrorArgs, type ErrorKind } from '#libs/kernel';

const kinds: Readonly<Record<string, ErrorKind>> = {
  'spreadsheet.too_large': 'too_large',
  'spreadsheet.inflates_too_far': 'too_large',
  'spreadsheet.not_a_table': 'unsupported',
  'spreadsheet.old_excel': 'unsupported',
  'spreadsheet.open_document': 'unsupported',
  'spreadsheet.binary_workbook': 'unsupported',
  'spreadsheet.macros': 'unsupported',
  'spreadsheet.encrypted': 'unsupported',
};

/** Why a file cannot be read, as it travels out of the thread: an error of our own class would arrive as a plain one. */
export interface Refused {
  readonly refused: { readonly code: string; readonly args: ErrorArgs };
}

export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly args: ErrorArgs = {},
  ) {
    super(code);
  }
}

export const isRefused = (answer: object): answer is Refused => 'refused' in answer;

export const asRefused = ({ code, args }: Refusal): Refused => ({ refused: { code, args } });

export const refusalError = (code: string, args: ErrorArgs = {}): DomainError =>
  new DomainError(kinds[code] ?? 'invalid', code, args);
