import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { Zip, type ZipInputFile } from 'fflate';

/** A file that goes into an archive as it is. */
export interface ArchivedFile {
  /** Inside the archive, without folders. */
  name: string;
  path: string;
  /** Bytes; the archive breaks off when the file has others. */
  size: number;
  /** Between 1980 and 2099, as far as the format goes. */
  at: Date;
}

/** Bytes of the largest archive: past them the format needs extensions that not every programme can open. */
export const largestArchive = 2 ** 32 - 1;

const mostFiles = 2 ** 16 - 1;

// Bytes. A smaller file is read whole: opening, reading and closing a stream of it takes longer than all the rest.
const small = 256 * 1024;

/** Small files that are read before it is their turn: one after the other they would cost more waiting than reading. */
const ahead = 8;

/**
 * The files in one ZIP, stored and not deflated: they are read in turn as the archive is taken, only a few small ones are
 * ever in memory, and its size in bytes is known beforehand.
 *
 * @throws RangeError when it would be larger than {@link largestArchive}, or of more files than the format can count.
 */
export function zipOf(files: readonly ArchivedFile[]): { stream: Readable; size: number } {
  const size = archiveSize(files);
  if (size > largestArchive || files.length > mostFiles)
    throw new RangeError(`An archive of ${files.length} files, ${size} bytes`);
  return { stream: Readable.from(bytesOf(files), { objectMode: false }), size };
}

/** Bytes of their archive. APPNOTE 4.3: header, content, descriptor and a line of the directory each, and the directory's end. */
export const archiveSize = (files: readonly ArchivedFile[]): number =>
  files.reduce((sum, { name, size }) => sum + 30 + size + 16 + 46 + 2 * (Buffer.byteLength(name) + stampBytes), 22);

async function* bytesOf(files: readonly ArchivedFile[]): AsyncGenerator<Buffer> {
  const parts: Uint8Array[] = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part);
  });
  const contentOf = reader(files);
  for (const [at, { name, path, size, at: mtime }] of files.entries()) {
    const entry = new StoredEntry(name, mtime);
    zip.add(entry);
    for await (const chunk of contentOf(at)) {
      if (entry.size + chunk.length > size) throw new Error(`${path} has more than ${size} bytes`);
      entry.take(chunk);
      yield Buffer.concat(parts.splice(0));
    }
    if (entry.size < size) throw new Error(`${path} has ${entry.size} bytes and not ${size}`);
    entry.end();
  }
  zip.end();
  yield Buffer.concat(parts);
}

// "UT", the time in UTC: the format itself knows only that of a clock on some wall.
const utcTime = 0x5455;
const stampBytes = 4 + 5;

function stampOf(at: Date): Buffer {
  const stamp = Buffer.alloc(5);
  stamp.writeUInt8(1);
  stamp.writeInt32LE(Math.floor(at.getTime() / 1000), 1);
  return stamp;
}

/** What fflate's own does, with the checksum by the machine: in JavaScript it is most of what an archive costs. */
class StoredEntry implements ZipInputFile {
  readonly compression = 0;
  // Unix, and a file that all may read: of files from elsewhere `unzip` takes names for another encoding.
  readonly os = 3;
  readonly attrs = (0o100644 << 16) >>> 0;
  readonly extra: Record<number, Uint8Array>;
  size = 0;
  crc = 0;
  /** Set by the archive it is added to. */
  ondata!: NonNullable<ZipInputFile['ondata']>;

  constructor(
    readonly filename: string,
    readonly mtime: Date,
  ) {
    this.extra = { [utcTime]: stampOf(mtime) };
  }

  take(chunk: NonSharedBuffer): void {
    this.size += chunk.length;
    this.crc = crc32(chunk, this.crc);
    this.ondata(null, chunk, false);
  }

  end(): void {
    this.ondata(null, new Uint8Array(), true);
  }
}

/** Opens one file after the other; those that come next are being read by then. */
function reader(files: readonly ArchivedFile[]): (at: number) => AsyncIterable<NonSharedBuffer> {
  const reading = new Map<number, Promise<NonSharedBuffer>>();
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

async function* whole(content: Promise<NonSharedBuffer>): AsyncGenerator<NonSharedBuffer> {
  yield await content;
}
