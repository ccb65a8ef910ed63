import { availableParallelism } from 'node:os';
import { DrawingThreads } from '#libs/platform';
import type { CertificatePayload } from './payload.js';
import type { RenderTask } from './render.worker.js';
import type { TemplateData } from './template.js';

export interface RenderPoolLimits {
  /** Default: one core is left to the server. */
  readonly maxThreads?: number;
  /** Milliseconds from asking for a certificate until it is given up and its thread ended. */
  readonly timeout?: number;
}

const MAX_WAITING = 1000;

/** Renders certificates off the event loop. The bytes are the same as {@link renderCertificate}'s. */
export class RenderPool {
  private readonly threads: DrawingThreads<RenderTask>;
  private readonly maxThreads: number;

  constructor(
    /** Of the design that is drawn when none is named. */
    private readonly templateFolder: string,
    { maxThreads = Math.max(1, availableParallelism() - 1), ...limits }: RenderPoolLimits = {},
  ) {
    this.maxThreads = maxThreads;
    const worker = new URL('./render.worker.js', import.meta.url);
    this.threads = new DrawingThreads(worker, { maxThreads, mostWaiting: MAX_WAITING, ...limits });
  }

  render(payload: CertificatePayload, template: TemplateData | string = this.templateFolder): Promise<Buffer> {
    return this.threads.draw({ payload, template, isSpecimen: false });
  }

  /** The same page marked across as a specimen: what somebody sees before they decide. */
  renderSpecimen(payload: CertificatePayload, template: TemplateData | string = this.templateFolder): Promise<Buffer> {
    return this.threads.draw({ payload, template, isSpecimen: true });
  }

  /**
   * Renders a batch and yields what came of each in order, as soon as it is ready; one that fails ends nothing. Only a
   * few are in memory at a time, so a slow consumer slows the threads instead of filling it.
   */
  async *renderAll(
    payloads: Iterable<CertificatePayload>,
    template?: TemplateData,
  ): AsyncGenerator<PromiseSettledResult<Buffer>> {
    const ahead: Promise<PromiseSettledResult<Buffer>[]>[] = [];
    for (const payload of payloads) {
      ahead.push(Promise.allSettled([this.render(payload, template)]));
      if (ahead.length > 2 * this.maxThreads) yield (await ahead.shift()!)[0]!;
    }
    for (const rendering of ahead) yield (await rendering)[0]!;
  }

  close(): Promise<void> {
    return this.threads.close();
  }
}
