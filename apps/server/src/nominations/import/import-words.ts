import type { ErrorArgs, Language } from '#libs/kernel';
import type { CellError, FileColumn, NominationImport, OpenRow } from '#libs/nominations';
import { maskedNumber } from '#libs/people';
import type { Translate } from '#libs/platform';
import { findingText } from '../../training/eligibility-words.js';

/** What was found in a row, as sentences in the reader's language. */

interface Remark {
  text: string;
  tone: string;
  /** What was typed, if anything was. */
  cell?: string;
}

interface Reader {
  t: Translate;
  language: Language;
}

const headerOf = ({ t }: Reader, { header, key }: FileColumn): string =>
  header || (key ? t(`imports.column.${key}`) : '');

/** Names of columns instead of their keys. */
export const faultText = ({ t }: Reader, code: string, args: ErrorArgs): string => {
  const { columns, ...rest } = args;
  const named =
    typeof columns === 'string' &&
    columns
      .split(',')
      .map((key) => t(`imports.column.${key}`))
      .join(', ');
  return t(`errors.${code}`, named ? { ...rest, columns: named } : args);
};

export function errorText(reader: Reader, { columns }: NominationImport, { column, code, args }: CellError): string {
  const message = faultText(reader, code, args);
  const at = column === null ? undefined : columns[column];
  return at ? reader.t('imports.cellError', { column: headerOf(reader, at), message }) : message;
}

/** So much of a cell is shown beside what is wrong with it. */
const longestCell = 60;

/** Errors first, each with what stands in its cell, then what the rules of the call say, then who looks like them. */
export function remarksOf(reader: Reader, arrived: NominationImport, row: OpenRow): Remark[] {
  const { t } = reader;
  const alike = row.verdict === 'alike' ? row.candidates : [];
  const cells = shownCells(arrived, row);
  return [
    ...row.errors.map((error) => ({
      text: errorText(reader, arrived, error),
      tone: 'bad',
      cell: error.column === null ? '' : (cells[error.column] ?? '').slice(0, longestCell),
    })),
    ...row.findings.map((finding) => ({
      text: findingText(reader, finding),
      tone: finding.level === 'block' ? 'bad' : 'attention',
    })),
    ...alike.map(({ fullName: name, birthDate: date, reasons }) => {
      const why = reasons.map((reason) => t(`people.reason.${reason.code}`, reason.args)).join(', ');
      const text = date
        ? t('imports.looksLike', { name, date, reasons: why })
        : t('imports.looksLikeUndated', { name, reasons: why });
      return { text, tone: 'attention' };
    }),
  ];
}

/** As typed, the identity number shown in part. */
export const shownCells = ({ columns }: NominationImport, { cells }: OpenRow): string[] =>
  cells.map((cell, at) => (columns[at]?.key === 'identityNumber' && cell !== '' ? maskedNumber(cell) : cell));

/** The name as it stands in the file; empty when that cell is. */
export function nameIn({ columns }: NominationImport, { cells }: OpenRow): string {
  return cells[columns.findIndex(({ key }) => key === 'fullName')] ?? '';
}
