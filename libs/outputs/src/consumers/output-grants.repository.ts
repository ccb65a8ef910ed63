import { Injectable } from '@nestjs/common';
import type { LocalDate, LocalisedText } from '#libs/kernel';
import {
  Database,
  instantOfRaw,
  instantOfRawOrNull,
  jsonOfRaw,
  type Listing,
  listPage,
  mapListing,
  where,
} from '#libs/platform';
import { OutputGrant } from './output-grant.entity.js';
import type { GrantsQuery } from './output-grant.fields.js';

/** A grant with the names of those it concerns. */
export interface ListedGrant {
  id: string;
  originalId: string;
  receiver: { kind: 'account'; id: string; name: string } | { kind: 'organisation'; id: string; name: LocalisedText };
  /** Of the account, when it is one. */
  organisation: LocalisedText | null;
  reason: string;
  grantedByName: string | null;
  at: Date;
  endsOn: LocalDate | null;
  revokedAt: Date | null;
}

/** An account that may be shown a restricted output. */
export interface PossibleReceiver {
  id: string;
  name: string;
  organisationId: string | null;
  organisation: LocalisedText | null;
}

type Raw = Record<string, unknown>;

const textOf = (raw: unknown) => (raw === null ? null : jsonOfRaw<LocalisedText>(raw));

const columns = `g.id, g.original_id, g.account_id, g.organisation_id, g.reason, g.at, g.ends_on, g.revoked_at,
  a.name AS account_name, ao.name AS account_organisation, o.name AS organisation_name, b.name AS granter_name`;
const names = `LEFT JOIN account a ON a.id = g.account_id LEFT JOIN organisation ao ON ao.id = a.organisation_id
  LEFT JOIN organisation o ON o.id = g.organisation_id LEFT JOIN account b ON b.id = g.granted_by`;

@Injectable()
export class OutputGrantsRepository {
  constructor(private readonly database: Database) {}

  /** Held to the end of the unit: one grant after another. */
  async holdOutput(originalId: string): Promise<void> {
    await this.database.change('UPDATE output SET version = version WHERE id = ?', [originalId]);
  }

  /** Of one output, the latest first. */
  async list(originalId: string, query: GrantsQuery): Promise<Listing<ListedGrant>> {
    const source = {
      from: 'output_grant g',
      id: 'g.id',
      where: where('g.original_id = ?', originalId),
      sorts: { at: 'g.at' },
      defaultSort: '-at',
      select: columns,
      join: names,
    };
    return mapListing(await listPage<Raw>(this.database, source, query), listedGrant);
  }

  async listed(originalId: string, id: string): Promise<ListedGrant | null> {
    const [row] = await this.database.rows<Raw>(
      `SELECT ${columns} FROM output_grant g ${names} WHERE g.original_id = ? AND g.id = ?`,
      [originalId, id],
    );
    return row ? listedGrant(row) : null;
  }

  /** Whether this account or organisation is shown it on a day. */
  async isGiven({ originalId, accountId, organisationId }: OutputGrant, on: LocalDate): Promise<boolean> {
    const rows = await this.database.rows(
      `SELECT id FROM output_grant WHERE original_id = ? AND (account_id = ? OR organisation_id = ?)
        AND revoked_at IS NULL AND (ends_on IS NULL OR ends_on >= ?)`,
      [originalId, accountId, organisationId, on],
    );
    return rows.length > 0;
  }

  find(originalId: string, id: string): Promise<OutputGrant | null> {
    return this.database.read.findOneBy(OutputGrant, { originalId, id });
  }

  add(grant: OutputGrant): Promise<void> {
    return this.database.insert(grant);
  }

  save(grant: OutputGrant): Promise<void> {
    return this.database.update(grant);
  }

  /** Consumers by name; one alone when an account is named. */
  async consumers(accountId?: string): Promise<PossibleReceiver[]> {
    const rows = await this.database.rows<Raw>(
      `SELECT a.id, a.name, a.organisation_id, o.name AS organisation FROM account_role r
        JOIN account a ON a.id = r.account_id LEFT JOIN organisation o ON o.id = a.organisation_id
        WHERE r.role = 'consumer' AND a.status <> 'deactivated' ${accountId ? 'AND a.id = ?' : ''}
        ORDER BY a.sort_key, a.id LIMIT 500`,
      accountId ? [accountId] : [],
    );
    return rows.map((row) => ({
      id: String(row.id),
      name: String(row.name),
      organisationId: row.organisation_id as string | null,
      organisation: textOf(row.organisation),
    }));
  }
}

const listedGrant = (row: Raw): ListedGrant => ({
  id: String(row.id),
  originalId: String(row.original_id),
  receiver:
    row.account_id === null
      ? { kind: 'organisation', id: String(row.organisation_id), name: jsonOfRaw<LocalisedText>(row.organisation_name) }
      : { kind: 'account', id: String(row.account_id), name: String(row.account_name) },
  organisation: textOf(row.account_organisation),
  reason: String(row.reason),
  grantedByName: row.granter_name as string | null,
  at: instantOfRaw(row.at),
  endsOn: row.ends_on as LocalDate | null,
  revokedAt: instantOfRawOrNull(row.revoked_at),
});
