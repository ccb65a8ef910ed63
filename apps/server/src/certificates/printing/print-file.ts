import { Readable } from 'node:stream';

/** Opened in the browser, where it is printed from. */
export const printFileAnswer = (document: Buffer) => ({
  stream: Readable.from([document]),
  size: document.length,
  name: 'certificates-print.pdf',
  mediaType: 'application/pdf',
  inline: true,
});
