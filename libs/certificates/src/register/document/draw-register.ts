import { documentFonts, drawDocument, drawText, type FontWeight, fitText } from '#libs/platform';
import type { InBoth, PaperColumn, PaperPage, RegisterPaper } from './register-paper.js';

/** A4, landscape. */
const PAGE = { width: 841.89, height: 595.28 };
const MARGIN = { side: 30, top: 24, bottom: 20 };
const INK = '#14262a';
const RULE = '#7d8f94';
const SHADE = '#e8eff0';
const HEAD = { title: 23, book: 18, labels: 32 };
/** Room for a name in both scripts, and for a hand to sign. */
const ROW = 36.5;
/** Between the signers and the chain there is room for a signature and a seal. */
const FOOT = { chain: 30, signers: 20, seal: 56 };
const CELL = { side: 3, pad: 1 };
const LEADING = 1.6;

interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Setting {
  size: number;
  minSize: number;
  weight: FontWeight;
  align?: 'left' | 'centre' | 'right';
}

const title: Setting = { size: 13, minSize: 9, weight: 'bold' };
const about: Setting = { size: 9.5, minSize: 7, weight: 'regular' };
const label: Setting = { size: 7.5, minSize: 5.5, weight: 'bold', align: 'centre' };
const cell: Setting = { size: 7.6, minSize: 5, weight: 'regular' };
const wordy: Setting = { ...cell, size: 6.6 };
const foot: Setting = { size: 7.5, minSize: 6, weight: 'regular' };
const signer: Setting = { size: 9, minSize: 7, weight: 'bold', align: 'centre' };

/** The pages as they are bound and stamped. The same lines give the same bytes. */
export function drawRegister(paper: RegisterPaper): Promise<Buffer> {
  const info = {
    title: `${paper.title.join(' · ')} ${paper.book[0]}`,
    author: '',
    createdAt: new Date(paper.createdAt),
  };
  return drawDocument({ info, id: paper.id, language: 'vi', size: 'A4', orientation: 'landscape' }, (doc) => {
    for (const [index, page] of paper.pages.entries()) {
      if (index > 0) doc.addPage();
      drawPage(doc, paper, page);
    }
  });
}

function drawPage(doc: PDFKit.PDFDocument, paper: RegisterPaper, page: PaperPage): void {
  const x = MARGIN.side;
  const width = PAGE.width - 2 * MARGIN.side;
  put(doc, both(paper.title, ' / '), { x, y: MARGIN.top, width: width * 0.7, height: HEAD.title }, title);
  const right = { x: x + width * 0.7, y: MARGIN.top, width: width * 0.3, height: HEAD.title };
  put(doc, both(page.number, ' / '), right, { ...about, align: 'right' });
  put(doc, both(paper.book, ' / '), { x, y: MARGIN.top + HEAD.title, width, height: HEAD.book }, about);
  let y = MARGIN.top + HEAD.title + HEAD.book + 4;
  doc.rect(x, y, width, HEAD.labels).fill(SHADE);
  const labels = paper.columns.map((column) => both(column.label, '\n'));
  y = drawRow(doc, paper, labels, { x, y, width, height: HEAD.labels }, () => label);
  const inRows = ({ isWordy }: PaperColumn) => (isWordy ? wordy : cell);
  for (const row of page.rows) y = drawRow(doc, paper, row, { x, y, width, height: ROW }, inRows);
  drawFoot(doc, paper, page);
}

/** One row with its rules; answers where the next begins. */
function drawRow(
  doc: PDFKit.PDFDocument,
  { columns }: RegisterPaper,
  texts: readonly string[],
  { x: left, y, width, height }: Rect,
  settingOf: (column: PaperColumn) => Setting,
): number {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  let x = left;
  for (const [index, column] of columns.entries()) {
    const own = (width * column.share) / shares;
    doc.lineWidth(0.5).strokeColor(RULE).rect(x, y, own, height).stroke();
    const inside = { x: x + CELL.side, y: y + CELL.pad, width: own - 2 * CELL.side, height: height - 2 * CELL.pad };
    if (texts[index]) put(doc, texts[index], inside, settingOf(column), true);
    x += own;
  }
  return y + height;
}

/** The hash that binds the page to all before it, and where the book is signed and stamped. */
function drawFoot(doc: PDFKit.PDFDocument, { signers }: RegisterPaper, { chain }: PaperPage): void {
  const width = PAGE.width - 2 * MARGIN.side;
  const chainTop = PAGE.height - MARGIN.bottom - FOOT.chain;
  put(doc, both(chain, '\n'), { x: MARGIN.side, y: chainTop, width, height: FOOT.chain }, foot);
  const own = width / signers.length;
  for (const [index, words] of signers.entries()) {
    const place = {
      x: MARGIN.side + index * own,
      y: chainTop - FOOT.seal - FOOT.signers,
      width: own,
      height: FOOT.signers,
    };
    put(doc, both(words, ' / '), place, signer);
  }
}

const both = ([vi, lo]: InBoth, between: string): string => (vi === lo ? vi : `${vi}${between}${lo}`);

function put(
  doc: PDFKit.PDFDocument,
  text: string,
  { x, y, width, height }: Rect,
  { size, minSize, weight, align = 'left' }: Setting,
  isCentred = false,
): void {
  const fitted = fitText(text, documentFonts()[weight], { size, minSize, lineHeight: LEADING, width, height });
  doc.fillColor(INK);
  drawText(doc, fitted, { x, y: isCentred ? y + (height - fitted.height) / 2 : y, width, align });
}
