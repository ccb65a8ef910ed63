import { Readable } from 'node:stream';
import { fileTypeFromStream } from 'file-type';

/** The extension that the content deserves, by its signature; null when it has none that is known. */
export async function readSignature(bytes: Readable): Promise<string | null> {
  try {
    const found = await fileTypeFromStream(Readable.toWeb(bytes) as ReadableStream<Uint8Array>);
    return found?.ext ?? null;
  } finally {
    bytes.destroy();
  }
}
