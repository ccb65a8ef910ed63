import encodeQr from 'qr';
import { number } from './text-line.js';

/** A square in points; the quiet zone of four modules that scanners need lies inside it. */
export interface QrPlace {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

const QUIET_MODULES = 4;
// Scoring all eight masks takes four times as long and helps readers of long ago only.
const MASK = 2;

/** Draws a QR code as vector shapes, black on white whatever lies beneath. */
export function drawQr(doc: PDFKit.PDFDocument, text: string, place: QrPlace): void {
  const { size, runs } = qrOf(text);
  const cell = place.size / size;
  doc.save().rect(place.x, place.y, place.size, place.size).fill('#ffffff');
  for (const { row, column, length } of runs) {
    doc.rect(place.x + column * cell, place.y + row * cell, length * cell, cell);
  }
  doc.fill('#000000').restore();
}

/** The same as operators of a content stream; the place is measured from the top left corner of a page so high. */
export function qrOperators(text: string, { x, y, size: side }: QrPlace, pageHeight: number): string {
  const { size, runs } = qrOf(text);
  const cell = Math.round((side / size) * 1e6) / 1e6;
  const rectangles = runs.map(({ row, column, length }) => `${column} ${row} ${length} 1 re`);
  return [
    `q ${cell} 0 0 ${-cell} ${number(x)} ${number(pageHeight - y)} cm`,
    `1 g 0 0 ${size} ${size} re f`,
    `0 g ${rectangles.join('\n')} f Q`,
  ].join('\n');
}

/** The same as an SVG image of one unit a module, for the screen. */
export function qrSvg(text: string): string {
  const { size, runs } = qrOf(text);
  const path = runs.map(({ row, column, length }) => `M${column} ${row}h${length}v1h-${length}z`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<rect width="${size}" height="${size}" fill="#fff"/><path d="${path.join('')}"/></svg>`
  );
}

/** Modules of a code's side with its quiet zone, and its dark modules. */
function qrOf(text: string): { size: number; runs: DarkRun[] } {
  const modules = encodeQr(text, 'raw', { ecc: 'medium', encoding: 'byte', mask: MASK, border: QUIET_MODULES });
  return { size: modules.length, runs: darkRuns(modules.length, (row, column) => modules[row]![column]!) };
}

interface DarkRun {
  readonly row: number;
  readonly column: number;
  readonly length: number;
}

/** Neighbouring dark modules of a row as one rectangle: a third of the path, and no hairlines between modules. */
export function darkRuns(size: number, isDark: (row: number, column: number) => boolean): DarkRun[] {
  const runs: DarkRun[] = [];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!isDark(row, column)) continue;
      let length = 1;
      while (column + length < size && isDark(row, column + length)) length++;
      runs.push({ row, column, length });
      column += length;
    }
  }
  return runs;
}
