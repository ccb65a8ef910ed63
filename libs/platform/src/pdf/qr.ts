import QRCode from 'qrcode';

/** A square in points; the quiet zone of four modules that scanners need lies inside it. */
export interface QrPlace {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

const QUIET_MODULES = 4;

/** Draws a QR code as vector shapes, black on white whatever lies beneath. */
export function drawQr(doc: PDFKit.PDFDocument, text: string, place: QrPlace): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const cell = place.size / (modules.size + 2 * QUIET_MODULES);
  const origin = { x: place.x + QUIET_MODULES * cell, y: place.y + QUIET_MODULES * cell };
  doc.save().rect(place.x, place.y, place.size, place.size).fill('#ffffff');
  for (const run of darkRuns(modules.size, (row, column) => modules.get(row, column) === 1)) {
    doc.rect(origin.x + run.column * cell, origin.y + run.row * cell, run.length * cell, cell);
  }
  doc.fill('#000000').restore();
}

/** The same as an SVG image of one unit a module, for the screen. */
export function qrSvg(text: string): string {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const size = modules.size + 2 * QUIET_MODULES;
  const path = darkRuns(modules.size, (row, column) => modules.get(row, column) === 1).map(
    ({ row, column, length }) => `M${column + QUIET_MODULES} ${row + QUIET_MODULES}h${length}v1h-${length}z`,
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<rect width="${size}" height="${size}" fill="#fff"/><path d="${path.join('')}"/></svg>`
  );
}

/** Neighbouring dark modules of a row as one rectangle: a third of the path, and no hairlines between modules. */
export function darkRuns(
  size: number,
  isDark: (row: number, column: number) => boolean,
): { row: number; column: number; length: number }[] {
  const runs: { row: number; column: number; length: number }[] = [];
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
