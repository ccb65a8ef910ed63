import { criteria } from '../criteria.js';
import { type Facet, facets, type SearchFilters } from './search-filters.js';

/** The values of an entry, as the table has them. */
export interface FacetRow {
  kind: string;
  sector: string;
  province: string | null;
  zone: string | null;
  gate: string | null;
  licence: string;
  access_level: string;
  criteria: number;
  published_year: number;
  run_id: string;
}

export const facetColumns =
  'e.kind, e.sector, e.province, e.zone, e.gate, e.licence, e.access_level, e.criteria, e.published_year, e.run_id';

const single: Record<Exclude<Facet, 'criterion'>, (row: FacetRow) => string | number | null> = {
  kind: (row) => row.kind,
  sector: (row) => row.sector,
  province: (row) => row.province,
  zone: (row) => row.zone,
  gate: (row) => row.gate,
  licence: (row) => row.licence,
  accessLevel: (row) => row.access_level,
  year: (row) => row.published_year,
  programme: (row) => row.run_id,
};

type Value = string | number;

/**
 * Counts entries one by one: each value of a facet under all the other filters, and how many pass them all. Programmes
 * are counted by run; `runIds` are those of the programme chosen.
 */
export class FacetCounts {
  readonly counts = Object.fromEntries(facets.map((facet) => [facet, new Map()])) as Record<Facet, Map<Value, number>>;
  total = 0;

  private readonly passes: [Facet, (row: FacetRow) => boolean][];

  constructor(filters: SearchFilters, runIds: ReadonlySet<string>) {
    this.passes = facets
      .filter((facet) => filters[facet] !== undefined)
      .map((facet) => [facet, passing(facet, filters, runIds)]);
  }

  add(row: FacetRow): void {
    let failed: Facet | null = null;
    for (const [facet, passes] of this.passes) {
      if (passes(row)) continue;
      if (failed !== null) return;
      failed = facet;
    }
    if (failed === null) this.total += 1;
    for (const facet of failed === null ? facets : [failed]) this.count(facet, row);
  }

  private count(facet: Facet, row: FacetRow): void {
    const counts = this.counts[facet];
    const more = (value: Value) => counts.set(value, (counts.get(value) ?? 0) + 1);
    if (facet === 'criterion') {
      for (const [at, one] of criteria.entries()) if (row.criteria & (1 << at)) more(one);
      return;
    }
    const value = single[facet](row);
    if (value !== null) more(value);
  }
}

function passing(facet: Facet, filters: SearchFilters, runIds: ReadonlySet<string>): (row: FacetRow) => boolean {
  if (facet === 'programme') return (row) => runIds.has(row.run_id);
  const wanted = filters[facet];
  if (facet === 'criterion') {
    const bit = 1 << criteria.indexOf(filters.criterion!);
    return (row) => (row.criteria & bit) !== 0;
  }
  return (row) => single[facet](row) === wanted;
}
