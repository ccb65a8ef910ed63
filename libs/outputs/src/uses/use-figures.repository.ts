import { Injectable } from '@nestjs/common';
import type { LocalDate, LocalisedText } from '#libs/kernel';
import {
  allOf,
  Database,
  daysUntil,
  instantOfRawOrNull,
  jsonOfRaw,
  type Listing,
  listPage,
  mapListing,
  placeholders,
  where,
} from '#libs/platform';
import type { Sector } from '../output.types.js';
import type { UsedOutputsQuery } from './use.fields.js';
import { type Counts, daysToUse, type FirstUses, notBefore } from './use.rules.js';
import type { Country } from './use.types.js';

export interface Group {
  sector: Sector;
  programmeId: string;
}

/** How many published outputs there are of one sector and programme, and how many were ever used; all versions of one are one. */
export type PublishedCount = Group & Counts;

/** A published output and how soon each country used it. */
export interface ListedUsedOutput extends Group {
  id: string;
  title: LocalisedText;
  endedOn: LocalDate;
  /** Null of a country that has not used it. */
  days: Record<Country, number | null>;
  uses: number;
}

type Raw = Record<string, unknown>;

/** The newest published version of each output. */
const from = `catalogue_entry e JOIN course_run r ON r.id = e.run_id JOIN course c ON c.id = r.course_id`;
const newest = where('e.has_newer = 0');

const usesOf = 'FROM output_use x WHERE x.original_id = e.original_id';

@Injectable()
export class UseFiguresRepository {
  constructor(private readonly database: Database) {}

  async published(): Promise<PublishedCount[]> {
    const rows = await this.database.rows<Raw>(
      `SELECT e.sector, c.programme_id, COUNT(*) AS outputs, COUNT(u.original_id) AS used FROM ${from}
        LEFT JOIN (SELECT DISTINCT original_id FROM output_use) u ON u.original_id = e.original_id
        WHERE ${newest.sql} GROUP BY e.sector, c.programme_id`,
    );
    return rows.map((row) => ({ ...group(row), outputs: Number(row.outputs), used: Number(row.used) }));
  }

  /** How many outputs each country used first how many days after their run: few rows, however many outputs. */
  async firstUses(): Promise<(Group & FirstUses)[]> {
    const days = daysUntil(this.database.engine, 'r.ends_on', 'u.first_at');
    const rows = await this.database.rows<Raw>(
      `SELECT e.sector, c.programme_id, u.country, ${days} AS days, COUNT(*) AS outputs
        FROM (SELECT original_id, country, MIN(at) AS first_at FROM output_use WHERE country IS NOT NULL
          GROUP BY original_id, country) u
        JOIN (${from}) ON e.original_id = u.original_id
        WHERE ${newest.sql} GROUP BY e.sector, c.programme_id, u.country, days`,
    );
    return rows.map((row) => ({
      ...group(row),
      country: row.country as Country,
      days: notBefore(Number(row.days)),
      outputs: Number(row.outputs),
    }));
  }

  async titles(programmeIds: readonly string[]): Promise<Map<string, LocalisedText>> {
    if (programmeIds.length === 0) return new Map();
    const rows = await this.database.rows<Raw>(
      `SELECT id, title FROM programme WHERE id IN (${placeholders(programmeIds)})`,
      [...programmeIds],
    );
    return new Map(rows.map((row) => [String(row.id), jsonOfRaw<LocalisedText>(row.title)]));
  }

  /** The rows behind the figures. */
  async list({ sector, programme, usedBy, ...query }: UsedOutputsQuery): Promise<Listing<ListedUsedOutput>> {
    const of = (country: Country | null) =>
      where(`EXISTS (SELECT 1 ${usesOf} ${country ? 'AND x.country = ?' : ''})`, ...(country ? [country] : []));
    const source = {
      from,
      id: 'e.id',
      where: allOf(
        newest,
        sector ? where('e.sector = ?', sector) : null,
        programme ? where('c.programme_id = ?', programme) : null,
        usedBy ? of(usedBy === 'any' ? null : usedBy) : null,
      ),
      sorts: { publishedAt: 'e.published_at' },
      defaultSort: '-publishedAt',
      select: `e.id, o.title, e.sector, c.programme_id, r.ends_on, (SELECT COUNT(*) ${usesOf}) AS uses,
        (SELECT MIN(x.at) ${usesOf} AND x.country = 'LA') AS first_la,
        (SELECT MIN(x.at) ${usesOf} AND x.country = 'VN') AS first_vn`,
      join: 'JOIN output o ON o.id = e.id',
    };
    return mapListing(await listPage<Raw>(this.database, source, query), usedOutput);
  }
}

const group = (row: Raw): Group => ({ sector: row.sector as Sector, programmeId: String(row.programme_id) });

function usedOutput(row: Raw): ListedUsedOutput {
  const endedOn = row.ends_on as LocalDate;
  const days = (raw: unknown) => {
    const at = instantOfRawOrNull(raw);
    return at && daysToUse(endedOn, at);
  };
  return {
    ...group(row),
    id: String(row.id),
    title: jsonOfRaw<LocalisedText>(row.title),
    endedOn,
    days: { LA: days(row.first_la), VN: days(row.first_vn) },
    uses: Number(row.uses),
  };
}
