import type { Listing } from '#libs/platform';
import type { Visit } from './visit.js';

/** What `{{> pagination}}` shows under a list. */
export interface Paging {
  /** Null where the count was not asked for. */
  total: number | null;
  from: number;
  to: number;
  previous: string | null;
  next: string | null;
  hasPages: boolean;
  /** Empty when there is one page, or the list goes by cursor. A gap stands for pages left out. */
  pages: { number: number; href: string; current: boolean; gap: boolean }[];
}

export interface PagingSource {
  /** Address of the list without its query. */
  path: string;
  /** The filters of the list, kept in every link. */
  query: Readonly<Record<string, string | number | boolean | null | undefined>>;
  page: number;
  pageSize: number;
  /** Rows on this page. */
  count: number;
  total: number | null;
  /** The cursor of the last row, when the list was asked for without a total and has more. */
  after?: string | null;
}

export function pagingOf(source: PagingSource): Paging {
  const { page, pageSize, count, total } = source;
  const last = total === null ? null : Math.max(1, Math.ceil(total / pageSize));
  const link = (extra: Record<string, string | number>) => listAddress(source.path, { ...source.query, ...extra });
  const from = count === 0 ? 0 : (page - 1) * pageSize + 1;
  const previous = page > 1 ? link({ page: page - 1 }) : null;
  let next: string | null = null;
  if (last !== null && page < last) next = link({ page: page + 1 });
  else if (last === null && source.after) next = link({ after: source.after });
  return {
    total,
    from,
    to: count === 0 ? 0 : from + count - 1,
    previous,
    next,
    hasPages: previous !== null || next !== null,
    pages:
      last === null || last === 1
        ? []
        : shownPages(page, last).map((number, index, all) => ({
            number,
            href: link({ page: number }),
            current: number === page,
            gap: index > 0 && number - (all[index - 1] ?? number) > 1,
          })),
  };
}

/** The links under a list on the page of a visit, whose filters they keep. */
export const pagingOfListing = (
  { query }: Pick<Visit, 'query'>,
  path: string,
  { page, pageSize, items, total, next }: Listing<unknown>,
): Paging => pagingOf({ path, query, page, pageSize, count: items.length, total: total ?? null, after: next ?? null });

/** The first, the last and the neighbours of the current page. */
function shownPages(page: number, last: number): number[] {
  const wanted = [1, page - 1, page, page + 1, last].filter((number) => number >= 1 && number <= last);
  return [...new Set(wanted)].sort((a, b) => a - b);
}

/** A list's address with its filters; empty ones are left out, so addresses stay short and comparable. */
export function listAddress(path: string, query: PagingSource['query']): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '' && !(name === 'page' && value === 1)) {
      parameters.set(name, String(value));
    }
  }
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}
