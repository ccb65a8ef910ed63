import { Injectable } from '@nestjs/common';
import type { Language, LocalisedText, Role } from '#libs/kernel';
import { allOf, anyOf, Database, jsonOfRaw, placeholders, type Receiver, type Where, where } from '#libs/platform';

/** A receiver with the organisation they write for. */
export interface PlacedReceiver extends Receiver {
  organisationPath: string | null;
  organisationName: LocalisedText | null;
}

type Raw = Record<string, string | null>;

/** Who is written to: active accounts alone. */
@Injectable()
export class ReceiversRepository {
  constructor(private readonly database: Database) {}

  withRole(...roles: Role[]): Promise<PlacedReceiver[]> {
    return this.find(roles, where('1 = 1'));
  }

  /** The nominators of an organisation; where it has none, those of the next one above that has. */
  async nominatorsOf(organisationPath: string): Promise<PlacedReceiver[]> {
    const ids = organisationPath.split('/').filter(Boolean);
    const found = await this.find(['nominator'], where(`a.organisation_id IN (${placeholders(ids)})`, ...ids));
    const nearest = Math.max(...found.map((one) => one.organisationPath?.length ?? 0));
    return found.filter((one) => one.organisationPath?.length === nearest);
  }

  /** The nominators of these organisations and of those below them. */
  nominatorsBelow(paths: readonly string[]): Promise<PlacedReceiver[]> {
    return this.find(['nominator'], anyOf(...paths.map((path) => where('o.path LIKE ?', `${path}%`))));
  }

  traineeOf(personId: string): Promise<PlacedReceiver[]> {
    return this.find(['trainee'], where('a.person_id = ?', personId));
  }

  private async find(roles: readonly Role[], whom: Where): Promise<PlacedReceiver[]> {
    const condition = allOf(where("a.status = 'active'"), whom);
    const rows = await this.database.rows<Raw>(
      `SELECT a.id, a.name, a.email, a.language, o.path, o.name AS organisation FROM account a
        LEFT JOIN organisation o ON o.id = a.organisation_id
        WHERE EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = a.id AND r.role IN (${placeholders(roles)}))
          AND ${condition.sql} ORDER BY o.sort_key, a.sort_key, a.id`,
      [...roles, ...condition.parameters],
    );
    return rows.map((raw) => ({
      accountId: raw.id!,
      name: raw.name!,
      address: raw.email!,
      language: raw.language as Language,
      organisationPath: raw.path,
      organisationName: raw.organisation === null ? null : jsonOfRaw<LocalisedText>(raw.organisation),
    }));
  }
}
