import { z } from 'zod';
import { filterText, rowsQuery } from '#libs/outputs';
import type { Visit } from '../../web/index.js';
import { check } from '../../web/validation.js';
import { chartKinds } from './chart.rules.js';

const name = () => z.string().max(61).optional();

/** What the page of a table is asked for: rows as the API has them, a chart, and a filter that is being added. */
const tablePageQuery = rowsQuery.pick({ filter: true, sort: true, after: true }).extend({
  chart: z.enum(chartKinds).optional(),
  of: name(),
  measure: z.string().max(100).optional(),
  /** Figures of every column of a long table. */
  statistics: z.enum(['true']).optional(),
  column: name(),
  op: z.string().max(20).optional(),
  value: z.string().max(1900).optional(),
});
export type TablePageQuery = z.output<typeof tablePageQuery>;

/** The address has several filters, which the plain query of a visit would lose. */
export function tablePageQueryOf({ request }: Visit): TablePageQuery {
  const given = Object.entries(request.query as Record<string, string | string[]>)
    // A choice of anything is no filter.
    .map(([key, value]) => [key, Array.isArray(value) ? value.filter((one) => one !== '') : value] as const)
    .filter(([key, value]) => key !== 'lang' && value !== '');
  return check(tablePageQuery, Object.fromEntries(given));
}

/** Whether the address is as one of the forms of filters made it: with the fields of one, or with blank ones. */
export const isFromForm = ({ request }: Visit): boolean =>
  Object.entries(request.query as Record<string, string | string[]>).some(
    ([key, value]) => ['column', 'op', 'value'].includes(key) || [value].flat().includes(''),
  );

/** The filter that was typed, beside those there are. */
export function withAdded(query: TablePageQuery): TablePageQuery {
  const { column, op, value = '' } = query;
  return column && op ? { ...query, filter: [...query.filter, filterText(column, op, value)] } : query;
}

/** The address of the same page with something changed; a change by null takes it away. Another page of rows begins anew. */
export function tableAddress(
  path: string,
  query: TablePageQuery,
  change: { [Name in keyof TablePageQuery]?: TablePageQuery[Name] | null } = {},
): string {
  const { column: _, op: __, value: ___, after: ____, ...kept } = query;
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...kept, ...change })) {
    for (const one of [value ?? []].flat()) search.append(key, String(one));
  }
  return search.size > 0 ? `${path}?${search}` : path;
}
