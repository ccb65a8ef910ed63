import { containsLao, type Language } from '#libs/kernel';
import { declaration, main } from './markup.js';

export type Shape = 'text' | 'paragraph' | 'date' | 'number' | 'header' | 'required_header' | 'heading';

// The fonts that state papers of both countries are written in. Excel has a substitute where one is not installed.
const fonts = ['Times New Roman', 'Phetsarath OT'] as const;
const shapes: readonly Shape[] = ['text', 'paragraph', 'date', 'number', 'header', 'required_header', 'heading'];

// 49 is text. Dates as both countries write them.
const formats: Readonly<Partial<Record<Shape, number>>> = { text: 49, paragraph: 49, date: 164 };
const fontOf: Readonly<Partial<Record<Shape, number>>> = { header: 2, required_header: 2, heading: 4 };
const fillOf: Readonly<Partial<Record<Shape, number>>> = { header: 2, required_header: 3 };

const isLao = (text: string | null, language: Language) => (text === null ? language === 'lo' : containsLao(text));

/** Index of the style for a cell of that shape, in the font for its text; null is a cell still to be filled in. */
export function styleOf(shape: Shape, text: string | null, language: Language): number {
  return 1 + shapes.indexOf(shape) * fonts.length + Number(isLao(text, language));
}

export function stylesPart(language: Language): string {
  const font = (name: string, size: number, isBold: boolean) =>
    `<font>${isBold ? '<b/>' : ''}<sz val="${size}"/><name val="${name}"/><family val="1"/></font>`;
  const ordinary = fonts.map((name) => font(name, 12, false));
  const bold = fonts.map((name) => font(name, 12, true));
  const large = fonts.map((name) => font(name, 15, true));
  const fill = (colour: string) =>
    `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
  const none = '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>';
  const line = (side: string) => `<${side} style="thin"><color rgb="FFB8C1CC"/></${side}>`;
  const borders = `<border/><border>${['left', 'right', 'top', 'bottom'].map(line).join('')}</border>`;
  const normal = styleXf(0, Number(language === 'lo'), 0, 0, '');
  return (
    `${declaration}<styleSheet ${main}>` +
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>' +
    `<fonts count="6">${[...ordinary, ...bold, ...large].join('')}</fonts>` +
    `<fills count="4">${none}${fill('E3EAF2')}${fill('F6E3B4')}</fills>` +
    `<borders count="2">${borders}</borders>` +
    `<cellStyleXfs count="1">${styleXf(0, 0, 0, 0, '')}</cellStyleXfs>` +
    `<cellXfs count="${1 + shapes.length * fonts.length}">${normal}${shapes.map(xfsOf).join('')}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  );
}

function xfsOf(shape: Shape): string {
  const isHeader = shape === 'header' || shape === 'required_header';
  const wraps = isHeader || shape === 'paragraph' || shape === 'heading';
  const alignment = `<alignment vertical="${isHeader ? 'center' : 'top'}"${wraps ? ' wrapText="1"' : ''}/>`;
  return fonts
    .map((_, lao) =>
      styleXf(formats[shape] ?? 0, (fontOf[shape] ?? 0) + lao, fillOf[shape] ?? 0, isHeader ? 1 : 0, alignment),
    )
    .join('');
}

// quotePrefix: what begins with = + - @ stays text when somebody edits the cell.
function styleXf(format: number, font: number, fill: number, border: number, alignment: string): string {
  const prefix = format === 49 ? ' quotePrefix="1"' : '';
  const ids = `numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}"`;
  const applied = 'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"';
  return `<xf ${ids} xfId="0" ${applied}${prefix}>${alignment}</xf>`;
}
