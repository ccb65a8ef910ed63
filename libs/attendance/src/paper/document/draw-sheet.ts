import { documentFonts, drawDocument, drawQr, drawText, type FontWeight, fitText, type TextBox } from '#libs/platform';
import type { InBoth, PaperColumn, PaperPage, SheetPaper } from './sheet-paper.js';

const A4 = { width: 595.28, height: 841.89 };
const MARGIN = { side: 36, top: 30, bottom: 28 };
const INK = '#14262a';
const RULE = '#7d8f94';
const SHADE = '#e8eff0';
const QR = 88;
const GAP = 10;
const HEAD = { title: 26, about: 90 };
const LABELS = 34;
/** Room for a hand to sign. */
const ROW = 31;
const CELL = { side: 4, pad: 1 };

interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

type Align = 'left' | 'centre' | 'right';

interface Setting extends Pick<TextBox, 'size' | 'minSize' | 'lineHeight'> {
  weight: FontWeight;
}

const title: Setting = { size: 12.5, minSize: 9, lineHeight: 1.7, weight: 'bold' };
const about: Setting = { size: 9, minSize: 6.5, lineHeight: 1.7, weight: 'regular' };
const label: Setting = { size: 8.5, minSize: 6.5, lineHeight: 1.7, weight: 'bold' };
const cell: Setting = { size: 9, minSize: 5.5, lineHeight: 1.5, weight: 'regular' };
const foot: Setting = { size: 8, minSize: 6.5, lineHeight: 1.7, weight: 'regular' };

/** Portrait A4; every page is headed and named by a code of its own, for it may be signed and scanned apart. */
export function drawSheets(papers: readonly SheetPaper[]): Promise<Buffer> {
  const [first] = papers;
  const last = papers
    .map(({ createdAt }) => createdAt)
    .toSorted()
    .at(-1)!;
  const pages = papers.flatMap((paper) => paper.pages.map((page) => ({ paper, page })));
  return drawDocument(
    {
      info: { title: first!.title.join(' · '), author: '', createdAt: new Date(last) },
      id: papers.map(({ id }) => id).join(' '),
      language: 'vi',
      size: 'A4',
      orientation: 'portrait',
    },
    (doc) => {
      for (const [index, { paper, page }] of pages.entries()) {
        if (index > 0) doc.addPage();
        drawPage(doc, paper, page);
      }
    },
  );
}

function drawPage(doc: PDFKit.PDFDocument, paper: SheetPaper, page: PaperPage): void {
  const width = A4.width - 2 * MARGIN.side;
  drawHead(doc, paper, page, width);
  let y = MARGIN.top + HEAD.title + HEAD.about + GAP;
  doc.rect(MARGIN.side, y, width, LABELS).fill(SHADE);
  const labels = paper.columns.map(({ label: words }) => both(words, '\n'));
  y = drawCells(doc, paper.columns, labels, { x: MARGIN.side, y, width, height: LABELS }, label);
  for (const row of page.rows) y = drawCells(doc, paper.columns, row, { x: MARGIN.side, y, width, height: ROW }, cell);
  drawFoot(doc, paper, page, {
    x: MARGIN.side,
    y: y + GAP / 2,
    width,
    height: A4.height - MARGIN.bottom - y - GAP / 2,
  });
}

/** Vietnamese on the left, Lao beside it, the code on the right. */
function drawHead(doc: PDFKit.PDFDocument, paper: SheetPaper, page: PaperPage, width: number): void {
  const half = (width - QR - 2 * GAP) / 2;
  for (const index of [0, 1] as const) {
    const x = MARGIN.side + index * (half + GAP);
    put(doc, paper.title[index], { x, y: MARGIN.top, width: half, height: HEAD.title }, title);
    put(doc, paper.about[index], { x, y: MARGIN.top + HEAD.title, width: half, height: HEAD.about }, about);
  }
  drawQr(doc, page.address, { x: MARGIN.side + width - QR, y: MARGIN.top, size: QR });
}

/** One row with its rules; answers where the next begins. */
function drawCells(
  doc: PDFKit.PDFDocument,
  columns: readonly PaperColumn[],
  texts: readonly string[],
  { x: left, y, width, height }: Rect,
  setting: Setting,
): number {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  let x = left;
  for (const [index, { share, align }] of columns.entries()) {
    const own = (width * share) / shares;
    doc.lineWidth(0.5).strokeColor(RULE).rect(x, y, own, height).stroke();
    const inside = { x: x + CELL.side, y: y + CELL.pad, width: own - 2 * CELL.side, height: height - 2 * CELL.pad };
    if (texts[index]) put(doc, texts[index], inside, setting, align, 'middle');
    x += own;
  }
  return y + height;
}

/** What the letters mean, where whoever teaches signs, and which page this is. */
function drawFoot(doc: PDFKit.PDFDocument, paper: SheetPaper, page: PaperPage, { x, y, width, height }: Rect): void {
  put(doc, both(paper.legend, '\n'), { x, y, width, height: 28 }, foot);
  const dots = ' ……………………………………………………';
  put(doc, `${both(paper.teacher, ' / ')}${dots}`, { x, y: y + 34, width, height: 20 }, about);
  put(doc, page.foot, { x, y: y + height - 14, width, height: 14 }, foot, 'right');
}

const both = ([vi, lo]: InBoth, between: string): string => (vi === lo ? vi : `${vi}${between}${lo}`);

function put(
  doc: PDFKit.PDFDocument,
  text: string,
  { x, y, width, height }: Rect,
  { weight, ...setting }: Setting,
  align: Align = 'left',
  stands: 'top' | 'middle' = 'top',
): void {
  const fitted = fitText(text, documentFonts()[weight], { ...setting, width, height });
  doc.fillColor(INK);
  drawText(doc, fitted, { x, y: stands === 'top' ? y : y + (height - fitted.height) / 2, width, align });
}
