import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { LocalDate } from '#libs/kernel';
import { Database, instantOfRaw, instantParameter, jsonOfRaw, placeholders } from '#libs/platform';
import type { DocumentKind } from '#libs/training';
import type { Party } from '../nomination.rules.js';
import type { CoursePeriod, HeldDocument } from './dossier.rules.js';
import { DossierDocument } from './dossier-document.entity.js';
import type { DossierDownload, OpeningWay } from './dossier-download.entity.js';

/** Who was given a document, for the person it is about. */
export interface Opening {
  id: string;
  kind: DocumentKind;
  party: Party;
  way: OpeningWay;
  at: Date;
  accountId: string | null;
  accountName: string | null;
  organisationPath: string | null;
}

/** What a run asks of a dossier. */
export interface Demand extends CoursePeriod {
  nominationId: string;
  required: DocumentKind[];
}

/** The latest openings are shown; the rest are in the audit trail. */
const mostOpenings = 100;

@Injectable()
export class DossierRepository {
  constructor(private readonly database: Database) {}

  live(nominationId: string): Promise<DossierDocument[]> {
    return this.database.read.find(DossierDocument, {
      where: { nominationId, removedAt: IsNull() },
      order: { id: 'ASC' },
    });
  }

  find(nominationId: string, id: string): Promise<DossierDocument | null> {
    return this.database.read.findOneBy(DossierDocument, { id, nominationId, removedAt: IsNull() });
  }

  async add(row: DossierDocument | DossierDownload): Promise<void> {
    await this.database.insert(row);
  }

  /** In a unit that holds the run: nobody else removes it meanwhile. */
  async remove({ id }: DossierDocument, at: Date, accountId: string | null): Promise<void> {
    await this.database.change(
      'UPDATE dossier_document SET live_key = NULL, removed_at = ?, removed_by = ? WHERE id = ?',
      [instantParameter(at), accountId, id],
    );
  }

  /** Newest first, of documents removed since too. */
  async openings(nominationId: string): Promise<Opening[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT l.id, d.kind, l.party, l.way, l.at, l.account_id, a.name AS account_name, o.path AS organisation_path
        FROM dossier_document d JOIN dossier_download l ON l.document_id = d.id
        LEFT JOIN account a ON a.id = l.account_id LEFT JOIN organisation o ON o.id = a.organisation_id
        WHERE d.nomination_id = ? ORDER BY l.id DESC LIMIT ${mostOpenings}`,
      [nominationId],
    );
    return rows.map((raw) => ({
      id: raw.id as string,
      kind: raw.kind as DocumentKind,
      party: raw.party as Party,
      way: raw.way as OpeningWay,
      at: instantOfRaw(raw.at),
      accountId: raw.account_id as string | null,
      accountName: raw.account_name as string | null,
      organisationPath: raw.organisation_path as string | null,
    }));
  }

  async demands(nominationIds: readonly string[]): Promise<Demand[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT n.id, r.required_documents, r.starts_on, r.ends_on
        FROM nomination n JOIN course_run r ON r.id = n.run_id WHERE n.id IN (${placeholders(nominationIds)})`,
      [...nominationIds],
    );
    return rows.map((raw) => ({
      nominationId: raw.id as string,
      required: jsonOfRaw<DocumentKind[] | null>(raw.required_documents ?? null) ?? [],
      startsOn: raw.starts_on as LocalDate,
      endsOn: raw.ends_on as LocalDate,
    }));
  }

  async held(nominationIds: readonly string[]): Promise<(HeldDocument & { nominationId: string })[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT d.nomination_id, d.kind, d.issued_on, d.valid_until, d.width, d.height FROM dossier_document d
        WHERE d.removed_at IS NULL AND d.nomination_id IN (${placeholders(nominationIds)}) ORDER BY d.id`,
      [...nominationIds],
    );
    const numberOrNull = (value: unknown) => (value === null ? null : Number(value));
    return rows.map((raw) => ({
      nominationId: raw.nomination_id as string,
      kind: raw.kind as DocumentKind,
      issuedOn: raw.issued_on as LocalDate | null,
      validUntil: raw.valid_until as LocalDate | null,
      width: numberOrNull(raw.width),
      height: numberOrNull(raw.height),
    }));
  }
}
