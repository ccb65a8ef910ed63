import { Injectable } from '@nestjs/common';
import { type AccessRow, type Actor, requireGrant, scopeOf } from '#libs/kernel';
import {
  allOf,
  Database,
  instantOfRawOrNull,
  jsonOfRaw,
  type Listing,
  listPage,
  mapListing,
  placeholders,
  type Where,
  where,
} from '#libs/platform';
import { Certificate, type CertificateStatus } from './certificate.entity.js';
import type { CertificateQuery } from './certificate.fields.js';
import { certificateAccess } from './certificate.policy.js';
import { masksSome, openPart } from './certificate-disclosure.js';
import { certificatesChosen, certificatesSeen, ofPerson } from './certificate-sight.js';
import type { Book } from './register/register.rules.js';
import type { CertificatePayload } from './render/index.js';

/** A certificate as lists show it. */
export interface CertificateRow {
  id: string;
  serial: string;
  registerNumber: number;
  status: CertificateStatus;
  personId: string;
  runId: string;
  batchId: string;
  payload: CertificatePayload;
  issuedAt: Date | null;
  version: number;
}

/** What is asked of a certificate by somebody who holds its code or its file. */
export type AskedCertificate = Pick<Certificate, 'status' | 'code' | 'serial' | 'payload' | 'signingKeyId'>;

/** A document that took another's place, or whose place was taken. */
export interface OtherDocument {
  id: string;
  serial: string;
}

const columns = `k.id, k.serial, k.register_number, k.status, k.run_id, k.batch_id, k.payload, k.issued_at, k.version,
  COALESCE((SELECT holder.merged_into_id FROM person holder WHERE holder.id = k.person_id), k.person_id) AS person_id`;

const rowOfRaw = (raw: Record<string, unknown>): CertificateRow => ({
  id: raw.id as string,
  serial: raw.serial as string,
  registerNumber: Number(raw.register_number),
  status: raw.status as CertificateStatus,
  personId: raw.person_id as string,
  runId: raw.run_id as string,
  batchId: raw.batch_id as string,
  payload: jsonOfRaw(raw.payload),
  issuedAt: instantOfRawOrNull(raw.issued_at),
  version: Number(raw.version),
});

@Injectable()
export class CertificatesRepository {
  constructor(private readonly database: Database) {}

  list(actor: Actor, query: CertificateQuery): Promise<Listing<CertificateRow>> {
    return this.page(
      allOf(certificatesSeen(scopeOf(actor, certificateAccess.list)), certificatesChosen(query)),
      '-registerNumber',
      query,
    );
  }

  /** All that was ever issued, or one book of it, in the order of the register. */
  register(actor: Actor, query: CertificateQuery, book: Book | null): Promise<Listing<CertificateRow>> {
    requireGrant(actor, certificateAccess.register);
    return this.page(allOf(certificatesChosen(query), book ? inBook(book) : null), 'registerNumber', query);
  }

  async findInSight(actor: Actor, row: AccessRow, id: string): Promise<Certificate | null> {
    const seen = certificatesSeen(scopeOf(actor, row));
    const rows = await this.database.rows(`SELECT k.id FROM certificate k WHERE k.id = ? AND (${seen.sql})`, [
      id,
      ...seen.parameters,
    ]);
    return rows.length > 0 ? this.find(id) : null;
  }

