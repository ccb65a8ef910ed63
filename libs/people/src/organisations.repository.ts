import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { LocalDate, LocalisedText } from '#libs/kernel';
import { searchKey } from '#libs/kernel';
import {
  allOf,
  containing,
  Database,
  jsonOfRaw,
  type Listing,
  listPage,
  mapListing,
  type Where,
  where,
} from '#libs/platform';
import { Organisation } from './organisation.entity.js';
import type { OrganisationQuery } from './organisation.fields.js';
import type { Country, OrganisationKind } from './organisation.rules.js';

/** A line of the list, with its parent's name. */
export interface OrganisationLine {
  id: string;
  code: string;
  kind: OrganisationKind;
  country: Country;
  parentId: string | null;
  parentName: LocalisedText | null;
  path: string;
  name: LocalisedText;
  shortName: LocalisedText;
  province: string | null;
  validFrom: LocalDate;
  validTo: LocalDate | null;
  successorId: string | null;
  version: number;
}

interface RawLine {
  id: string;
  code: string;
  kind: OrganisationKind;
  country: Country;
  parent_id: string | null;
  parent_name: string | null;
  path: string;
  name: string;
  short_name: string;
  province: string | null;
  valid_from: LocalDate;
  valid_to: LocalDate | null;
  successor_id: string | null;
  version: number;
}

const lineOf = (row: RawLine): OrganisationLine => ({
  id: row.id,
  code: row.code,
  kind: row.kind,
  country: row.country,
  parentId: row.parent_id,
  parentName: row.parent_name === null ? null : jsonOfRaw(row.parent_name),
  path: row.path,
  name: jsonOfRaw(row.name),
  shortName: jsonOfRaw(row.short_name),
  province: row.province,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  successorId: row.successor_id,
  version: row.version,
});

const columns = `o.id, o.code, o.kind, o.country, o.parent_id, parent.name AS parent_name, o.path, o.name, o.short_name,
  o.province, o.valid_from, o.valid_to, o.successor_id, o.version`;

@Injectable()
export class OrganisationsRepository {
  constructor(private readonly database: Database) {}

  find(id: string): Promise<Organisation | null> {
    return this.database.read.findOneBy(Organisation, { id });
  }

  findMany(ids: readonly string[]): Promise<Organisation[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.database.read.findBy(Organisation, { id: In([...ids]) });
  }

  findByCode(code: string): Promise<Organisation | null> {
    return this.database.read.findOneBy(Organisation, { code });
  }

  async list(query: OrganisationQuery, sight: Where | null): Promise<Listing<OrganisationLine>> {
    const words = searchKey(query.q ?? '');
    const listing = await listPage<RawLine>(
      this.database,
      {
        from: 'organisation o',
        id: 'o.id',
        where: allOf(
          sight,
          words ? where("o.search_key LIKE ? ESCAPE '!'", containing(words)) : null,
          query.kind ? where('o.kind = ?', query.kind) : null,
          query.country ? where('o.country = ?', query.country) : null,
          query.parentId ? where('o.parent_id = ?', query.parentId) : null,
          query.within ? where('o.path LIKE ?', `%/${query.within}/%`) : null,
          query.validOn ? validOn(query.validOn) : null,
        ),
        // The path of ids sorts parents before children but siblings by age: trees are put in order by their reader.
        sorts: { name: 'o.sort_key', code: 'o.code', path: 'o.path' },
        defaultSort: 'name',
        select: columns,
        join: 'LEFT JOIN organisation parent ON parent.id = o.parent_id',
      },
      query,
    );
    return mapListing(listing, lineOf);
  }

  /** The subtree at `path`, siblings by name; alive on `validDate`, or ever. */
  async below(path: string, validDate: LocalDate | null): Promise<OrganisationLine[]> {
    const condition = allOf(where('o.path LIKE ?', `${path}%`), validDate === null ? null : validOn(validDate));
    const rows = await this.database.rows<RawLine>(
      `SELECT ${columns} FROM organisation o LEFT JOIN organisation parent ON parent.id = o.parent_id
        WHERE ${condition.sql} ORDER BY o.sort_key, o.id`,
      condition.parameters,
    );
    return rows.map(lineOf);
  }

  /** This one's ancestors from the root down, itself last. */
  async ancestry(path: string): Promise<Organisation[]> {
    const ids = path.split('/').filter(Boolean);
    const found = await this.findMany(ids);
    return found.sort((one, other) => one.path.length - other.path.length);
  }

  /** Holds the row until the unit ends, if it is still in its place: nobody moves it meanwhile. */
  async hold({ id, path }: Organisation): Promise<boolean> {
    return (
      (await this.database.change('UPDATE organisation SET path = path WHERE id = ? AND path = ?', [id, path])) === 1
    );
  }

  /** The deepest path of the subtree, for its number of levels. */
  async pathsUnder(path: string): Promise<string[]> {
    const rows = await this.database.rows<{ path: string }>('SELECT path FROM organisation WHERE path LIKE ?', [
      `${path}%`,
    ]);
    return rows.map((row) => row.path);
  }

  /** Everything below a moved organisation goes along. */
  async moveBelow(from: string, to: string): Promise<void> {
    await this.database.change(
      'UPDATE organisation SET path = REPLACE(path, ?, ?), version = version + 1 WHERE path LIKE ? AND path <> ?',
      [from, to, `${from}%`, from],
    );
  }

  add(organisation: Organisation): Promise<void> {
    return this.database.insert(organisation);
  }

  save(organisation: Organisation): Promise<void> {
    return this.database.update(organisation);
  }
}

export const validOn = (date: LocalDate): Where =>
  where('o.valid_from <= ? AND (o.valid_to IS NULL OR o.valid_to >= ?)', date, date);
