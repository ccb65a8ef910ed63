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

/** Small files that are read before it is their turn: one after the other they would cost more waiting than reading. */
const ahead = 8;

/**
 * The files in one ZIP, stored and not deflated: they are read in turn as the archive is taken, only a few small ones are
 * ever in memory, and its size in bytes is known beforehand.
 */
export function zipOf(files: readonly ArchivedFile[]): { stream: Readable; size: number } {
  const zip = new ZipFile();
  const stream = zip.outputStream as Readable;
  zip.on('error', (error: Error) => stream.destroy(error));
  let open: Readable | undefined;
  // Whoever stops taking the archive leaves no file open.
  stream.once('close', () => open?.destroy());
  const contentOf = reader(files);
  for (const [at, { name, size, at: mtime }] of files.entries())
    zip.addReadStreamLazy(name, { compress: false, size, mtime }, (take) => {
      open = contentOf(at).once('error', (error) => zip.emit('error', error));
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

/** Opens one file after the other; those that come next are being read by then. */
function reader(files: readonly ArchivedFile[]): (at: number) => Readable {
  const reading = new Map<number, Promise<Buffer>>();
  let next = 0;
  return (at) => {
    for (; next < files.length && next <= at + ahead; next += 1) {
      const { path, size } = files[next]!;
      if (size > small) continue;
      const content = readFile(path);
      // A fault is told when it is its turn, if that comes.
      content.catch(() => {});
      reading.set(next, content);
    }
    const content = reading.get(at);
    reading.delete(at);
    return content ? whole(content) : createReadStream(files[at]!.path);
  };
}

const whole = (content: Promise<Buffer>): Readable =>
  new Readable({
    read() {
      content.then(
        (bytes) => {
          this.push(bytes);
          this.push(null);
        },
        (error) => this.destroy(error),
      );
    },
  });
