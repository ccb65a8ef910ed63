import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { Refusal } from '../refusal.js';

const mostEntries = 5000;

/**
 * The parts of a workbook, by the central directory alone. Each says how large it is before a byte of it is inflated:
 * together they may take `inflatedBytes`; yauzl ends the stream of one that grows larger than it says.
 */
export class Zip {
  private constructor(
    private readonly file: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly inflatedBytes: number,
    private left = inflatedBytes,
  ) {}

  static async open(bytes: Buffer, inflatedBytes: number): Promise<Zip> {
    const entries = new Map<string, Entry>();
    try {
      const file = await fromBufferPromise(bytes);
      for await (const entry of file.eachEntry()) {
        const name = keyOf(entry.fileName);
        // Two parts of one name: programs differ in which they show.
        if (entries.has(name) || entries.size >= mostEntries) throw new Refusal('spreadsheet.broken');
        entries.set(name, entry);
      }
      return new Zip(file, entries, inflatedBytes);
    } catch {
      throw new Refusal('spreadsheet.broken');
    }
  }

  has(name: string): boolean {
    return this.entries.has(keyOf(name));
  }

  /** Whether there is a part in that folder. */
  hasUnder(folder: string): boolean {
    return [...this.entries.keys()].some((name) => name.startsWith(keyOf(folder)));
  }

  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(keyOf(name));
    if (!entry) throw new Refusal('spreadsheet.broken');
    if (entry.isEncrypted()) throw new Refusal('spreadsheet.encrypted');
    this.left -= entry.uncompressedSize;
    if (this.left < 0) throw this.tooFar();
    try {
      const stream: Readable = await this.file.openReadStreamPromise(entry);
      yield* stream;
    } catch (error) {
      throw /too many bytes/.test(String(error)) ? this.tooFar() : new Refusal('spreadsheet.broken');
    }
  }

  private tooFar(): Refusal {
    return new Refusal('spreadsheet.inflates_too_far', { megabytes: Math.round(this.inflatedBytes / 1024 / 1024) });
  }
}

// Excel does not tell parts apart by capitals; relationships may begin with a slash.
const keyOf = (name: string) => name.replace(/^\/+/, '').toLowerCase();
