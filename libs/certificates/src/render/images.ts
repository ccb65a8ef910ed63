import type { CertificateTemplate } from './template.js';

/** Logos and signatures, each as large as its place allows, in the middle of it. A place without a picture stays empty. */
export function drawImages(doc: PDFKit.PDFDocument, { layout, images }: CertificateTemplate): void {
  for (const { name, x, y, width, height } of layout.images) {
    const bytes = images[name];
    if (bytes) doc.image(Buffer.from(bytes), x, y, { fit: [width, height], align: 'center', valign: 'center' });
  }
}
