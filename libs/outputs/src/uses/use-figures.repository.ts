import { Injectable } from '@nestjs/common';
import type { LocalDate, LocalisedText } from '#libs/kernel';
import {
  allOf,
  Database,
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
import { daysToUse, type UsedOutput } from './use.rules.js';
import type { Country } from './use.types.js';

/** How many published outputs there are of one sector and programme; all versions of one are one. */
export interface PublishedCount {
  sector: Sector;
  programmeId: string;
  outputs: number;
}

/** A published output as the figures count it. */
export interface ListedUsedOutput extends UsedOutput {
  id: string;
  title: LocalisedText;
  uses: number;
}

type Raw = Record<string, unknown>;

/** The newest published version of each output. */
const from = `catalogue_entry e JOIN course_run r ON r.id = e.run_id JOIN course c ON c.id = r.course_id`;
const newest = where('e.has_newer = 0');

const first = `MIN(CASE WHEN country = 'LA' THEN at END) AS first_la, MIN(CASE WHEN country = 'VN' THEN at END) AS first_vn,
  MIN(at) AS first_any, COUNT(*) AS uses`;
const columns = `e.sector, c.programme_id, r.ends_on, u.first_la, u.first_vn, u.first_any`;

@Injectable()
export class UseFiguresRepository {
  constructor(private readonly database: Database) {}

  async published(): Promise<PublishedCount[]> {
    const rows = await this.database.rows<Raw>(
      `SELECT e.sector, c.programme_id, COUNT(*) AS outputs FROM ${from} WHERE ${newest.sql}
        GROUP BY e.sector, c.programme_id`,
    );
    return rows.map((row) => ({
      sector: row.sector as Sector,
      programmeId: String(row.programme_id),
      outputs: Number(row.outputs),
    }));
  }

  /** Those that were ever used. */
  async used(): Promise<UsedOutput[]> {
    const rows = await this.database.rows<Raw>(
      `SELECT ${columns} FROM (SELECT original_id, ${first} FROM output_use GROUP BY original_id) u
        JOIN (${from}) ON e.original_id = u.original_id WHERE ${newest.sql}`,
    );
    return rows.map(usedOutput);
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
      where(
        `EXISTS (SELECT 1 FROM output_use x WHERE x.original_id = e.original_id ${country ? 'AND x.country = ?' : ''})`,
        ...(country ? [country] : []),
      );
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
      select: `e.id, o.title, ${columns}, u.uses`,
      join: `JOIN output o ON o.id = e.id LEFT JOIN (SELECT original_id, ${first} FROM output_use
        GROUP BY original_id) u ON u.original_id = e.original_id`,
    };
    return mapListing(await listPage<Raw>(this.database, source, query), (row) => ({
      ...usedOutput(row),
      id: String(row.id),
      title: jsonOfRaw<LocalisedText>(row.title),
      uses: Number(row.uses ?? 0),
    }));
  }
}

function usedOutput(row: Raw): UsedOutput {
  const days = (raw: unknown) => {
    const at = instantOfRawOrNull(raw);
    return at && daysToUse(row.ends_on as LocalDate, at);
  };
  return {
    sector: row.sector as Sector,
    programmeId: String(row.programme_id),
    endedOn: row.ends_on as LocalDate,
    days: { LA: days(row.first_la), VN: days(row.first_vn) },
    isUsed: row.first_any !== null,
  };
}
