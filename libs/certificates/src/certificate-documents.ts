import { join } from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { projectRoot } from '#libs/platform';
import { type CertificatePayload, RenderPool, type TemplateData } from './render/index.js';
import { SigningKeys } from './signing/index.js';

/** The one pool of threads that draws certificates, specimens too. */
@Injectable()
export class CertificateDocuments implements OnApplicationShutdown {
  private readonly pool = new RenderPool(join(projectRoot, 'templates', 'certificates', 'standard'));

  constructor(
    private readonly keys: SigningKeys,
    private readonly clock: Clock,
  ) {}

  onApplicationShutdown(): Promise<void> {
    return this.pool.close();
  }

  /** Signed with the institute's key. What came of each, in order; one that fails ends nothing. */
  drawAll(
    payloads: readonly CertificatePayload[],
    template?: TemplateData,
  ): AsyncGenerator<PromiseSettledResult<Buffer>> {
    const signature = { key: this.keys.documentSigner().key, at: this.clock.now() };
    return this.pool.renderAll(payloads, { template, signature });
  }

  drawSpecimen(payload: CertificatePayload, template: TemplateData): Promise<Buffer> {
    return this.pool.renderSpecimen(payload, template);
  }
}
