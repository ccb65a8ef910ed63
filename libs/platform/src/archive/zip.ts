import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A file that goes into an archive as it is. */
export interface ArchivedFile {
  /** Inside the archive, without folders. */
  name: string;
  path: string;
  /** Bytes; the archive breaks off when the file has others. */
  size: number;
  at: Date;
}

// Bytes. A smaller file is read whole: opening, reading and closing a stream of it takes longer than all the rest.
const small = 256 * 1024;

/**
 * The files in one ZIP, stored and not deflated: one after the other is read as the archive is taken, at most a small one
 * is ever in memory, and its size in bytes is known beforehand.
 */
export function zipOf(files: readonly ArchivedFile[]): { stream: Readable; size: number } {
  const zip = new ZipFile();
  const stream = zip.outputStream as Readable;
  zip.on('error', (error: Error) => stream.destroy(error));
  let open: Readable | undefined;
  // Whoever stops taking the archive leaves no file open.
  stream.once('close', () => open?.destroy());
  for (const { name, path, size, at } of files)
    zip.addReadStreamLazy(name, { compress: false, size, mtime: at }, (take) => {
      open = contentOf(path, size).once('error', (error) => zip.emit('error', error));
      take(null, open);
    });
  let size = -1;
  // Published types leave out what the callback is told.
  const tell: (bytes?: number) => void = (bytes) => {
    size = bytes ?? -1;
  };
  zip.end(undefined, tell);
  if (size < 0) throw new Error('The size of an archive of stored files is known');
  return { stream, size };
}

function contentOf(path: string, size: number): Readable {
  if (size > small) return createReadStream(path);
  return Readable.from(
    (async function* () {
      yield await readFile(path);
    })(),
    { objectMode: false },
  );
}
