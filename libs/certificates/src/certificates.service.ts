import { Injectable } from '@nestjs/common';
import { type Actor, conflict, isGranted, notFound } from '#libs/kernel';
import { Audit, type Listing, mapListing, Storage } from '#libs/platform';
import type { Certificate } from './certificate.entity.js';
import type { CertificateQuery } from './certificate.fields.js';
import { certificateAccess } from './certificate.policy.js';
import { maskedPayload, type ShownPayload } from './certificate-disclosure.js';
import { type CertificateRow, CertificatesRepository, type OtherDocument } from './certificates.repository.js';
import { IssuedDocumentsRepository, type IssuedFile } from './issued-documents.repository.js';
import { type SigningKey, SigningKeysRepository } from './signing/index.js';

/** A certificate as one actor may see it. */
export interface ShownCertificate extends Omit<CertificateRow, 'payload'> {
  payload: ShownPayload;
  /** Null while nothing took its place. */
  replacedBy: OtherDocument | null;
  /** Null where it was issued in no other's place. */
  replaces: OtherDocument | null;
}

/** All of one certificate that is told. */
export interface CertificateDetail extends ShownCertificate {
  code: string;
  sha256: string | null;
  /** Bytes of the document. */
  size: number | null;
  /** The key that the document was signed with; null in one older than signatures. */
  signedWith: SigningKey | null;
  mayDownload: boolean;
}

/** Issued documents. */
@Injectable()
export class CertificatesService {
  constructor(
    private readonly certificates: CertificatesRepository,
    private readonly issued: IssuedDocumentsRepository,
    private readonly keys: SigningKeysRepository,
    private readonly storage: Storage,
    private readonly audit: Audit,
  ) {}

  /** Personal fields are masked wherever the actor sees a certificate by a masking role alone. */
  async list(actor: Actor, query: CertificateQuery): Promise<Listing<ShownCertificate>> {
    const listing = await this.certificates.list(actor, query);
    const ids = listing.items.map(({ id }) => id);
    const open = await this.certificates.openAmong(actor, certificateAccess.list, ids);
    const replaced = listing.items.filter(({ status }) => status === 'replaced').map(({ id }) => id);
    const replacements = await this.certificates.replacementsOf(replaced);
    const replacing = listing.items.filter(({ payload }) => payload.replacesSerial).map(({ id }) => id);
    const predecessors = await this.certificates.predecessorsOf(replacing);
    return mapListing(listing, (row) => ({
      ...row,
      payload: open.has(row.id) ? row.payload : maskedPayload(row.payload),
      replacedBy: replacements.get(row.id) ?? null,
      replaces: predecessors.get(row.id) ?? null,
    }));
  }

  /** What a person may fetch and has not fetched yet. */
  async notYetDownloaded(actor: Actor): Promise<CertificateRow[]> {
    const { accountId, personId } = actor;
    if (!accountId || !personId || !isGranted(actor, certificateAccess.download)) return [];
    return this.certificates.notYetDownloaded(personId, accountId);
  }

  async get(actor: Actor, id: string): Promise<CertificateDetail> {
    const certificate = await this.certificates.findInSight(actor, certificateAccess.list, id);
    if (!certificate) throw notFound('certificate');
    const open = await this.certificates.openAmong(actor, certificateAccess.list, [id]);
    const mayDownload =
      isGranted(actor, certificateAccess.download) &&
      (await this.certificates.findInSight(actor, certificateAccess.download, id)) !== null;
    const payload = open.has(id) ? certificate.payload : maskedPayload(certificate.payload);
    const { signingKeyId } = certificate;
    const signedWith = signingKeyId ? await this.keys.find(signingKeyId) : null;
    const replacedBy = (await this.certificates.replacementsOf([id])).get(id) ?? null;
    const replaces = (await this.certificates.predecessorsOf([id])).get(id) ?? null;
    return { ...told(certificate), payload, replacedBy, replaces, signedWith, mayDownload };
  }

  /** The bytes stored at issue, unchanged ever after. Every download is recorded before it is handed out. */
  async download(actor: Actor, id: string): Promise<{ bytes: Buffer; serial: string }> {
    const document = await this.issued.find(actor, id);
    if (!document) throw notFound('certificate');
    if (!document.storageKey) throw conflict('certificate.not_issued_yet');
    const bytes = await this.storage.read(document.storageKey);
    await this.audit.recordReading(actor, { action: 'certificate.downloaded', noun: 'certificate', subjectId: id });
    return { bytes, serial: document.serial };
  }

  /** Every issued document with what it must be, for the operator's check. */
  issuedFiles(): AsyncGenerator<IssuedFile> {
    return this.issued.all();
  }
}

const told = ({
  id,
  serial,
  registerNumber,
  status,
  personId,
  runId,
  batchId,
  issuedAt,
  version,
  ...more
}: Certificate) => {
  const { code, sha256, size } = more;
  return { id, serial, registerNumber, status, personId, runId, batchId, issuedAt, version, code, sha256, size };
};
