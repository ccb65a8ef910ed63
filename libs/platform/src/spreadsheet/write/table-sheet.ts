import { type Language, localDate } from '#libs/kernel';
import { cellXml, serialOf } from './cells.js';
import { columnName, declaration, escapeXml, main } from './markup.js';
import type { Column, TableSheet } from './spec.js';
import { styleOf } from './styles.js';

// Days a person in a list can be born on, or a letter written.
const earliest = serialOf(localDate('1900-03-01'));
const latest = serialOf(localDate('2100-12-31'));

/** `ranges` are where the choices of each column stand, as `Lists!$A$1:$A$9`. */
export function tableSheetXml(sheet: TableSheet, language: Language, ranges: ReadonlyMap<Column, string>): string {
  const { columns } = sheet;
  const header = columns.map(({ header, isRequired }, at) =>
    cellXml(1, at, isRequired ? 'required_header' : 'header', header, language),
  );
  const rows = sheet.rows.map((cells, at) => {
    const written = columns.map(({ kind = 'text' }, column) =>
      cellXml(at + 2, column, kind, cells[column] ?? null, language),
    );
    return `<row r="${at + 2}">${written.join('')}</row>`;
  });
  const lastRow = Math.max(2, rows.length + 1);
  return (
    `${declaration}<worksheet ${main}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<dimension ref="A1:${columnName(Math.max(0, columns.length - 1))}${lastRow}"/>` +
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
    '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>' +
    // Lao needs room above and below its letters; paragraphs make their own.
    `<sheetFormatPr defaultRowHeight="21"${columns.some(({ kind }) => kind === 'paragraph') ? '' : ' customHeight="1"'}/>` +
    `<cols>${columns.map((column, at) => columnXml(column, at, language)).join('')}</cols>` +
    `<sheetData><row r="1" ht="42" customHeight="1">${header.join('')}</row>${rows.join('')}</sheetData>` +
    validations(sheet, ranges) +
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'
  );
}

function columnXml({ kind = 'text', width = 18 }: Column, at: number, language: Language): string {
  const style = styleOf(kind, null, language);
  return `<col min="${at + 1}" max="${at + 1}" width="${width}" style="${style}" customWidth="1"/>`;
}

function validations({ columns, entryRows = 0 }: TableSheet, ranges: ReadonlyMap<Column, string>): string {
  if (entryRows === 0) return '';
  const written = columns.flatMap((column, at) => {
    const name = columnName(at);
    return validationXml(column, `${name}2:${name}${entryRows + 1}`, ranges.get(column)) ?? [];
  });
  return written.length === 0 ? '' : `<dataValidations count="${written.length}">${written.join('')}</dataValidations>`;
}

function validationXml(column: Column, cells: string, range: string | undefined): string | null {
  // Excel refuses the whole file when a title is past 32 characters or a text past 255.
  const messages =
    `${column.refusal ? ` errorTitle="${cut(column.header, 32)}" error="${cut(column.refusal, 255)}"` : ''}` +
    `${column.prompt ? ` promptTitle="${cut(column.header, 32)}" prompt="${cut(column.prompt, 255)}"` : ''}`;
  const shared = `allowBlank="1" showInputMessage="1" showErrorMessage="1"${messages} sqref="${cells}"`;
  if (range) return `<dataValidation type="list" ${shared}><formula1>${escapeXml(range)}</formula1></dataValidation>`;
  if (column.kind === 'date') {
    const bounds = `<formula1>${earliest}</formula1><formula2>${latest}</formula2>`;
    return `<dataValidation type="date" operator="between" ${shared}>${bounds}</dataValidation>`;
  }
  return column.prompt ? `<dataValidation ${shared}/>` : null;
}

const cut = (text: string, length: number) => escapeXml(text.slice(0, length));
