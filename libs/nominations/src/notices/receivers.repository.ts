import { Injectable } from '@nestjs/common';
import type { Language, LocalisedText, Role } from '#libs/kernel';
import { allOf, Database, jsonOfRaw, placeholders, type Receiver, type Where, where } from '#libs/platform';

/** A receiver with the organisation they write for. */
export interface PlacedReceiver extends Receiver {
  accountId: string;
  organisationPath: string | null;
  organisationName: LocalisedText | null;
}

type Raw = Record<string, string | null>;

/** Who is written to by role and place: active accounts. */
@Injectable()
export class ReceiversRepository {
  constructor(private readonly database: Database) {}

  withRole(...roles: Role[]): Promise<PlacedReceiver[]> {
    return this.find(roles, where('1 = 1'));
  }

  /** Of each of these organisations its nominators; where it has none, those of the next one above that has. */
  async nominatorsOf(paths: readonly string[]): Promise<Map<string, PlacedReceiver[]>> {
    const ids = [...new Set(paths.flatMap((path) => path.split('/').filter(Boolean)))];
    if (ids.length === 0) return new Map();
    const found = await this.find(['nominator'], where(`a.organisation_id IN (${placeholders(ids)})`, ...ids));
    const placed = Map.groupBy(found, ({ organisationPath }) => organisationPath ?? '');
    return new Map(paths.map((path) => [path, nearest(path, placed)]));
  }

  /** The nominators of these organisations and of those below them. */
  async nominatorsBelow(organisationIds: readonly string[]): Promise<PlacedReceiver[]> {
    if (organisationIds.length === 0) return [];
    const isBelow = `EXISTS (SELECT 1 FROM organisation above WHERE above.id IN (${placeholders(organisationIds)})
      AND o.path LIKE CONCAT(above.path, '%'))`;
    return this.find(['nominator'], where(isBelow, ...organisationIds));
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

/** `/a/b/c/` is in `/a/b/`, which is in `/a/`. */
function nearest(path: string, placed: ReadonlyMap<string, PlacedReceiver[]>): PlacedReceiver[] {
  const above = path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
  return placed.get(path) ?? (above.length > 1 ? nearest(above, placed) : []);
}
