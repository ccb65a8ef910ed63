import { Injectable } from '@nestjs/common';
import type { LocalisedText } from '#libs/kernel';
import { allOf, Database, instantOfRaw, isUniqueViolation, jsonOfRaw, where } from '#libs/platform';
import { inSight } from '../catalogue/sight.js';
import { Output } from '../output.entity.js';
import type { SharedSight } from '../output.policy.js';
import { OutputUse } from './output-use.entity.js';
import type { Country, Purpose } from './use.types.js';

/** A declared use as whoever sees the output reads it: the organisation speaks, not the person. */
export interface DeclaredUse {
  id: string;
  outputId: string;
  purpose: Purpose;
  note: string;
  at: Date;
  organisation: LocalisedText | null;
  country: Country | null;
  accountId: string | null;
}

/** Where an account belongs: its own organisation, or that of its person. */
export interface Belonging {
  organisationId: string | null;
  country: Country | null;
}

@Injectable()
export class OutputUsesRepository {
  constructor(private readonly database: Database) {}

  /** False when the same was recorded that day already. */
  async add(use: OutputUse): Promise<boolean> {
    try {
      await this.database.insert(use);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  isRecorded(onceKey: string): Promise<boolean> {
    return this.database.read.existsBy(OutputUse, { onceKey });
  }

  async originalOf(outputId: string): Promise<string | null> {
    return (await this.database.read.findOneBy(Output, { id: outputId }))?.originalId ?? null;
  }

  async isAuthor(outputId: string, accountId: string | null): Promise<boolean> {
    const rows = await this.database.rows(
      `SELECT a.id FROM output_author a JOIN enrolment e ON e.id = a.enrolment_id
        JOIN account c ON c.person_id = e.person_id WHERE a.output_id = ? AND c.id = ?`,
      [outputId, accountId],
    );
    return rows.length > 0;
  }

  find(originalId: string, id: string): Promise<OutputUse | null> {
    return this.database.read.findOneBy(OutputUse, { originalId, id, kind: 'declared' });
  }

  async remove({ id }: OutputUse): Promise<void> {
    await this.database.write.delete(OutputUse, { id });
  }

  /** Of all versions of one output that are in sight, the latest first. */
  async declared(originalId: string, sight: SharedSight): Promise<DeclaredUse[]> {
    const { sql, parameters } = allOf(
      where("u.original_id = ? AND u.kind = 'declared'", originalId),
      inSight(sight, 'used'),
    );
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT u.id, u.output_id, u.purpose, u.note, u.at, u.country, u.account_id, o.name AS organisation
        FROM output_use u JOIN output used ON used.id = u.output_id LEFT JOIN organisation o ON o.id = u.organisation_id
        WHERE ${sql} ORDER BY u.id DESC`,
      parameters,
    );
    return rows.map((row) => ({
      id: String(row.id),
      outputId: String(row.output_id),
      purpose: row.purpose as Purpose,
      note: String(row.note),
      at: instantOfRaw(row.at),
      organisation: row.organisation === null ? null : jsonOfRaw<LocalisedText>(row.organisation),
      country: row.country as Country | null,
      accountId: row.account_id as string | null,
    }));
  }

  async belonging(accountId: string | null): Promise<Belonging> {
    const [row] = await this.database.rows<{ id: string | null; country: Country | null }>(
      `SELECT o.id, COALESCE(o.country, p.nationality) AS country FROM account a
        LEFT JOIN person p ON p.id = a.person_id
        LEFT JOIN organisation o ON o.id = COALESCE(a.organisation_id, p.organisation_id)
        WHERE a.id = ?`,
      [accountId],
    );
    return { organisationId: row?.id ?? null, country: row?.country ?? null };
  }
}
