import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fontkit from 'fontkit';
import PDFDocument from 'pdfkit';
import { documentFonts, FONT_FILES, projectRoot } from '#libs/platform';
import {
  type CertificatePayload,
  loadTemplate,
  printedTexts,
  renderCertificate,
} from '../../libs/certificates/src/render/index.js';
import { cpuTimed, print } from './figures.js';

/** The texts of the same page, drawn by pdfkit as it is with the same four fonts, already parsed: its Lao is wrong. */
function barePdf(payload: CertificatePayload, fonts: unknown[]): Promise<Buffer> {
  return new Promise((resolve) => {
    const doc = new PDFDocument({ size: 'A4', layout: 'landscape', margin: 40 });
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    for (const [index, text] of printedTexts(payload).entries()) {
      const isLao = /[\u0e80-\u0eff]/.test(text);
      const font = fonts[(isLao ? 2 : 0) + (index % 2)];
      doc
        .font(font as never)
        .fontSize(10)
        .text(text, { width: 360 });
    }
    doc.end();
  });
}

/** Certificates in one process. The yardstick draws the same words without our shaping, frame and code. */
export async function certificates(): Promise<void> {
  const template = await loadTemplate(join(projectRoot, 'templates/certificates/standard'));
  const payload = (index: number): CertificatePayload => ({
    ...template.sample,
    serial: `VL-2026-${String(index).padStart(6, '0')}`,
    holder: { ...template.sample.holder, fullNameLatin: `${template.sample.holder.fullNameLatin} ${index}` },
  });
  const files = [FONT_FILES.regular.latin, FONT_FILES.bold.latin, FONT_FILES.regular.lao, FONT_FILES.bold.lao];
  const parsed = files.map((file) => fontkit.create(readFileSync(file)));
  documentFonts();
  await cpuTimed(30, async (index) => renderCertificate(payload(index), template));
  await cpuTimed(30, (index) => barePdf(payload(index), parsed));
  const start = performance.now();
  const ours = await cpuTimed(200, async (index) => renderCertificate(payload(index), template));
  const perSecond = 200 / ((performance.now() - start) / 1000);
  const bare = await cpuTimed(200, (index) => barePdf(payload(index), parsed));
  print({
    what: 'Certificates, one process',
    ours: `${perSecond.toFixed(0)} a second, ${ours.toFixed(1)} ms CPU each`,
    yardstick: `bare pdfkit, fonts parsed: ${bare.toFixed(1)} ms CPU each`,
    ratio: ours / bare,
  });
}
