import { join } from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { projectRoot } from '#libs/platform';
import { type CertificatePayload, RenderPool, type TemplateData } from './render/index.js';

/** The one pool of threads that draws certificates, specimens too. */
@Injectable()
export class CertificateDocuments implements OnApplicationShutdown {
  private readonly pool = new RenderPool(join(projectRoot, 'templates', 'certificates', 'standard'));

  onApplicationShutdown(): Promise<void> {
    return this.pool.close();
  }

  /** What came of each, in order; one that fails ends nothing. */
  drawAll(
    payloads: readonly CertificatePayload[],
    template?: TemplateData,
  ): AsyncGenerator<PromiseSettledResult<Buffer>> {
    return this.pool.renderAll(payloads, template);
  }

  drawSpecimen(payload: CertificatePayload, template: TemplateData): Promise<Buffer> {
    return this.pool.renderSpecimen(payload, template);
  }
}