  /** Of these, the certificates whose personal fields the actor may read. */
  async openAmong(actor: Actor, row: AccessRow, ids: readonly string[]): Promise<Set<string>> {
    const open = openPart(actor, row);
    if (open === null || ids.length === 0) return new Set();
    if (!masksSome(actor, row)) return new Set(ids);
    const seen = certificatesSeen(scopeOf(actor, open));
    const rows = await this.database.rows<{ id: string }>(
      `SELECT k.id FROM certificate k WHERE k.id IN (${placeholders(ids)}) AND (${seen.sql})`,
      [...ids, ...seen.parameters],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Of these certificates, those that were replaced, with what by. */
  replacementsOf(ids: readonly string[]): Promise<Map<string, OtherDocument>> {
    return this.beside(ids, 'r.certificate_id', 'r.replacement_id');
  }

  /** Of these certificates, those that were issued in the place of another, with which. */
  predecessorsOf(ids: readonly string[]): Promise<Map<string, OtherDocument>> {
    return this.beside(ids, 'r.replacement_id', 'r.certificate_id');
  }

  private async beside(ids: readonly string[], known: string, other: string): Promise<Map<string, OtherDocument>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.rows<{ known_id: string; id: string; serial: string }>(
      `SELECT ${known} AS known_id, k.id, k.serial FROM certificate_request r JOIN certificate k ON k.id = ${other}
        WHERE r.replacement_id IS NOT NULL AND ${known} IN (${placeholders(ids)})`,
      [...ids],
    );
    return new Map(rows.map(({ known_id, ...document }) => [known_id, document]));
  }

  /** Valid ones of a person that this account has never downloaded, oldest first. */
  async notYetDownloaded(personId: string, accountId: string): Promise<CertificateRow[]> {
    const own = ofPerson(personId);
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${columns} FROM certificate k WHERE ${own.sql} AND k.status = 'valid' AND NOT EXISTS (SELECT 1
        FROM audit_event a WHERE a.subject_id = k.id AND a.action = 'certificate.downloaded' AND a.account_id = ?)
        ORDER BY k.issued_at, k.id`,
      [...own.parameters, accountId],
    );
    return rows.map(rowOfRaw);
  }

  async countOfPerson(personId: string): Promise<number> {
    const own = ofPerson(personId);
    const [row] = await this.database.rows<{ count: number }>(
      `SELECT COUNT(*) AS count FROM certificate k WHERE ${own.sql}`,
      own.parameters,
    );
    return Number(row!.count);
  }

  find(id: string): Promise<Certificate | null> {
    return this.database.read.findOneBy(Certificate, { id });
  }

  findByCode(code: string): Promise<AskedCertificate | null> {
    return this.asked(where('code = ?', code));
  }

  findByHash(sha256: string): Promise<AskedCertificate | null> {
    return this.asked(where('sha256 = ?', sha256));
  }

  /** As a raw row: a loaded entity takes longer than all the rest of an answer to somebody with a code. */
  private async asked({ sql, parameters }: Where): Promise<AskedCertificate | null> {
    const [raw] = await this.database.rows<Record<string, unknown>>(
      `SELECT status, code, serial, payload, signing_key_id AS signingKeyId FROM certificate WHERE ${sql}`,
      parameters,
    );
    return raw ? ({ ...raw, payload: jsonOfRaw(raw.payload) } as AskedCertificate) : null;
  }

  ofBatch(batchId: string): Promise<Certificate[]> {
    return this.database.read.find(Certificate, { where: { batchId }, order: { registerNumber: 'ASC' } });
  }

  add(...certificates: Certificate[]): Promise<void> {
    return this.database.insertAll(certificates);
  }

  save(certificate: Certificate): Promise<void> {
    return this.database.update(certificate);
  }

  private async page(condition: Where, defaultSort: string, query: CertificateQuery): Promise<Listing<CertificateRow>> {
    const listing = await listPage<Record<string, unknown>>(
      this.database,
      {
        from: 'certificate k',
        id: 'k.id',
        where: condition,
        sorts: { registerNumber: 'k.register_number', serial: 'k.serial' },
        defaultSort,
        select: columns,
      },
      query,
    );
    return mapListing(listing, rowOfRaw);
  }
}

const inBook = ({ kind, year }: Book): Where =>
  where(
    `EXISTS (SELECT 1 FROM register_entry e WHERE e.certificate_id = k.id AND e.kind = 'issue'
      AND e.book_kind = ? AND e.book_year = ?)`,
    kind,
    year,
  );
