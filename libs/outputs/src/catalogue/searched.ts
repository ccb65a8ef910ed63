import { gramsNeeded, instantOf, localDate, searchKey } from '#libs/kernel';
import { allOf, containing, instantParameter, type Where, where } from '#libs/platform';
import { criteria } from '../criteria.js';
import { gramColumn } from './catalogue-entry.entity.js';
import type { Facet, SearchFilters } from './search-filters.js';

/** More words than anybody types; the rest would only cost. */
const mostWords = 12;

/**
 * The words looked for, folded. Each is found anywhere in the texts, also inside an unspaced Lao phrase; one that is part
 * of another says nothing more.
 */
export function wordsOf(q: string | undefined): string[] {
  const words = [...new Set(searchKey(q ?? '').split(' '))].filter((word) => word !== '');
  const telling = words.filter((word) => !words.some((other) => other !== word && other.includes(word)));
  return telling.slice(0, mostWords);
}

/**
 * All words are in the texts of `catalogue_entry e`. The marks in the row itself rule out nearly all others, and only
 * what is left is read: the same answer as reading every text.
 */
export function containsWords(q: string | undefined): Where | null {
  const words = wordsOf(q);
  if (words.length === 0) return null;
  const marks = words
    .flatMap(gramsNeeded)
    .map(({ word, bits }) => where(`(e.${gramColumn(word)} & ?) = ?`, bits, bits));
  const likes = words.map(() => "t.search_key LIKE ? ESCAPE '!'").join(' AND ');
  return allOf(...marks, where(`(SELECT ${likes} FROM output t WHERE t.id = e.id) = 1`, ...words.map(containing)));
}

const columns: Record<Exclude<Facet, 'criterion' | 'programme'>, string> = {
  kind: 'e.kind',
  sector: 'e.sector',
  province: 'e.province',
  zone: 'e.zone',
  gate: 'e.gate',
  licence: 'e.licence',
  accessLevel: 'e.access_level',
  year: 'e.published_year',
};

/** Of `catalogue_entry e`: it has the values chosen. */
export function hasValues({ criterion, programme, ...plain }: SearchFilters): Where {
  return allOf(
    plain.year === undefined ? null : inYear(plain.year),
    criterion === undefined ? null : where('(e.criteria & ?) <> 0', 1 << criteria.indexOf(criterion)),
    programme === undefined
      ? null
      : where(
          'e.run_id IN (SELECT pr.id FROM course_run pr JOIN course pc ON pc.id = pr.course_id WHERE pc.programme_id = ?)',
          programme,
        ),
    ...Object.entries(columns).map(([facet, column]) => {
      const value = plain[facet as keyof typeof columns];
      return value === undefined ? null : where(`${column} = ?`, value);
    }),
  );
}

/** Says no more than the year itself; the index by date begins to be read there. */
function inYear(year: number): Where {
  const first = instantOf(localDate(`${year}-01-01`), '00:00');
  const last = new Date(instantOf(localDate(`${year}-12-31`), '00:00').getTime() + 24 * 3_600_000);
  return where('e.published_at >= ? AND e.published_at < ?', instantParameter(first), instantParameter(last));
}
