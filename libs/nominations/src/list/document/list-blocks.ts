import { baselineIn, documentFonts, drawWords, type FontWeight, type Line } from '#libs/platform';
import { breakText, heightOf, type SetRow, TEXT } from './list-cells.js';
import type { ListPaper } from './list-paper.js';

/** Where a block may draw: from the left, points. */
export interface Room {
  x: number;
  width: number;
}

type Align = 'left' | 'centre' | 'right';

interface Setting {
  size: number;
  weight: FontWeight;
  align: Align;
}

const LINE_HEIGHT = 1.75;
const INK = '#14262a';
const RULE = '#7d8f94';
const state: Setting[] = [
  { size: 12, weight: 'bold', align: 'centre' },
  { size: 11, weight: 'regular', align: 'centre' },
];
const office: Setting = { size: 11, weight: 'bold', align: 'left' };
const reference: Setting = { size: 11, weight: 'regular', align: 'right' };
const title: Setting = { size: 15, weight: 'bold', align: 'centre' };
const about: Setting = { size: 11, weight: 'regular', align: 'centre' };
const total: Setting = { size: 11, weight: 'bold', align: 'left' };
const signer: Setting = { size: 11, weight: 'bold', align: 'centre' };
const note: Setting = { size: 9.5, weight: 'regular', align: 'centre' };
const foot: Setting = { size: 9, weight: 'regular', align: 'centre' };
/** Room for a signature and a seal. */
const SEAL = 84;

const leadingOf = ({ size }: Setting): number => size * LINE_HEIGHT;

const setIn = (text: string, room: Room, { size, weight }: Setting): Line[] =>
  breakText(text, room.width, size, documentFonts()[weight]);

/** Draws a text from the top; answers where it ends. */
function put(doc: PDFKit.PDFDocument, text: string, room: Room, y: number, setting: Setting): number {
  const { size, align } = setting;
  const leading = leadingOf(setting);
  doc.fillColor(INK);
  const lines = setIn(text, room, setting);
  for (const [index, line] of lines.entries()) {
    const slack = room.width - line.em * size;
    const indent = align === 'left' ? 0 : align === 'right' ? slack : slack / 2;
    drawWords(doc, line.words, size, room.x + indent, y + index * leading + baselineIn(leading, size));
  }
  return y + lines.length * leading;
}

const heightIn = (text: string, room: Room, setting: Setting): number =>
  setIn(text, room, setting).length * leadingOf(setting);

const leftHalf = ({ x, width }: Room): Room => ({ x, width: width * 0.55 });
const rightPart = ({ x, width }: Room): Room => ({ x: x + width * 0.6, width: width * 0.4 });

/** State, offices, number, date, title: what stands before the table. */
export function drawHead(doc: PDFKit.PDFDocument, paper: ListPaper, room: Room, top: number): number {
  let y = top;
  for (const [index, line] of paper.state.entries()) y = put(doc, line, room, y, state[index] ?? state[1]!);
  y += 8;
  let left = y;
  for (const name of paper.offices) left = put(doc, name, leftHalf(room), left, office);
  let right = put(doc, paper.number, rightPart(room), y, reference);
  right = put(doc, paper.placeAndDate, rightPart(room), right, reference);
  y = Math.max(left, right) + 6;
  y = put(doc, paper.title, room, y, title);
  for (const line of paper.about) y = put(doc, line, room, y, about);
  return y + 8;
}

export function headHeight(paper: ListPaper, room: Room): number {
  const sum = (texts: readonly string[], where: Room, setting: Setting) =>
    texts.reduce((total, text) => total + heightIn(text, where, setting), 0);
  const stately = paper.state.reduce(
    (total, line, index) => total + heightIn(line, room, state[index] ?? state[1]!),
    0,
  );
  const offices = sum(paper.offices, leftHalf(room), office);
  const references = sum([paper.number, paper.placeAndDate], rightPart(room), reference);
  return (
    stately +
    8 +
    Math.max(offices, references) +
    6 +
    sum([paper.title], room, title) +
    sum(paper.about, room, about) +
    8
  );
}

export function drawTableHead(doc: PDFKit.PDFDocument, row: SetRow, room: Room, y: number): number {
  doc.rect(room.x, y, room.width, heightOf(row)).fill('#e8eff0');
  return drawRow(doc, row, room, y);
}

/** One row with its rules; answers where the next begins. */
export function drawRow(doc: PDFKit.PDFDocument, row: SetRow, room: Room, y: number): number {
  const height = heightOf(row);
  doc.lineWidth(0.5).strokeColor(RULE);
  let { x } = room;
  for (const { lines, width, align } of row) {
    doc.rect(x, y, width, height).stroke();
    doc.fillColor(INK);
    for (const [index, line] of lines.entries()) {
      const slack = width - 2 * TEXT.side - line.em * TEXT.size;
      const indent = TEXT.side + (align === 'centre' ? slack / 2 : 0);
      const baseline = y + TEXT.pad + index * TEXT.leading + baselineIn(TEXT.leading, TEXT.size);
      drawWords(doc, line.words, TEXT.size, x + indent, baseline);
    }
    x += width;
  }
  return y + height;
}

/** The sum of the list, and where it is signed and sealed. */
export function drawSignature(doc: PDFKit.PDFDocument, paper: ListPaper, room: Room, top: number): void {
  let y = put(doc, paper.totals, room, top + 6, total) + 10;
  const [who, how] = paper.signature;
  y = put(doc, who, rightPart(room), y, signer);
  put(doc, how, rightPart(room), y, note);
}

export const signatureHeight = ({ totals, signature: [who, how] }: ListPaper, room: Room): number =>
  6 +
  heightIn(totals, room, total) +
  10 +
  heightIn(who, rightPart(room), signer) +
  heightIn(how, rightPart(room), note) +
  SEAL;

export function drawFoot(doc: PDFKit.PDFDocument, paper: ListPaper, room: Room, y: number, page: number, of: number) {
  put(doc, paper.foot.replace('##', String(of)).replace('#', String(page)), room, y, foot);
}
