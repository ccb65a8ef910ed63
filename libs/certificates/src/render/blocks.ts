import { documentFonts, drawText, type FittedText, type FontPair, fitText, type TextPlace } from '#libs/platform';
import type { TextBlock } from './layout.js';
import { type CertificateTemplate, columnText, commonText } from './template.js';
import { type ColumnLanguage, columnLanguages, type TemplateValues } from './texts.js';

type ByLanguage<T> = Readonly<Record<ColumnLanguage, T>>;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Draws one text of the layout: once on the page, or in both columns at the same size, for they are of equal rank. */
export function drawBlock(
  doc: PDFKit.PDFDocument,
  template: CertificateTemplate,
  block: TextBlock,
  values: ByLanguage<TemplateValues>,
): void {
  const { layout } = template;
  doc.fillColor(layout.colours[block.colour]!);
  if (block.in === 'page') {
    const box = { x: block.x ?? 0, y: block.y, width: block.width ?? doc.page.width, height: block.height };
    drawIn(doc, fit(commonText(template, block.text)(values.vi), block, box.width), box, block);
    return;
  }
  const texts = columnLanguages.map((language) => ({
    text: columnText(template, block.text, language)(values[language]).trim(),
    box: { ...layout.columns[block.in]![language], y: block.y, height: block.height },
  }));
  const size = Math.min(...texts.map(({ text, box }) => fit(text, block, box.width).size));
  for (const { text, box } of texts)
    drawIn(doc, fit(text, { ...block, size, minSize: Math.min(size, block.minSize) }, box.width), box, block);
}

/** The holder's names in their scripts, set one under the other in the middle of their box. */
export function drawHolder(doc: PDFKit.PDFDocument, template: CertificateTemplate, values: TemplateValues): void {
  const { holder, colours } = template.layout;
  const names = holder.order.map((name) => commonText(template, name)(values)).filter((name) => name.trim() !== '');
  const room = { ...holder, height: holder.height / names.length, maxLines: 3 };
  const fitted = names.map((name) => fitText(name, documentFonts().bold, room));
  doc.fillColor(colours[holder.colour]!);
  let y = holder.y + (holder.height - fitted.reduce((sum, text) => sum + text.height, 0)) / 2;
  for (const text of fitted) {
    drawText(doc, text, { x: holder.x, y, width: holder.width, align: 'centre' });
    y += text.height;
  }
}

function fit(text: string, block: TextBlock, width: number): FittedText {
  const fonts: FontPair = documentFonts()[block.weight];
  return fitText(text, fonts, { ...block, width });
}

function drawIn(doc: PDFKit.PDFDocument, text: FittedText, box: Box, block: TextBlock): void {
  const slack = box.height - text.height;
  const y = box.y + (block.stand === 'top' ? 0 : block.stand === 'bottom' ? slack : slack / 2);
  const place: TextPlace = { x: box.x, y, width: box.width, align: block.align };
  drawText(doc, text, place);
}
