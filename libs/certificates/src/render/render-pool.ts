import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { CertificatePayload } from './payload.js';
import type { RenderTask } from './render.worker.js';

export interface RenderPoolLimits {
  /** Default: one core is left to the server. */
  readonly maxThreads?: number;
  /** Milliseconds without work until a thread and its fonts are given back. */
  readonly idleTimeout?: number;
  /** Milliseconds from asking for a certificate until it is given up and its thread ended. */
  readonly timeout?: number;
}

const IDLE_MS = 30_000;
const TIMEOUT_MS = 60_000;
const MAX_WAITING = 1000;
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

/**
 * Renders certificates off the event loop. Threads start at the first task and stop when idle; close the pool on
 * shutdown. The bytes are the same as {@link renderCertificate}'s.
 */
export class RenderPool {
  private readonly pool: Piscina<RenderTask, Uint8Array>;
  private readonly maxThreads: number;
  private readonly timeout: number;

  constructor(
    private readonly templateFolder: string,
    {
      maxThreads = Math.max(1, availableParallelism() - 1),
      idleTimeout = IDLE_MS,
      timeout = TIMEOUT_MS,
    }: RenderPoolLimits = {},
  ) {
    this.maxThreads = maxThreads;
    this.timeout = timeout;
    this.pool = new Piscina<RenderTask, Uint8Array>({
      filename: new URL('./render.worker.js', import.meta.url).href,
      minThreads: 0,
      maxThreads,
      idleTimeout,
      maxQueue: MAX_WAITING,
      resourceLimits: MEMORY,
    });
  }

  render(payload: CertificatePayload): Promise<Buffer> {
    return this.run({ payload, templateFolder: this.templateFolder, isSpecimen: false });
  }

  /** The same page marked across as a specimen: what somebody sees before they decide. */
  renderSpecimen(payload: CertificatePayload): Promise<Buffer> {
    return this.run({ payload, templateFolder: this.templateFolder, isSpecimen: true });
  }

  /**
   * Renders a batch and yields what came of each in order, as soon as it is ready; one that fails ends nothing. Only a
   * few are in memory at a time, so a slow consumer slows the threads instead of filling it.
   */
  async *renderAll(payloads: Iterable<CertificatePayload>): AsyncGenerator<PromiseSettledResult<Buffer>> {
    const ahead: Promise<PromiseSettledResult<Buffer>[]>[] = [];
    for (const payload of payloads) {
      ahead.push(Promise.allSettled([this.render(payload)]));
      if (ahead.length > 2 * this.maxThreads) yield (await ahead.shift()!)[0]!;
    }
    for (const rendering of ahead) yield (await rendering)[0]!;
  }

  private async run(task: RenderTask): Promise<Buffer> {
    const bytes = await this.pool.run(task, { signal: AbortSignal.timeout(this.timeout) });
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }
}
