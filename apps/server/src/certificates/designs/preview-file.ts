import { Readable } from 'node:stream';

/** A preview, shown inside our own pages. */
export const previewFile = (document: Buffer) => ({
  stream: Readable.from([document]),
  size: document.length,
  name: 'preview.pdf',
  mediaType: 'application/pdf',
  inline: true,
  framed: true,
});
