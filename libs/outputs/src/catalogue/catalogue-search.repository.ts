import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Language, LocalisedText } from '#libs/kernel';
import {
  allOf,
  Database,
  instantParameter,
  jsonOfRaw,
  type Listing,
  type ListQuery,
  listPage,
  placeholders,
  type Where,
  where,
} from '#libs/platform';
import type { SharedSight } from '../output.policy.js';
import { type FacetCounts, type FacetRow, facetColumns } from './facet-counts.js';
import type { SearchFilters } from './search-filters.js';
import { containsWords, hasValues } from './searched.js';
import { grantHeld, listed } from './sight.js';

type Page = Pick<ListQuery, 'page' | 'pageSize' | 'sort' | 'after' | 'total'>;

/** Entries read at a time: SQLite works on the thread everybody waits for. */
const atOnce = 4000;

@Injectable()
export class CatalogueSearchRepository {
  constructor(private readonly database: Database) {}

  /** Ids of the outputs on one page; `title` sorts in the language given. */
  page(sight: SharedSight, filters: SearchFilters, page: Page, language: Language): Promise<Listing<{ id: string }>> {
    return listPage<{ id: string }>(
      this.database,
      {
        from: 'catalogue_entry e',
        id: 'e.id',
        where: allOf(listed(sight), hasValues(filters), containsWords(filters.q)),
        sorts: { publishedAt: 'e.published_at', title: `e.title_sort_${language}`, kind: 'e.kind', sector: 'e.sector' },
        defaultSort: '-publishedAt',
        select: 'e.id',
      },
      page,
    );
  }

  /** Ids of what a search finds that was published in a stretch of time, the first first; at most `most`. */
  async publishedBetween(
    sight: SharedSight,
    filters: SearchFilters,
    { after, until }: { after: Date; until: Date },
    most: number,
  ): Promise<string[]> {
    const stretch = [after, until].map(instantParameter);
    const { sql, parameters } = allOf(
      where('e.published_at > ? AND e.published_at <= ?', ...stretch),
      listed(sight),
      hasValues(filters),
      containsWords(filters.q),
    );
    const rows = await this.database.rows<{ id: string }>(
      `SELECT e.id FROM catalogue_entry e WHERE ${sql} ORDER BY e.published_at, e.id LIMIT ${most}`,
      parameters,
    );
    return rows.map(({ id }) => id);
  }

  /** Adds every entry with these words to the counts, a few thousand at a time. */
  async countInto(counts: FacetCounts, sight: SharedSight, q: string | undefined): Promise<void> {
    const condition = allOf(listed(sight), containsWords(q));
    let last = '';
    for (;;) {
      const { sql, parameters } = allOf(condition, where('e.id > ?', last));
      const rows = await this.database.rows<FacetRow & { id: string }>(
        `SELECT e.id, ${facetColumns} FROM catalogue_entry e WHERE ${sql} ORDER BY e.id LIMIT ${atOnce}`,
        parameters,
      );
      for (const row of rows) counts.add(row);
      if (rows.length < atOnce) return;
      last = rows.at(-1)!.id;
      await turn();
    }
  }

  /** Whether any grant in force reaches them: without one they see what their levels allow. */
  async holdsGrants(grantee: NonNullable<SharedSight['grantee']>): Promise<boolean> {
    const held = grantHeld(grantee);
    const rows = await this.database.rows(`SELECT 1 FROM output_grant g WHERE ${held.sql} LIMIT 1`, held.parameters);
    return rows.length > 0;
  }

  async runsOf(programmeId: string): Promise<Set<string>> {
    return new Set((await this.programmesWhere(where('c.programme_id = ?', programmeId))).keys());
  }

  /** Run → programme. */
  async programmesOf(runIds: readonly string[]): Promise<Map<string, string>> {
    if (runIds.length === 0) return new Map();
    return this.programmesWhere(where(`r.id IN (${placeholders(runIds)})`, ...runIds));
  }

  async programmeTitles(ids: readonly string[]): Promise<Map<string, LocalisedText>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.rows<{ id: string; title: unknown }>(
      `SELECT id, title FROM programme WHERE id IN (${placeholders(ids)})`,
      [...ids],
    );
    return new Map(rows.map(({ id, title }) => [id, jsonOfRaw<LocalisedText>(title)]));
  }

  private async programmesWhere({ sql, parameters }: Where): Promise<Map<string, string>> {
    const rows = await this.database.rows<{ id: string; programme_id: string }>(
      `SELECT r.id, c.programme_id FROM course_run r JOIN course c ON c.id = r.course_id WHERE ${sql}`,
      parameters,
    );
    return new Map(rows.map(({ id, programme_id }) => [id, programme_id]));
  }
}
