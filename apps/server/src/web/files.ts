import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { FileAnswer } from './visit.js';

const asciiName = (name: string): string => name.normalize('NFD').replace(/[^\x20-\x7e]|["\\%]/g, '') || 'file';

/** `attachment` with the name in plain ASCII and, for those who read it, as it is (RFC 8187). */
export function contentDisposition(name: string, inline = false): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${inline ? 'inline' : 'attachment'}; filename="${asciiName(name)}"; filename*=UTF-8''${encoded}`;
}

/**
 * What a browser may do with the bytes of a file: nothing. Its own viewer of PDFs is no part of the file, and refuses to
 * work in a sandbox; so a framed file has none, and is shown by our own pages alone.
 */
const policies = {
  alone: "default-src 'none'; sandbox",
  framed:
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
};

/** Sends a file; the browser never guesses its type and never runs it. */
export function sendFile(reply: FastifyReply, file: FileAnswer['file']): StreamableFile | Buffer {
  const { name, mediaType, inline, framed } = file;
  reply
    .header('content-type', mediaType)
    .header('content-length', 'bytes' in file ? file.bytes.length : file.size)
    .header('content-disposition', contentDisposition(name, inline))
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', framed ? policies.framed : policies.alone)
    .header('cache-control', framed ? 'private, no-store' : 'private, no-cache');
  return 'bytes' in file ? file.bytes : new StreamableFile(file.stream);
}
