import { Readable } from 'node:stream';

/** Pages of the register, opened beside the page. */
export const registerFile = ({ name, bytes }: { name: string; bytes: Buffer }) => ({
  stream: Readable.from([bytes]),
  size: bytes.length,
  name,
  mediaType: 'application/pdf',
});
