import { Injectable } from '@nestjs/common';
import { type Language, type LocalisedText, searchKey } from '#libs/kernel';
import {
  allOf,
  anyOf,
  containing,
  Database,
  instantOfRaw,
  jsonOfRaw,
  type Listing,
  listPage,
  mapListing,
  placeholders,
  type Where,
  where,
} from '#libs/platform';
import type { SharedQuery } from './output.fields.js';
import type { SharedSight } from './output.policy.js';
import type { AccessLevel, OutputKind, Sector } from './output.types.js';

/** One published output as the catalogue lists it. */
export interface SharedOutput {
  id: string;
  kind: OutputKind;
  title: LocalisedText;
  summary: LocalisedText;
  sector: Sector;
  province: string | null;
  zone: string | null;
  accessLevel: AccessLevel;
  versionNumber: number;
  originalId: string;
  publishedAt: Date;
  publishedYear: number;
  runId: string;
  runCode: string;
  courseTitle: LocalisedText;
  programmeId: string;
  programmeTitle: LocalisedText;
  fileCount: number;
  version: number;
}

export type OutputVersion = Pick<SharedOutput, 'id' | 'versionNumber' | 'publishedAt'>;

export const facets = ['kind', 'sector', 'province', 'zone', 'year', 'programme'] as const;
export type Facet = (typeof facets)[number];

/** A value of a facet with how many outputs have it; a programme brings its title. */
export interface FacetValue {
  value: string;
  count: number;
  title?: LocalisedText;
}

type Filters = Partial<Pick<SharedQuery, Facet | 'q'>>;

const facetColumns: Record<Facet, string> = {
  kind: 'o.kind',
  sector: 'o.sector',
  province: 'o.province',
  zone: 'o.zone',
  year: 'o.published_year',
  programme: 'c.programme_id',
};

const inRun = 'JOIN course_run r ON r.id = o.run_id JOIN course c ON c.id = r.course_id';

const columns = `o.id, o.kind, o.title, o.summary, o.sector, o.province, o.zone, o.access_level, o.version_number,
  o.original_id, o.published_at, o.published_year, o.run_id, o.version, r.code AS run_code, c.title AS course_title,
  p.id AS programme_id, p.title AS programme_title,
  (SELECT COUNT(*) FROM output_file f WHERE f.output_id = o.id) AS file_count`;

/** Published, and in somebody's sight. */
const published = (sight: SharedSight, alias: string): Where =>
  allOf(where(`${alias}.status = 'published'`), inSight(sight, alias));

const inSight = ({ levels, grantee }: SharedSight, alias: string): Where =>
  anyOf(
    levels.length === 0 ? null : where(`${alias}.access_level IN (${placeholders(levels)})`, ...levels),
    grantee && allOf(where(`${alias}.access_level = 'restricted'`), granted(grantee, alias)),
  );

function granted({ accountId, organisationIds, on }: NonNullable<SharedSight['grantee']>, alias: string): Where {
  const receiver = anyOf(
    where('g.account_id = ?', accountId),
    organisationIds.length === 0
      ? null
      : where(`g.organisation_id IN (${placeholders(organisationIds)})`, ...organisationIds),
  );
  return where(
    `EXISTS (SELECT 1 FROM output_grant g WHERE g.original_id = ${alias}.original_id AND g.revoked_at IS NULL
      AND (g.ends_on IS NULL OR g.ends_on >= ?) AND (${receiver.sql}))`,
    on,
    ...receiver.parameters,
  );
}

/** Only the newest version that one may see is listed; older ones are found beside it. */
function newest(sight: SharedSight): Where {
  const newer = published(sight, 'newer');
  return where(
    `NOT EXISTS (SELECT 1 FROM output newer WHERE newer.original_id = o.original_id
      AND newer.version_number > o.version_number AND ${newer.sql})`,
    ...newer.parameters,
  );
}

function filtered(sight: SharedSight, filters: Filters): Where {
  const words = searchKey(filters.q ?? '');
  return allOf(
    published(sight, 'o'),
    newest(sight),
    words ? where("o.search_key LIKE ? ESCAPE '!'", containing(words)) : null,
    ...facets.map((facet) => {
      const value = filters[facet];
      if (value === undefined) return null;
      return facet === 'programme'
        ? where(
            'o.run_id IN (SELECT pr.id FROM course_run pr JOIN course pc ON pc.id = pr.course_id WHERE pc.programme_id = ?)',
            value,
          )
        : where(`${facetColumns[facet]} = ?`, value);
    }),
  );
}

