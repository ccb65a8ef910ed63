import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type AccessRow, type Actor, requireGrant, type Scope, scopeOf, searchKey } from '#libs/kernel';
import { ownOrganisation } from '#libs/people';
import {
  allOf,
  anyOf,
  containing,
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
import { assignedRun } from '#libs/training';
import type { CertificateQuery, CertificateSelection } from './batch.fields.js';
import { Certificate, type CertificateStatus } from './certificate.entity.js';
import { certificateAccess } from './certificate.policy.js';
import { masksSome, openPart } from './certificate-disclosure.js';
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

/** Where an issued document lies and what its bytes must hash to. */
export interface IssuedFile {
  serial: string;
  storageKey: string;
  sha256: string;
}

/** A stored document with what it is called by. */
export interface IssuedDocument {
  serial: string;
  holder: CertificatePayload['holder'];
  storageKey: string;
  /** Bytes. */
  size: number;
  issuedAt: Date;
}

/** Issued to the person, or to a record that turned out to be the same person: a certificate itself is never changed. */
const ofPerson = (personId: string): Where =>
  where(
    `(k.person_id = ? OR k.person_id IN (SELECT former.id FROM person former WHERE former.merged_into_id = ?))`,
    personId,
    personId,
  );

const seenThrough = (scope: Scope): Where =>
  anyOf(
    scope.allBy.length > 0 ? where('1 = 1') : null,
    // By whom they were sent: whoever merely claims to know a person has no part in their certificates.
    ownOrganisation('k.organisation_id', scope),
    scope.selfPersonId ? ofPerson(scope.selfPersonId) : null,
    scope.assignedPersonId ? assignedRun('k.run_id', scope.assignedPersonId) : null,
  );

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
      allOf(seenThrough(scopeOf(actor, certificateAccess.list)), filters(query)),
      '-registerNumber',
      query,
    );
  }

  /** All that was ever issued, or one book of it, in the order of the register. */
  register(actor: Actor, query: CertificateQuery, book: Book | null): Promise<Listing<CertificateRow>> {
    requireGrant(actor, certificateAccess.register);
    return this.page(allOf(filters(query), book ? inBook(book) : null), 'registerNumber', query);
  }

  async findInSight(actor: Actor, row: AccessRow, id: string): Promise<Certificate | null> {
    const seen = seenThrough(scopeOf(actor, row));
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
    const seen = seenThrough(scopeOf(actor, open));
    const rows = await this.database.rows<{ id: string }>(
      `SELECT k.id FROM certificate k WHERE k.id IN (${placeholders(ids)}) AND (${seen.sql})`,
      [...ids, ...seen.parameters],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Issued documents among those the actor may download, in the order of the register; `limit` and one at most. */
  async documents(actor: Actor, query: CertificateSelection, limit: number): Promise<IssuedDocument[]> {
    const found = allOf(
      seenThrough(scopeOf(actor, certificateAccess.download)),
      filters(query),
      where('k.storage_key IS NOT NULL'),
    );
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT k.serial, k.payload, k.storage_key, k.size, k.issued_at FROM certificate k WHERE ${found.sql}
        ORDER BY k.register_number LIMIT ${limit + 1}`,
      found.parameters,
    );
    return rows.map((raw) => ({
      serial: raw.serial as string,
      holder: jsonOfRaw<CertificatePayload>(raw.payload).holder,
      storageKey: raw.storage_key as string,
      size: Number(raw.size),
      issuedAt: instantOfRawOrNull(raw.issued_at)!,
    }));
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

  async countOfRun(runId: string): Promise<number> {
    return this.database.read.countBy(Certificate, { runId });
  }

  find(id: string): Promise<Certificate | null> {
    return this.database.read.findOneBy(Certificate, { id });
  }

  findByCode(code: string): Promise<Certificate | null> {
    return this.database.read.findOneBy(Certificate, { code });
  }

  findByHash(sha256: string): Promise<Certificate | null> {
    return this.database.read.findOneBy(Certificate, { sha256 });
  }

  ofBatch(batchId: string): Promise<Certificate[]> {
    return this.database.read.find(Certificate, { where: { batchId }, order: { registerNumber: 'ASC' } });
  }

  /** Those on the list itself: what takes the place of another is drawn by itself. */
  async intendedOf(batchId: string): Promise<Certificate[]> {
    const intended = await this.database.read.find(Certificate, {
      where: { batchId, status: 'intended' },
      order: { registerNumber: 'ASC' },
    });
    return intended.filter(({ payload }) => payload.replacesSerial === null);
  }

  /** Of these, those without a document. */
  intendedAmong(ids: readonly string[]): Promise<Certificate[]> {
    return this.database.read.find(Certificate, { where: { id: In([...ids]), status: 'intended' } });
  }

  countIntended(batchId: string): Promise<number> {
    return this.database.read.countBy(Certificate, { batchId, status: 'intended' });
  }

  /** Those of a batch whose document is stored. */
  async countIssued(batchId: string): Promise<number> {
    const [row] = await this.database.rows<{ issued: number }>(
      "SELECT COUNT(*) AS issued FROM certificate WHERE batch_id = ? AND status <> 'intended'",
      [batchId],
    );
    return Number(row!.issued);
  }

  /** In the order of the register, five hundred at a time. */
  async *issuedFiles(): AsyncGenerator<IssuedFile> {
    for (let after = 0; ; ) {
      const rows = await this.database.rows<Record<string, unknown>>(
        'SELECT serial, register_number, storage_key, sha256 FROM certificate WHERE register_number > ? AND sha256 IS NOT NULL ORDER BY register_number LIMIT 500',
        [after],
      );
      for (const { serial, storage_key, sha256 } of rows) {
        yield { serial: String(serial), storageKey: String(storage_key), sha256: String(sha256) };
      }
      if (rows.length < 500) return;
      after = Number(rows.at(-1)!.register_number);
    }
  }

  add(...certificates: Certificate[]): Promise<void> {
    return this.database.insert(...certificates);
  }

  save(certificate: Certificate): Promise<void> {
    return this.database.update(certificate);
  }

  saveAll(certificates: readonly Certificate[]): Promise<void> {
    return this.database.updateAll(certificates);
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

function filters(query: CertificateSelection): Where {
  const words = query.q ? searchKey(query.q) : '';
  return allOf(
    query.runId ? where('k.run_id = ?', query.runId) : null,
    query.batchId ? where('k.batch_id = ?', query.batchId) : null,
    query.organisationId ? where('k.organisation_id = ?', query.organisationId) : null,
    words ? where("k.search_key LIKE ? ESCAPE '!'", containing(words)) : null,
  );
}
