import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DomainError } from '#libs/kernel';
import { CONFIGURATION, type Configuration } from '../config.js';
import { eventType, Outbox } from '../events/outbox.js';
import { RecentFiles } from './recent-files.js';
import type { StorageFolders } from './settled-files.js';
import { isKey, keyFrom, newKey } from './storage-key.js';

/** A file that is on disk under a name of our own; the name people gave it is data. */
export interface StoredFile {
  /** Our own name: `ab/ab12….` */
  key: string;
  /** Bytes. */
  size: number;
  /** SHA-256 in lower-case hex. */
  sha256: string;
  /** The first bytes, for telling the type by content. */
  head: Uint8Array;
}

const headBytes = 4100;

/** Bytes of small files that are kept at hand: some hundred documents. */
const keptAtHand = 16 * 1024 * 1024;

const fileForgotten = eventType<{ key: string }>('file.forgotten');

/** Files under DATA_DIR/files. A file appears under its key only when it is whole and on disk. */
@Injectable()
export class Storage implements OnModuleInit {
  /** For threads that store what they draw. */
  readonly folders: StorageFolders;
  private readonly recent = new RecentFiles(keptAtHand);

  constructor(
    @Inject(CONFIGURATION) configuration: Configuration,
    private readonly outbox: Outbox,
  ) {
    this.folders = { files: join(configuration.dataDir, 'files'), arriving: join(configuration.dataDir, 'arriving') };
  }

  async onModuleInit(): Promise<void> {
    await mkdir(this.folders.files, { recursive: true });
    await mkdir(this.folders.arriving, { recursive: true });
    this.outbox.handle(fileForgotten, ({ key }) => this.discard(key));
    await this.sweep();
  }

  /** Streams a file to disk. Past `limit` bytes it is refused with 413 and nothing is kept. */
  async put(source: Readable, limit: number): Promise<StoredFile> {
    const key = newKey();
    const temporary = join(this.folders.arriving, basename(key));
    const meter = new Meter(limit);
    try {
      await pipeline(source, meter, createWriteStream(temporary, { flags: 'wx' }));
      await flush(temporary);
      await this.place(key, (path) => rename(temporary, path));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    return { key, size: meter.size, sha256: meter.hash.digest('hex'), head: meter.head };
  }

  /**
   * Lets `write` make a file of our own at a path; it appears under a key that follows from `name` when that is done, and
   * there is nothing when it fails. A name is used once: what a crash left of it is found by it (`discardMade`).
   */
  async make<T>(name: string, write: (path: string) => Promise<T>): Promise<{ key: string; made: T }> {
    const temporary = join(this.folders.arriving, basename(name));
    try {
      const made = await write(temporary);
      const key = keyFrom(name);
      await flush(temporary);
      await this.place(key, (path) => rename(temporary, path));
      return { key, made };
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  /** Removes what `make` was making, or had made, under this name. */
  async discardMade(name: string): Promise<void> {
    await rm(join(this.folders.arriving, basename(name)), { force: true });
    await this.discard(keyFrom(name));
  }

  /** The same bytes under another name, to be kept or discarded by themselves. Costs no room. */
  async again(file: StoredFile): Promise<StoredFile> {
    const key = newKey();
    await this.place(key, (path) => link(this.pathOf(file.key), path));
    return { ...file, key };
  }

  /** Opens a stored file for reading; throws when it is gone. */
  async open(key: string): Promise<{ stream: Readable; size: number }> {
    const { size } = await stat(this.pathOf(key));
    return { stream: createReadStream(this.pathOf(key)), size };
  }

  /** The whole of a file of our own making, which is known to be small; throws when it is gone. */
  async read(key: string): Promise<Buffer> {
    const known = this.recent.find(key);
    if (known) return known;
    const content = await readFile(this.pathOf(key));
    this.recent.keep(key, content);
    return content;
  }

  /** Does what gives a file that has arrived its row, and removes the file when that comes to nothing. */
  async keep<T>({ key }: StoredFile, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      // A database lost in the middle of a commit may have kept the row: then a stray file is the lesser evil.
      if (!(error instanceof DomainError && error.kind === 'unavailable')) await this.discard(key);
      throw error;
    }
  }

  /** Joins the unit that forgets the row of a file: it goes after the commit, however often a crash comes between. */
  async forget(key: string): Promise<void> {
    await this.outbox.raise(fileForgotten, { key });
  }

  /** Removes a file that never had a row. */
  async discard(key: string): Promise<void> {
    this.recent.drop(key);
    await rm(this.pathOf(key), { force: true });
  }

  /** Where a stored file lies, for programs that read it whole. */
  pathOf(key: string): string {
    if (!isKey(key)) throw new Error('Not a storage key');
    return join(this.folders.files, key);
  }

  /** Puts a file where its key says, so that it is still there after the power fails. */
  private async place(key: string, put: (path: string) => Promise<void>): Promise<void> {
    const path = this.pathOf(key);
    const isNew = (await mkdir(dirname(path), { recursive: true })) !== undefined;
    try {
      await put(path);
      await flush(dirname(path));
      if (isNew) await flush(this.folders.files);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  /** Uploads that a crash cut off. Those of a neighbour process are younger than an hour. */
  private async sweep(): Promise<void> {
    for (const name of await readdir(this.folders.arriving)) {
      const path = join(this.folders.arriving, name);
      // A neighbour may finish with it in this very moment.
      const left = await stat(path).catch(() => null);
      if (left && performance.timeOrigin - left.mtimeMs > 3_600_000) await rm(path, { force: true });
    }
  }
}

/** Counts, hashes and keeps the head of what passes through. */
class Meter extends Transform {
  readonly hash = createHash('sha256');
  size = 0;
  head: Uint8Array = new Uint8Array();

  constructor(private readonly limit: number) {
    super();
  }

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: (error?: Error | null, data?: Buffer) => void,
  ): void {
    this.size += chunk.length;
    if (this.size > this.limit) {
      done(new DomainError('too_large', 'file.too_large', { megabytes: this.limit / 1024 / 1024 }));
      return;
    }
    this.hash.update(chunk);
    if (this.head.length < headBytes) this.head = Buffer.concat([this.head, chunk]).subarray(0, headBytes);
    done(null, chunk);
  }
}

/** Waits until a file, or the entries of a folder, are on disk. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
