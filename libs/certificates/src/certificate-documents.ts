import { join } from 'node:path';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { CONFIGURATION, type Configuration, projectRoot } from '#libs/platform';
import { type CertificatePayload, RenderPool, type TemplateData } from './render/index.js';
import { type DocumentKey, SigningKeys } from './signing/index.js';

/** The one pool of threads that draws certificates, specimens too. */
@Injectable()
export class CertificateDocuments implements OnApplicationShutdown {
  private readonly pool: RenderPool;

  constructor(
    private readonly keys: SigningKeys,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) { drawingThreads }: Configuration,
  ) {
    const folder = join(projectRoot, 'templates', 'certificates', 'standard');
    this.pool = new RenderPool(folder, { maxThreads: drawingThreads });
  }

  onApplicationShutdown(): Promise<void> {
    return this.pool.close();
  }

  /** Signed with the institute's key. What came of each, in order; one that fails ends nothing. */
  async *drawAll(
    payloads: readonly CertificatePayload[],
    template?: TemplateData,
  ): AsyncGenerator<PromiseSettledResult<Buffer>> {
    let key: DocumentKey;
    try {
      key = this.keys.documentSigner().key;
    } catch (reason) {
      // They wait for another key, as for anything else that keeps them from being drawn.
      for (const _ of payloads) yield { status: 'rejected', reason };
      return;
    }
    yield* this.pool.renderAll(payloads, { template, signature: { key, at: this.clock.now() } });
  }

  drawSpecimen(payload: CertificatePayload, template: TemplateData): Promise<Buffer> {
    return this.pool.renderSpecimen(payload, template);
  }
}
