import { availableParallelism } from 'node:os';
import { DrawingThreads } from '#libs/platform';
import type { CertificatePayload } from './payload.js';
import type { RenderTask, Signature } from './render.worker.js';
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
  private readonly threads: DrawingThreads<RenderTask, PromiseSettledResult<Uint8Array>[]>;
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
   * Renders a batch and yields what came of each in order, as soon as it is ready; one that fails ends nothing. Only a
   * few chunks are in memory at a time, so a slow consumer slows the threads instead of filling it.
   */
  async *renderAll(
    payloads: Iterable<CertificatePayload>,
    printing: Printing = {},
  ): AsyncGenerator<PromiseSettledResult<Buffer>> {
    const ahead: Promise<PromiseSettledResult<Buffer>[]>[] = [];
    for (const chunk of chunksOf(payloads)) {
      ahead.push(this.together(chunk, printing));
      if (ahead.length > this.maxThreads) yield* await ahead.shift()!;
    }
    for (const rendering of ahead) yield* await rendering;
  }

  close(): Promise<void> {
    return this.threads.close();
  }

  private async alone(payload: CertificatePayload, printing: Printing, isSpecimen: boolean): Promise<Buffer> {
    const [result] = await this.run([payload], printing, isSpecimen);
    if (result!.status === 'rejected') throw result!.reason;
    return result!.value;
  }

  private async together(chunk: CertificatePayload[], printing: Printing): Promise<PromiseSettledResult<Buffer>[]> {
    try {
      return await this.run(chunk, printing, false);
    } catch (reason) {
      return chunk.length === 1 ? [{ status: 'rejected', reason }] : this.oneByOne(chunk, printing);
    }
  }

  /** What is too much for a thread together, its time or its memory, may be done alone; one that is not spoils no other. */
  private async oneByOne(chunk: CertificatePayload[], printing: Printing): Promise<PromiseSettledResult<Buffer>[]> {
    const results: PromiseSettledResult<Buffer>[] = [];
    for (const payload of chunk) results.push(...(await this.together([payload], printing)));
    return results;
  }

  private async run(payloads: CertificatePayload[], { template, signature }: Printing, isSpecimen: boolean) {
    const task = { payloads, template: template ?? this.templateFolder, isSpecimen, signature };
    const results = await this.threads.run(task);
    return results.map((result): PromiseSettledResult<Buffer> => {
      if (result.status === 'rejected') return result;
      const { buffer, byteOffset, byteLength } = result.value;
      return { status: 'fulfilled', value: Buffer.from(buffer, byteOffset, byteLength) };
    });
  }
}

function* chunksOf(payloads: Iterable<CertificatePayload>): Generator<CertificatePayload[]> {
  let chunk: CertificatePayload[] = [];
  let size = FIRST_CHUNK;
  for (const payload of payloads) {
    if (chunk.push(payload) < size) continue;
    yield chunk;
    chunk = [];
    size = CHUNK;
  }
  if (chunk.length > 0) yield chunk;
}
