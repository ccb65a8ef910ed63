import { createHash } from 'node:crypto';
import PDFDocument from 'pdfkit';
import { type PdfInfo, xmpDescriptions } from './xmp.js';

/** Everything the bytes of a document depend on beside what is drawn: no clock, no random numbers. */
export interface PdfDocumentOptions {
  readonly info: PdfInfo;
  /** Names this document for ever, for instance a certificate's serial; hashed into the file's /ID. */
  readonly id: string;
  /** Further keys of the Info dictionary. */
  readonly customInfo?: Readonly<Record<string, string>>;
  /** BCP 47, for screen readers. */
  readonly language: string;
  readonly size: 'A4' | readonly [width: number, height: number];
  readonly orientation: 'portrait' | 'landscape';
  /** Bytes; a document that grows beyond is refused. Default 20 MB. */
  readonly maxBytes?: number;
}

interface PdfkitPrivates {
  _id: Uint8Array;
  _addInfo: () => void;
  appendXML(xml: string): void;
}

const CREATOR = 'Mittaphap';
const MAX_BYTES = 20_000_000;

/**
 * Makes a PDF 1.7 whose first page is open for `draw`; the same input gives the same bytes on every machine.
 * @throws RangeError when the document exceeds `maxBytes`; whatever `draw` throws.
 */
export function drawDocument(options: PdfDocumentOptions, draw: (doc: PDFKit.PDFDocument) => void): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const doc = open(options);
    const limit = options.maxBytes ?? MAX_BYTES;
    const chunks: Buffer[] = [];
    let length = 0;
    doc.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) doc.destroy(new RangeError(`PDF larger than ${limit} bytes`));
      else chunks.push(chunk);
    });
    doc.on('error', reject);
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    draw(doc);
    doc.end();
  });
}

function open(options: PdfDocumentOptions): PDFKit.PDFDocument {
  const { info } = options;
  const doc = new PDFDocument({
    size: options.size === 'A4' ? 'A4' : [...options.size],
    layout: options.orientation,
    margin: 0,
    // No default font: Helvetica would be loaded for nothing.
    font: null as unknown as string,
    compress: true,
    pdfVersion: '1.7',
    lang: options.language,
    displayTitle: true,
    info: {
      Title: info.title,
      Author: info.author,
      ...(info.subject ? { Subject: info.subject } : {}),
      ...(info.keywords ? { Keywords: info.keywords } : {}),
      Creator: CREATOR,
      Producer: CREATOR,
      CreationDate: info.createdAt,
      ...options.customInfo,
    },
  });
  const privates = doc as unknown as PdfkitPrivates;
  privates._id = createHash('sha256').update(options.id).digest().subarray(0, 16);
  privates._addInfo = () => privates.appendXML(xmpDescriptions(info, CREATOR));
  return doc;
}
