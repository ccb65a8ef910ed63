import { Injectable } from '@nestjs/common';
import { enforce } from '#libs/kernel';
import { BatchGrounds } from '../batch-grounds.js';
import { BatchesRepository } from '../batches.repository.js';
import type { Certificate } from '../certificate.entity.js';
import { Designs } from '../designs/index.js';
import { attestationTitle } from '../issuing-bodies.js';
import { mayPrint } from '../printable.js';
import type { CertificatePayload } from '../render/index.js';
import type { CertificateRequest } from './certificate-request.entity.js';

/** What takes a certificate's place. Numbers and day of issue are those of the old one, or noughts. */
export interface Successor {
  payload: CertificatePayload;
  designVersionId: string;
}

@Injectable()
export class ReplacementGrounds {
  constructor(
    private readonly batches: BatchesRepository,
    private readonly grounds: BatchGrounds,
    private readonly designs: Designs,
  ) {}

  /** Refuses what cannot be printed. Shipped designs must be there: `Designs.ready`. */
  async gather({ reasonClass }: Pick<CertificateRequest, 'reasonClass'>, old: Certificate): Promise<Successor> {
    const successor = await (reasonClass === 'issuer_error' ? this.corrected(old) : this.attested(old.payload));
    // What was drawn years ago is drawn again with the fonts of today.
    enforce(mayPrint(successor.payload));
    return successor;
  }

  /** The same kind of document, of the same design, from what is on record now. */
  private async corrected(old: Certificate): Promise<Successor> {
    const batch = (await this.batches.find(old.batchId))!;
    const { kind, title } = old.payload;
    const payload = await this.grounds.again(batch, old.enrolmentId);
    const drawnWith = old.designVersionId ?? (kind === 'chung_chi' ? batch.designVersionId : null);
    const designVersionId = drawnWith ?? (await this.designs.current(null, kind)).id;
    return { payload: { ...payload, kind, title }, designVersionId };
  }

  /** A giấy chứng nhận of equal value: it says what the lost or damaged document said. */
  private async attested(said: CertificatePayload): Promise<Successor> {
    const kind = 'giay_chung_nhan';
    const { id } = await this.designs.current(null, kind);
    return { payload: { ...said, kind, title: attestationTitle }, designVersionId: id };
  }
}
