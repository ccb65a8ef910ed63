import { Readable } from 'node:stream';
import { FileAnswer } from '../../web/index.js';

/** To be looked at in the browser, or printed from there. */
export const sheetFile = ({ bytes, name }: { bytes: Buffer; name: string }): FileAnswer =>
  new FileAnswer({ stream: Readable.from([bytes]), size: bytes.length, name, mediaType: 'application/pdf' });
