import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { Database, instantOfRaw, jsonOfRaw } from '#libs/platform';
import type { CertificateSelection } from '../certificate.fields.js';
import { chosenToDownload } from '../certificate-sight.js';
import type { DocumentOrigin } from '../designs/index.js';
import type { CertificatePayload } from '../render/index.js';

/** What is printed of a certificate, and what tells the design its document was drawn with. */
export interface PrintableSheet extends DocumentOrigin {
  readonly payload: CertificatePayload;
}

@Injectable()
export class PrintableSheetsRepository {
  constructor(private readonly database: Database) {}

  /** Valid ones among those the actor may download, in the order of the register; `limit` and one at most. */
  async chosen(actor: Actor, selection: CertificateSelection, limit: number): Promise<PrintableSheet[]> {
    const found = chosenToDownload(actor, selection, "k.status = 'valid'", limit);
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT k.payload, k.issued_at, COALESCE(k.design_version_id, b.design_version_id) AS design_version_id
        FROM certificate k JOIN certificate_batch b ON b.id = k.batch_id
        WHERE ${found.sql}`,
      found.parameters,
    );
    return rows.map((raw) => {
      const payload = jsonOfRaw<CertificatePayload>(raw.payload);
      return {
        payload,
        kind: payload.kind,
        designVersionId: raw.design_version_id as string | null,
        issuedAt: instantOfRaw(raw.issued_at),
      };
    });
  }
}
