import { join } from 'node:path';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { CONFIGURATION, type Configuration, projectRoot, type SettledFile, Storage } from '#libs/platform';
import { type CertificatePayload, RenderPool, type TemplateData } from './render/index.js';
import { type DocumentKey, SigningKeys } from './signing/index.js';

/** A certificate as far as its document needs it. */
export interface Drawable {
  readonly id: string;
  readonly payload: CertificatePayload;
}

/** A document that is on disk. */
export interface SignedFile extends SettledFile {
  /** Null when no key of ours signed it. */
  signingKeyId: string | null;
}

/** The one pool of threads that draws certificates, specimens too. */
@Injectable()
export class CertificateDocuments implements OnApplicationShutdown {
  private readonly log = new Logger(CertificateDocuments.name);
  private readonly pool: RenderPool;

  constructor(
    private readonly keys: SigningKeys,
    private readonly storage: Storage,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) { drawingThreads }: Configuration,
  ) {
    const folder = join(projectRoot, 'templates', 'certificates', 'standard');
    this.pool = new RenderPool(folder, { maxThreads: drawingThreads });
  }

  onApplicationShutdown(): Promise<void> {
    return this.pool.close();
  }

  /**
   * Draws the documents, signed with the institute's key, and stores each under a name that follows from its certificate.
   * Cut off, or drawn by two at once, a certificate keeps the first bytes that were stored for it. What came of each, in
   * order; one that fails ends nothing.
   */
  async *fileAll(
    certificates: readonly Drawable[],
    template?: TemplateData,
  ): AsyncGenerator<PromiseSettledResult<SignedFile>> {
    let signer: { id: string; key: DocumentKey };
    try {
      signer = this.keys.documentSigner();
    } catch (reason) {
      // They wait for another key, as for anything else that keeps them from being drawn.
      for (const _ of certificates) yield { status: 'rejected', reason };
      return;
    }
    const documents = certificates.map(({ id, payload }) => ({ name: `certificate ${id}`, payload }));
    const printing = { template, signature: { key: signer.key, at: this.clock.now() } };
    for await (const filed of this.pool.fileAll(documents, this.storage.folders, printing))
      yield filed.status === 'rejected' ? filed : await this.signed(filed.value, signer.id);
  }

  drawSpecimen(payload: CertificatePayload, template: TemplateData): Promise<Buffer> {
    return this.pool.renderSpecimen(payload, template);
  }

  /** A process signs with one key from its start to its end; what it finds may be older than its key. */
  private async signed(file: SettledFile, signingKeyId: string): Promise<PromiseSettledResult<SignedFile>> {
    if (file.isFirst) return { status: 'fulfilled', value: { ...file, signingKeyId } };
    const [found] = await Promise.allSettled([
      this.storage.read(file.key).then((bytes) => this.keys.whichSigned(bytes)),
    ]);
    if (found.status === 'rejected') return found;
    if (!found.value) this.log.warn(`${file.key}: what was stored before is signed with no key of ours`);
    return { status: 'fulfilled', value: { ...file, signingKeyId: found.value } };
  }
}
