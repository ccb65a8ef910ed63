import { Injectable } from '@nestjs/common';
import type { LocalisedText } from '#libs/kernel';
import type { SharedSight } from '../output.policy.js';
import { CatalogueEntries } from './catalogue-entries.repository.js';
import { CatalogueSearchRepository } from './catalogue-search.repository.js';
import { FacetCounts } from './facet-counts.js';
import { type Facet, facets, type SearchFilters } from './search-filters.js';

/** A value of a facet with how many outputs have it; a programme brings its title. */
export interface FacetValue {
  value: string;
  count: number;
  title?: LocalisedText;
}

export interface Counted {
  /** How many outputs pass all filters. */
  total: number;
  facets: Record<Facet, FacetValue[]>;
}

/** Answers that are kept at most. */
const mostKept = 500;

/**
 * Counts what a search finds, by every facet under the other filters. A count holds as long as the catalogue does not
 * change, so it is kept with the generation it was made in; who holds grants is counted for anew.
 */
@Injectable()
export class CatalogueFacets {
  private readonly kept = new Map<string, { generation: number; counts: FacetCounts }>();

  constructor(
    private readonly entries: CatalogueEntries,
    private readonly search: CatalogueSearchRepository,
  ) {}

  async count(sight: SharedSight, filters: SearchFilters): Promise<Counted> {
    const { counts, total } = await this.countsOf(await this.plain(sight), filters);
    const byProgramme = await this.byProgramme(counts.programme);
    const values = Object.fromEntries(
      facets.map((facet) => [facet, facet === 'programme' ? byProgramme : valuesOf(counts[facet])]),
    );
    return { total, facets: values as Counted['facets'] };
  }

  private async plain(sight: SharedSight): Promise<SharedSight> {
    const { grantee } = sight;
    return grantee && (await this.search.holdsGrants(grantee)) ? sight : { ...sight, grantee: null };
  }

  private async countsOf(sight: SharedSight, filters: SearchFilters): Promise<FacetCounts> {
    // A course may move to another programme, and a grant may end, without the catalogue changing.
    const isKept = sight.grantee === null && filters.programme === undefined;
    const key = JSON.stringify([sight.levels, filters.q, ...facets.map((facet) => filters[facet])]);
    const generation = await this.entries.generation();
    const known = this.kept.get(key);
    if (isKept && known?.generation === generation) return known.counts;
    const counts = await this.countAnew(sight, filters);
    // Counted while the catalogue changed: good for this answer, not for the next.
    if (isKept && generation === (await this.entries.generation())) this.keep(key, { generation, counts });
    return counts;
  }

  private async countAnew(sight: SharedSight, filters: SearchFilters): Promise<FacetCounts> {
    const { programme, q } = filters;
    const counts = new FacetCounts(filters, programme ? await this.search.runsOf(programme) : new Set());
    await this.search.countInto(counts, sight, q);
    return counts;
  }

  private keep(key: string, counted: { generation: number; counts: FacetCounts }): void {
    this.kept.delete(key);
    this.kept.set(key, counted);
    const [oldest] = this.kept.keys();
    if (this.kept.size > mostKept && oldest !== undefined) this.kept.delete(oldest);
  }

  private async byProgramme(byRun: ReadonlyMap<string | number, number>): Promise<FacetValue[]> {
    const programmes = await this.search.programmesOf([...byRun.keys()].map(String));
    const counts = new Map<string, number>();
    for (const [runId, count] of byRun) {
      const programme = programmes.get(String(runId))!;
      counts.set(programme, (counts.get(programme) ?? 0) + count);
    }
    const titles = await this.search.programmeTitles([...counts.keys()]);
    return valuesOf(counts).map((one) => ({ ...one, title: titles.get(one.value)! }));
  }
}

const valuesOf = (counts: ReadonlyMap<string | number, number>): FacetValue[] =>
  [...counts].map(([value, count]) => ({ value: String(value), count }));
