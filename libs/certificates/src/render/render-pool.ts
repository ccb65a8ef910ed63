import { availableParallelism } from 'node:os';
import { DrawingThreads, type SettledFile, type StorageFolders } from '#libs/platform';
import type { CertificatePayload } from './payload.js';
import type { NamedPayload, Rendered, RenderTask, Signature } from './render.worker.js';
import type { TemplateData } from './template.js';

export interface RenderPoolLimits {
  /** Default: as many as there are processors. */
  readonly maxThreads?: number;
  /** Milliseconds from asking for certificates until they are given up and their thread ended. */
  readonly timeout?: number;
}

export interface Printing {
  /** Default: the design of the pool. */
  readonly template?: TemplateData | string | undefined;
  /** Without it, documents are not signed. */
  readonly signature?: Signature | undefined;
}

const MAX_WAITING = 1000;
// The first ones soon, then as many together as makes what they share cheap and what waits in memory small.
const FIRST_CHUNK = 25;
const CHUNK = 100;

/** Renders certificates off the event loop. The bytes are those of a {@link Press} of the same certificates. */
export class RenderPool {
  private readonly threads: DrawingThreads<RenderTask, Rendered>;
  private readonly maxThreads: number;

  constructor(
    /** Of the design that is drawn when none is named. */
    private readonly templateFolder: string,
    { maxThreads = availableParallelism(), ...limits }: RenderPoolLimits = {},
  ) {
    this.maxThreads = maxThreads;
    const worker = new URL('./render.worker.js', import.meta.url);
    this.threads = new DrawingThreads(worker, { maxThreads, mostWaiting: MAX_WAITING, ...limits });
  }

  render(payload: CertificatePayload, printing: Printing = {}): Promise<Buffer> {
    return this.alone(payload, printing, false);
  }

  /** The same page marked across as a specimen: what somebody sees before they decide. */
  renderSpecimen(payload: CertificatePayload, template?: TemplateData | string): Promise<Buffer> {
    return this.alone(payload, { template }, true);
  }

  /**
   * Renders a batch, stores each document under its name, and tells what came of each in order, as soon as it is on disk;
   * one that fails ends nothing. Only a few chunks are ahead, so that a slow consumer slows the threads.
   */
  async *fileAll(
    documents: Iterable<NamedPayload>,
    folders: StorageFolders,
    printing: Printing = {},
  ): AsyncGenerator<PromiseSettledResult<SettledFile>> {
    const ahead: Promise<PromiseSettledResult<SettledFile>[]>[] = [];
    for (const chunk of chunksOf(documents)) {
      ahead.push(this.together(chunk, folders, printing));
      if (ahead.length > this.maxThreads) yield* await ahead.shift()!;
    }
    for (const filing of ahead) yield* await filing;
  }

  close(): Promise<void> {
    return this.threads.close();
  }

  private async alone(payload: CertificatePayload, printing: Printing, isSpecimen: boolean): Promise<Buffer> {
    const drawn = await this.threads.run({ payload, isSpecimen, ...this.printed(printing) });
    const { buffer, byteOffset, byteLength } = drawn as Uint8Array;
    return Buffer.from(buffer, byteOffset, byteLength);
  }

  private async together(
    documents: NamedPayload[],
    folders: StorageFolders,
    printing: Printing,
  ): Promise<PromiseSettledResult<SettledFile>[]> {
    try {
      const filed = await this.threads.run({ documents, folders, ...this.printed(printing) });
      return filed as PromiseSettledResult<SettledFile>[];
    } catch (reason) {
      if (documents.length === 1) return [{ status: 'rejected', reason }];
      // What is too much for a thread together, its time or its memory, may be done alone; one that is not spoils no other.
      const results: PromiseSettledResult<SettledFile>[] = [];
      for (const one of documents) results.push(...(await this.together([one], folders, printing)));
      return results;
    }
  }

  private printed({ template = this.templateFolder, signature }: Printing) {
    return { template, signature };
  }
}

function* chunksOf<T>(all: Iterable<T>): Generator<T[]> {
  let chunk: T[] = [];
  let size = FIRST_CHUNK;
  for (const one of all) {
    if (chunk.push(one) < size) continue;
    yield chunk;
    chunk = [];
    size = CHUNK;
  }
  if (chunk.length > 0) yield chunk;
}
