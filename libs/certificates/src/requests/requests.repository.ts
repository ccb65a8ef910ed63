import { Injectable } from '@nestjs/common';
import type { LocalDate } from '#libs/kernel';
import {
  allOf,
  Database,
  instantOfRaw,
  instantOfRawOrNull,
  instantParameter,
  isUniqueViolation,
  jsonOfRaw,
  type Listing,
  listPage,
  mapListing,
  where,
} from '#libs/platform';
import { certificatesChosen } from '../certificate-sight.js';
import type { CertificatePayload } from '../render/index.js';
import { CertificateRequest } from './certificate-request.entity.js';
import type { RequestQuery } from './request.fields.js';

/** A request with what it is about, as lists show it. */
export interface RequestRow
  extends Pick<CertificateRequest, 'id' | 'certificateId' | 'kind' | 'reasonClass' | 'reason' | 'correction'> {
  status: CertificateRequest['status'];
  serial: string;
  holder: Pick<CertificatePayload['holder'], 'fullNameLao' | 'fullNameLatin'>;
  requestedBy: string;
  requestedByPerson: string | null;
  requestedByName: string;
  requestedAt: Date;
  dueOn: LocalDate;
  decidedByName: string | null;
  decidedAt: Date | null;
  decisionReason: string | null;
  replacementId: string | null;
  replacementSerial: string | null;
  version: number;
}

type Raw = Record<string, unknown> & Pick<RequestRow, 'kind' | 'reasonClass' | 'status' | 'dueOn'>;

const columns = `r.id, r.certificate_id, r.kind, r.reason_class AS reasonClass, r.reason, r.correction, r.status,
  r.requested_by, r.requested_by_person, r.requested_at, r.due_on AS dueOn, r.decided_at, r.decision_reason,
  r.replacement_id, r.version, k.serial, k.payload,
  (SELECT a.name FROM account a WHERE a.id = r.requested_by) AS requested_by_name,
  (SELECT a.name FROM account a WHERE a.id = r.decided_by) AS decided_by_name,
  (SELECT n.serial FROM certificate n WHERE n.id = r.replacement_id) AS replacement_serial`;

/** In the audit trail, of the request. */
export const answerRead = 'certificate_request.answer_read';

const from = 'certificate_request r JOIN certificate k ON k.id = r.certificate_id';

@Injectable()
export class RequestsRepository {
  constructor(private readonly database: Database) {}

  async list({ status, kind, ...query }: RequestQuery): Promise<Listing<RequestRow>> {
    const listing = await listPage<Raw>(
      this.database,
      {
        from,
        id: 'r.id',
        where: allOf(
          certificatesChosen({ q: query.q }),
          status ? where('r.status = ?', status) : null,
          kind ? where('r.kind = ?', kind) : null,
        ),
        sorts: { dueOn: 'r.due_on', requestedAt: 'r.requested_at' },
        defaultSort: '-requestedAt',
        select: columns,
      },
      query,
    );
    return mapListing(listing, rowOf);
  }

  /** About one certificate, the newest first. */
  async ofCertificate(certificateId: string): Promise<RequestRow[]> {
    const rows = await this.database.rows<Raw>(
      `SELECT ${columns} FROM ${from} WHERE r.certificate_id = ? ORDER BY r.requested_at DESC, r.id DESC`,
      [certificateId],
    );
    return rows.map(rowOf);
  }

  /** Answers since then to what somebody asked, under whichever account, and has not opened, the oldest first. */
  async unreadAnswers(
    { accountId, personId }: { accountId: string; personId: string | null },
    since: Date,
  ): Promise<RequestRow[]> {
    const rows = await this.database.rows<Raw>(
      `SELECT ${columns} FROM ${from} WHERE (r.requested_by = ? OR r.requested_by_person = ?)
        AND r.status IN ('approved', 'refused') AND r.decided_at >= ? AND NOT EXISTS (SELECT 1 FROM audit_event a
        WHERE a.subject_id = r.id AND a.action = '${answerRead}') ORDER BY r.decided_at, r.id`,
      [accountId, personId, instantParameter(since)],
    );
    return rows.map(rowOf);
  }

  openOf(certificateId: string): Promise<CertificateRequest | null> {
    return this.database.read.findOneBy(CertificateRequest, { liveKey: certificateId });
  }

  /** False when another one is open. */
  async open(request: CertificateRequest): Promise<boolean> {
    try {
      await this.database.insert(request);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  save(request: CertificateRequest): Promise<void> {
    return this.database.update(request);
  }

  /** Another id for the same human, so that they never decide on what they have asked. */
  async changeRequester(fromId: string, toId: string): Promise<void> {
    await this.database.change(
      'UPDATE certificate_request SET requested_by_person = ?, version = version + 1 WHERE requested_by_person = ?',
      [toId, fromId],
    );
  }
}

function rowOf(raw: Raw): RequestRow {
  const { holder } = jsonOfRaw<CertificatePayload>(raw.payload);
  return {
    id: String(raw.id),
    certificateId: String(raw.certificate_id),
    kind: raw.kind,
    reasonClass: raw.reasonClass,
    reason: String(raw.reason),
    correction: raw.correction as string | null,
    status: raw.status,
    serial: String(raw.serial),
    holder: { fullNameLao: holder.fullNameLao, fullNameLatin: holder.fullNameLatin },
    requestedBy: String(raw.requested_by),
    requestedByPerson: raw.requested_by_person as string | null,
    requestedByName: String(raw.requested_by_name ?? ''),
    requestedAt: instantOfRaw(raw.requested_at),
    dueOn: raw.dueOn,
    decidedByName: raw.decided_by_name as string | null,
    decidedAt: instantOfRawOrNull(raw.decided_at),
    decisionReason: raw.decision_reason as string | null,
    replacementId: raw.replacement_id as string | null,
    replacementSerial: raw.replacement_serial as string | null,
    version: Number(raw.version),
  };
}
