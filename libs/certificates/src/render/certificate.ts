import { instantOf, pickText } from '#libs/kernel';
import { documentFonts, drawDocument, drawQr, drawText, fitText } from '#libs/platform';
import { drawBlock, drawHolder } from './blocks.js';
import { keywordsWithCode } from './embedded-code.js';
import { drawImages } from './images.js';
import { drawFrame, drawRule } from './ornament.js';
import type { CertificatePayload } from './payload.js';
import { drawRows } from './rows.js';
import type { CertificateTemplate } from './template.js';
import { templateValues } from './texts.js';

/**
 * Draws a certificate on one A4 page, Vietnamese and Lao side by side. Depends on its two arguments alone: the same
 * payload and template give the same bytes on every machine. Every text fits its place, however long. A specimen says
 * across the page that it is none.
 */
export function renderCertificate(
  payload: CertificatePayload,
  template: CertificateTemplate,
  isSpecimen = false,
): Promise<Buffer> {
  const { layout } = template;
  const values = { vi: templateValues(payload, 'vi'), lo: templateValues(payload, 'lo') };
  return drawDocument(
    {
      info: {
        title: `${values.vi.title} – ${values.lo.title} – ${payload.serial}`,
        author: `${values.vi.issuingBody} – ${values.lo.issuingBody}`,
        subject: pickText(payload.course, 'vi').text,
        keywords: keywordsWithCode(payload.verificationCode),
        createdAt: instantOf(payload.issue.date, '00:00'),
      },
      id: `certificate ${payload.serial} ${payload.verificationCode}`,
      language: 'vi',
      size: layout.page.size,
      orientation: layout.page.orientation,
      maxBytes: MAX_BYTES,
    },
    (doc) => {
      for (const panel of layout.panels) {
        doc.rect(panel.x, panel.y, panel.width, panel.height).fill(layout.colours[panel.colour]!);
      }
      drawFrame(doc, layout);
      for (const rule of layout.rules) drawRule(doc, rule, layout.colours[rule.colour]!);
      drawImages(doc, template);
      // In reading order: copied text and screen readers follow it.
      const above = layout.texts.filter((block) => block.y < layout.holder.y);
      const below = layout.texts.filter((block) => block.y >= layout.holder.y);
      for (const block of above) drawBlock(doc, template, block, values);
      drawHolder(doc, template, values.vi);
      drawRows(doc, template, values);
      for (const block of below) drawBlock(doc, template, block, values);
      drawQr(doc, payload.verificationUrl, layout.qr);
      if (isSpecimen) drawSpecimenMark(doc);
    },
  );
}

/** Over everything else, so that no cutting of the paper takes it away. */
function drawSpecimenMark(doc: PDFKit.PDFDocument): void {
  const { width, height } = doc.page;
  const box = { width, height: 200, size: 72, minSize: 40, lineHeight: 1.7 };
  const text = fitText(SPECIMEN, documentFonts().bold, box);
  doc.save();
  doc.rotate(-24, { origin: [width / 2, height / 2] });
  doc.fillColor('#b3261e').fillOpacity(0.28);
  drawText(doc, text, { x: 0, y: (height - text.height) / 2, width, align: 'centre' });
  doc.restore();
}

const SPECIMEN = 'BẢN XEM TRƯỚC\nສະບັບຕົວຢ່າງ';

// Fonts are embedded as subsets; a page of text is some 60 kB.
const MAX_BYTES = 2_000_000;