@Injectable()
export class SharedDatabaseRepository {
  constructor(private readonly database: Database) {}

  /** `title` sorts in the language given. */
  async list(sight: SharedSight, query: SharedQuery, language: Language): Promise<Listing<SharedOutput>> {
    const listing = await listPage<Record<string, unknown>>(
      this.database,
      {
        from: 'output o',
        id: 'o.id',
        where: filtered(sight, query),
        sorts: { publishedAt: 'o.published_at', title: `o.title_sort_${language}`, kind: 'o.kind', sector: 'o.sector' },
        defaultSort: '-publishedAt',
        select: columns,
        join: `${inRun} JOIN programme p ON p.id = c.programme_id`,
      },
      query,
    );
    return mapListing(listing, sharedOutput);
  }

  /** Any published version, also one with a newer beside it. */
  find(sight: SharedSight, id: string): Promise<SharedOutput | null> {
    return this.one(allOf(published(sight, 'o'), where('o.id = ?', id)));
  }

  /** The published versions of the same output, the newest first. */
  async versions(sight: SharedSight, originalId: string): Promise<OutputVersion[]> {
    const { sql, parameters } = allOf(published(sight, 'o'), where('o.original_id = ?', originalId));
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT o.id, o.version_number, o.published_at FROM output o WHERE ${sql} ORDER BY o.version_number DESC`,
      parameters,
    );
    return rows.map((row) => ({
      id: String(row.id),
      versionNumber: Number(row.version_number),
      publishedAt: instantOfRaw(row.published_at),
    }));
  }

  /** The values of one facet under all the other filters. */
  async facet(sight: SharedSight, filters: Filters, facet: Facet): Promise<FacetValue[]> {
    const { sql, parameters } = filtered(sight, { ...filters, [facet]: undefined });
    const column = facetColumns[facet];
    const rows = await this.database.rows<{ value: unknown; n: number | string }>(
      `SELECT ${column} AS value, COUNT(*) AS n FROM output o ${facet === 'programme' ? inRun : ''}
       WHERE ${sql} GROUP BY ${column}`,
      parameters,
    );
    const values = rows
      .filter(({ value }) => value !== null)
      .map(({ value, n }) => ({ value: String(value), count: Number(n) }));
    return facet === 'programme' ? this.withTitles(values) : values;
  }

  private async withTitles(values: FacetValue[]): Promise<FacetValue[]> {
    if (values.length === 0) return values;
    const rows = await this.database.rows<{ id: string; title: unknown }>(
      `SELECT id, title FROM programme WHERE id IN (${placeholders(values)})`,
      values.map(({ value }) => value),
    );
    const titles = new Map(rows.map(({ id, title }) => [id, jsonOfRaw<LocalisedText>(title)]));
    return values.map((value) => ({ ...value, title: titles.get(value.value) }));
  }

  private async one(which: Where): Promise<SharedOutput | null> {
    const [row] = await this.database.rows<Record<string, unknown>>(
      `SELECT ${columns} FROM output o ${inRun} JOIN programme p ON p.id = c.programme_id WHERE ${which.sql}`,
      which.parameters,
    );
    return row ? sharedOutput(row) : null;
  }
}

const sharedOutput = (row: Record<string, unknown>): SharedOutput => ({
  id: String(row.id),
  kind: row.kind as OutputKind,
  title: jsonOfRaw<LocalisedText>(row.title),
  summary: jsonOfRaw<LocalisedText>(row.summary),
  sector: row.sector as Sector,
  province: row.province as string | null,
  zone: row.zone as string | null,
  accessLevel: row.access_level as AccessLevel,
  versionNumber: Number(row.version_number),
  originalId: String(row.original_id),
  publishedAt: instantOfRaw(row.published_at),
  publishedYear: Number(row.published_year),
  runId: String(row.run_id),
  runCode: String(row.run_code),
  courseTitle: jsonOfRaw<LocalisedText>(row.course_title),
  programmeId: String(row.programme_id),
  programmeTitle: jsonOfRaw<LocalisedText>(row.programme_title),
  fileCount: Number(row.file_count),
  version: Number(row.version),
});
