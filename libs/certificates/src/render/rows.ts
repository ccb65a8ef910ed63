import {
  baselineIn,
  documentFonts,
  drawWords,
  type FontPair,
  fitWidth,
  type Line,
  linesOf,
  type Paragraphs,
  paragraphsOf,
  sizesDown,
} from '#libs/platform';
import type { CertificateLayout, RowsBlock } from './layout.js';
import { type CertificateTemplate, rowTexts } from './template.js';
import { type ColumnLanguage, columnLanguages, type TemplateValues } from './texts.js';

type ByLanguage<T> = Readonly<Record<ColumnLanguage, T>>;

interface Row {
  readonly label: ByLanguage<Paragraphs>;
  readonly value: ByLanguage<Paragraphs>;
  readonly fonts: FontPair;
}

interface BrokenRow {
  readonly label: ByLanguage<readonly Line[]>;
  readonly value: ByLanguage<readonly Line[]>;
  /** Lines of the longest cell. */
  readonly lines: number;
}

/** Draws the particulars: label and value, a row of one language level with the same row of the other. */
export function drawRows(
  doc: PDFKit.PDFDocument,
  template: CertificateTemplate,
  values: ByLanguage<TemplateValues>,
): void {
  const { rows: block, columns, colours } = template.layout;
  const rows = rowsOf(template, values);
  const { size, broken } = fit(rows, block, template);
  const leading = size * block.lineHeight;
  const taken = broken.reduce((sum, row) => sum + row.lines, 0) * leading;
  // Air left over goes between the rows, up to half a line each.
  const air = Math.min(leading / 2, (block.height - taken) / Math.max(1, broken.length));

  for (const language of columnLanguages) {
    const { x } = columns[block.in]![language];
    let y = block.y + Math.max(0, (block.height - taken - air * (broken.length - 1)) / 2);
    for (const row of broken) {
      doc.fillColor(colours[block.labelColour]!);
      drawLines(doc, row.label[language], size, leading, x, y);
      doc.fillColor(colours[block.valueColour]!);
      drawLines(doc, row.value[language], size, leading, x + block.labelWidth, y);
      y += row.lines * leading + air;
    }
  }
}

function rowsOf(template: CertificateTemplate, values: ByLanguage<TemplateValues>): Row[] {
  const { regular, bold } = documentFonts();
  return template.layout.rows.order.flatMap((name) => {
    const cells = { vi: rowTexts(template, name, 'vi'), lo: rowTexts(template, name, 'lo') };
    const value = { vi: cells.vi.value(values.vi).trim(), lo: cells.lo.value(values.lo).trim() };
    if (value.vi === '' && value.lo === '') return [];
    const fonts = template.layout.rows.bold.includes(name) ? bold : regular;
    return [
      {
        label: {
          vi: paragraphsOf(cells.vi.label(values.vi), regular),
          lo: paragraphsOf(cells.lo.label(values.lo), regular),
        },
        value: { vi: paragraphsOf(value.vi, fonts), lo: paragraphsOf(value.lo, fonts) },
        fonts,
      },
    ];
  });
}

function fit(rows: readonly Row[], block: RowsBlock, template: CertificateTemplate) {
  let fitted: { size: number; broken: BrokenRow[] } = { size: block.size, broken: [] };
  for (const size of sizesDown(block.size, block.minSize)) {
    const broken = rows.map((row) => breakRow(row, size, template));
    fitted = { size, broken };
    const height = broken.reduce((sum, row) => sum + row.lines, 0) * size * block.lineHeight;
    const isNarrow = broken.every((row) =>
      columnLanguages.every((language) => isInside(row, language, size, template)),
    );
    if (isNarrow && height <= block.height) break;
  }
  return fitted;
}

function breakRow(row: Row, size: number, { layout }: CertificateTemplate): BrokenRow {
  const { regular } = documentFonts();
  const labelLines = (language: ColumnLanguage) => linesOf(row.label[language], labelRoom(layout.rows), size, regular);
  const valueLines = (language: ColumnLanguage) =>
    linesOf(row.value[language], valueRoom(layout, language), size, row.fonts);
  const label = { vi: labelLines('vi'), lo: labelLines('lo') };
  const value = { vi: valueLines('vi'), lo: valueLines('lo') };
  const lines = Math.max(...[label, value].flatMap((cell) => columnLanguages.map((language) => cell[language].length)));
  return { label, value, lines };
}

function isInside(row: BrokenRow, language: ColumnLanguage, size: number, { layout }: CertificateTemplate): boolean {
  return (
    fitWidth(row.label[language], labelRoom(layout.rows), size) &&
    fitWidth(row.value[language], valueRoom(layout, language), size)
  );
}

function valueRoom({ columns, rows }: CertificateLayout, language: ColumnLanguage): number {
  return columns[rows.in]![language].width - rows.labelWidth;
}

/** Width of a label: a little air before the values. */
function labelRoom(block: RowsBlock): number {
  return block.labelWidth - 6;
}

function drawLines(
  doc: PDFKit.PDFDocument,
  lines: readonly Line[],
  size: number,
  leading: number,
  x: number,
  y: number,
) {
  for (const [i, line] of lines.entries()) {
    drawWords(doc, line.words, size, x, y + i * leading + baselineIn(leading, size));
  }
}
