import { baselineIn, type PlacedLine, sizesDown } from '#libs/platform';
import type { CertificateLayout, RowsBlock } from '../layout.js';
import { rowTexts } from '../template.js';
import { type ColumnLanguage, columnLanguages } from '../texts.js';
import type { RowSlots, Slot } from './outline.js';
import type { BrokenText } from './typesetter.js';
import type { PageInHand } from './workshop.js';

type ByLanguage<T> = Readonly<Record<ColumnLanguage, T>>;

interface Cells {
  readonly slots: RowSlots;
  readonly label: BrokenText;
  readonly value: BrokenText;
}

type Row = ByLanguage<Cells>;

/** Sets the particulars: label and value, a row of one language level with the same row of the other. */
export function setRows(page: PageInHand): void {
  const { rows: block, columns, colours } = page.template.layout;
  const rows = rowsOf(page);
  const size = sizeFor(rows, block);
  const leading = size * block.lineHeight;
  const taken = linesTaken(rows, size) * leading;
  // Air left over goes between the rows, up to half a line each.
  const air = Math.min(leading / 2, (block.height - taken) / Math.max(1, rows.length));

  for (const language of columnLanguages) {
    const { x } = columns[block.in]![language];
    let y = block.y + Math.max(0, (block.height - taken - air * (rows.length - 1)) / 2);
    const set = (slot: Slot, cell: BrokenText, at: number, colour: string) => {
      if (cell.text === '') return;
      const lines = cell
        .at(size)
        .lines.map(
          ({ words }, i): PlacedLine => ({ words, x: at, baseline: y + i * leading + baselineIn(leading, size) }),
        );
      page.put(slot, page.setter.lines(slot, cell.text, lines, size, { colour: colours[colour]!, language }));
    };
    for (const row of rows) {
      const { slots, label, value } = row[language];
      set(slots.label, label, x, block.labelColour);
      set(slots.value, value, x + block.labelWidth, block.valueColour);
      y += linesOfRow(row, size) * leading + air;
    }
  }
}

function rowsOf({ template, outline, values, setter }: PageInHand): Row[] {
  const { layout } = template;
  return layout.rows.order.flatMap((name, i) => {
    const cells = (language: ColumnLanguage): Cells => {
      const { label, value } = rowTexts(template, name, language);
      const weight = layout.rows.bold.includes(name) ? 'bold' : 'regular';
      return {
        slots: outline.rows[language][i]!,
        label: setter.broke(label(values[language]), 'regular', labelRoom(layout.rows)),
        value: setter.broke(value(values[language]).trim(), weight, valueRoom(layout, language)),
      };
    };
    const row = { vi: cells('vi'), lo: cells('lo') };
    return row.vi.value.text === '' && row.lo.value.text === '' ? [] : [row];
  });
}

function sizeFor(rows: readonly Row[], block: RowsBlock): number {
  let last = block.size;
  for (const size of sizesDown(block.size, block.minSize)) {
    last = size;
    const isInside = cellsOf(rows).every((cell) => cell.at(size).isInside);
    if (isInside && linesTaken(rows, size) * size * block.lineHeight <= block.height) break;
  }
  return last;
}

const cellsOf = (rows: readonly Row[]): BrokenText[] =>
  rows.flatMap((row) => columnLanguages.flatMap((language) => [row[language].label, row[language].value]));

const linesTaken = (rows: readonly Row[], size: number): number =>
  rows.reduce((sum, row) => sum + linesOfRow(row, size), 0);

/** Lines of the longest cell. */
const linesOfRow = (row: Row, size: number): number =>
  Math.max(...cellsOf([row]).map((cell) => cell.at(size).lines.length));

function valueRoom({ columns, rows }: CertificateLayout, language: ColumnLanguage): number {
  return columns[rows.in]![language].width - rows.labelWidth;
}

/** Width of a label: a little air before the values. */
function labelRoom(block: RowsBlock): number {
  return block.labelWidth - 6;
}
