import PDFDocument from 'pdfkit';
import { drawQr, FONT_FILES } from '#libs/platform';
import type { CertificatePayload, CertificateTemplate } from '../../libs/certificates/src/render/index.js';
import { columnText, commonText, rowTexts } from '../../libs/certificates/src/render/template.js';
import { columnLanguages, templateValues } from '../../libs/certificates/src/render/texts.js';

/** In the order `barePage` takes them parsed. */
export const fontFiles = [FONT_FILES.regular.latin, FONT_FILES.bold.latin, FONT_FILES.regular.lao, FONT_FILES.bold.lao];

/** The page of a certificate as pdfkit draws it by itself: its Lao is wrong and nothing is measured, broken, tagged or signed. */
export function barePage(
  template: CertificateTemplate,
  payload: CertificatePayload,
  fonts: unknown[],
): Promise<Buffer> {
  return new Promise((resolve) => {
    const { layout } = template;
    const doc = new PDFDocument({ size: 'A4', layout: 'landscape', margin: 0, font: null as unknown as string });
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    for (const [number, font] of fonts.entries()) doc.registerFont(`F${number}`, font as never);
    const values = { vi: templateValues(payload, 'vi'), lo: templateValues(payload, 'lo') };
    const show = (text: string, isBold: boolean, size: number, x: number, y: number) => {
      for (const [line, words] of text.split('\n').entries()) {
        const font = (/[\u0e80-\u0eff]/.test(words) ? 2 : 0) + (isBold ? 1 : 0);
        doc.font(`F${font}`).fontSize(size);
        doc.text(words, x, y + line * size * 1.6, { lineBreak: false });
      }
    };
    const { frame, panels, rules, texts, columns, holder, rows, qr, colours } = layout;
    for (const panel of panels) doc.rect(panel.x, panel.y, panel.width, panel.height).fill(colours[panel.colour]!);
    for (const inset of frame ? [frame.outer.inset, frame.inner.inset] : [])
      doc.rect(inset, inset, doc.page.width - 2 * inset, doc.page.height - 2 * inset).stroke();
    for (const rule of rules)
      doc
        .moveTo(rule.x, rule.y)
        .lineTo(rule.x + rule.width, rule.y)
        .stroke();
    doc.fillColor('#000000');
    for (const block of texts) {
      const isBold = block.weight === 'bold';
      if (block.in === 'page')
        show(commonText(template, block.text)(values.vi), isBold, block.size, block.x ?? 0, block.y);
      else
        for (const language of columnLanguages) {
          const { x } = columns[block.in]![language];
          show(columnText(template, block.text, language)(values[language]), isBold, block.size, x, block.y);
        }
    }
    for (const [i, name] of holder.order.entries())
      show(commonText(template, name)(values.vi), true, holder.size, holder.x, holder.y + i * 30);
    for (const [i, name] of rows.order.entries())
      for (const language of columnLanguages) {
        const { x } = columns[rows.in]![language];
        const { label, value } = rowTexts(template, name, language);
        const y = rows.y + i * rows.size * 1.8;
        show(label(values[language]), false, rows.size, x, y);
        show(value(values[language]), false, rows.size, x + rows.labelWidth, y);
      }
    drawQr(doc, payload.verificationUrl, qr);
    doc.end();
  });
}
