import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { keyFrom } from './storage-key.js';

/** Where files lie under their keys, and where they are put together before. */
export interface StorageFolders {
  readonly files: string;
  readonly arriving: string;
}

export interface NamedContent {
  readonly name: string;
  /** Asked at most once, when it is its turn and nobody came before; there is no file when it throws. */
  readonly make: () => Uint8Array;
}

/** A file of our own making that is on disk. */
export interface SettledFile {
  key: string;
  /** Bytes. */
  size: number;
  /** SHA-256 in lower-case hex. */
  sha256: string;
  /** It is the content that was brought, not that of somebody before. */
  isFirst: boolean;
}

const flushed = promisify(fsync);

/**
 * Stores contents, each under a key that follows from its name. Whoever comes second finds the file of the first,
 * whatever they bring: what a crash cut off between the file and its row is taken up again and leaves no file behind.
 * What came of each, in order. The disk is at work while the next are made. It blocks, and is for threads that draw.
 */
export async function settleFiles(
  folders: StorageFolders,
  brought: readonly NamedContent[],
): Promise<PromiseSettledResult<SettledFile>[]> {
  const placed = await Promise.allSettled(brought.map((one) => place(folders, one)));
  // One flush for all that a folder was given. Whoever came first may have been cut off before it, or not be so far.
  const flushes = new Map<string, Promise<void>>();
  const flushOnce = (folder: string): Promise<void> => {
    const flush = flushes.get(folder) ?? flushFolder(folder);
    flushes.set(folder, flush);
    return flush;
  };
  return Promise.allSettled(
    placed.map(async (one) => {
      if (one.status === 'rejected') throw one.reason;
      await flushOnce(join(folders.files, dirname(one.value.key)));
      await flushOnce(folders.files);
      return one.value;
    }),
  );
}

async function place({ files, arriving }: StorageFolders, { name, make }: NamedContent): Promise<SettledFile> {
  const key = keyFrom(name);
  const path = join(files, key);
  if (existsSync(path)) return settledFile(key, readFileSync(path), false);
  const content = make();
  const temporary = join(arriving, randomUUID());
  try {
    await writeWhole(temporary, content);
    mkdirSync(dirname(path), { recursive: true });
    const isFirst = linkUnlessThere(temporary, path);
    return settledFile(key, isFirst ? content : readFileSync(path), isFirst);
  } finally {
    rmSync(temporary, { force: true });
  }
}

const settledFile = (key: string, content: Uint8Array, isFirst: boolean): SettledFile => ({
  key,
  size: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
  isFirst,
});

async function writeWhole(path: string, content: Uint8Array): Promise<void> {
  const file = openSync(path, 'wx');
  try {
    writeFileSync(file, content);
    // Several at once: the disk does them together.
    await flushed(file);
  } finally {
    closeSync(file);
  }
}

function linkUnlessThere(from: string, path: string): boolean {
  try {
    linkSync(from, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

async function flushFolder(path: string): Promise<void> {
  const folder = openSync(path, 'r');
  try {
    await flushed(folder);
  } finally {
    closeSync(folder);
  }
}
