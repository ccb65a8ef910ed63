import { DomainError, invalid } from '#libs/kernel';
import type { Listing, ListQuery } from '../listing.js';
import type { Database } from './database.js';
import { allOf, type Where, where } from './where.js';

/** What a list is made of. Every piece of SQL is the room's own text; values come as parameters only. */
export interface ListSource {
  /** Table with alias, and whatever joins the conditions need: `course_run r JOIN course c ON c.id = r.course_id`. */
  from: string;
  /** The key of a row in `from`: `r.id`. */
  id: string;
  where: Where;
  /**
   * Given where the keys of a row are not for everybody who sees it: the cursor is then the id of the last row, and one
   * that is not in this sight is none. Else it carries the keys.
   */
  sight?: Where;
  /** Names a caller may sort by → expression over `from` that is never null. */
  sorts: Readonly<Record<string, string>>;
  /** In the manner of the query: `-startsOn,code`. */
  defaultSort: string;
  /** Columns of the answer, over `from` and `join`. */
  select: string;
  /** From `from` again, what only the answer needs; joined to the rows of the page alone. */
  join?: string;
}

interface Order {
  expression: string;
  descending: boolean;
}

type Parameters = Pick<ListQuery, 'page' | 'pageSize' | 'sort' | 'after' | 'total'>;

/**
 * One page of a list. Cuts the page first and joins what is only shown afterwards: MariaDB sorts whole joins in a file.
 * With `after` it goes on behind a row, without an offset; the same order whatever is inserted meanwhile.
 */
export async function listPage<Row>(database: Database, source: ListSource, query: Parameters): Promise<Listing<Row>> {
  const order = ordersOf(source, query.sort ?? source.defaultSort);
  const behind =
    query.after === undefined ? null : behindCursor(order, await keysOf(database, source, order, query.after));
  const rows = await database.rows<Row & Record<string, unknown>>(
    statement(source, order, allOf(source.where, behind).sql),
    [
      ...allOf(source.where, behind).parameters,
      query.pageSize + 1,
      query.after === undefined ? (query.page - 1) * query.pageSize : 0,
    ],
  );
  const items = rows.slice(0, query.pageSize);
  const last = rows.length > query.pageSize ? items.at(-1) : undefined;
  return {
    items: items as Row[],
    page: query.page,
    pageSize: query.pageSize,
    ...(query.total === 'true' && { total: await count(database, source) }),
    ...(last && { next: cursorAt(source, order, last) }),
  };
}

function statement(source: ListSource, order: Order[], condition: string): string {
  const keys = order.map(({ expression }, index) => `${expression} AS sort${index}`).join(', ');
  const by = (name: (one: Order, index: number) => string) =>
    order.map((one, index) => `${name(one, index)} ${one.descending ? 'DESC' : 'ASC'}`).join(', ');
  const cut = `SELECT ${source.id} AS page_id, ${keys} FROM ${source.from} WHERE ${condition}
    ORDER BY ${by(({ expression }) => expression)} LIMIT ? OFFSET ?`;
  const sortColumns = order.map((_, index) => `cut.sort${index}`).join(', ');
  return `SELECT ${source.select}, ${sortColumns} FROM ${source.from} JOIN (${cut}) cut ON ${source.id} = cut.page_id
    ${source.join ?? ''} ORDER BY ${by((_, index) => `cut.sort${index}`)}`;
}

async function count(database: Database, source: ListSource): Promise<number> {
  const [row] = await database.rows<{ total: number }>(
    `SELECT COUNT(*) AS total FROM ${source.from} WHERE ${source.where.sql}`,
    source.where.parameters,
  );
  return Number(row.total);
}

/** The keys asked for and, so that no two rows are equal, the id in the direction of the first. */
function ordersOf(source: ListSource, sort: string): Order[] {
  const named = sort.split(',').map((part) => {
    const descending = part.startsWith('-');
    const name = descending ? part.slice(1) : part;
    if (!Object.hasOwn(source.sorts, name))
      throw invalid({ pointer: '/sort', code: 'list.sort_unknown', args: { key: name } });
    return { expression: source.sorts[name], descending };
  });
  return [...named, { expression: source.id, descending: named[0].descending }];
}

/** (a, b, id) behind the cursor, spelled out since directions may differ. */
function behindCursor(order: Order[], values: unknown[]): Where {
  const steps = order.map(({ expression, descending }, index) => {
    const equal = order.slice(0, index).map((before) => `${before.expression} = ?`);
    return {
      sql: [...equal, `${expression} ${descending ? '<' : '>'} ?`].join(' AND '),
      parameters: values.slice(0, index + 1),
    };
  });
  return where(steps.map(({ sql }) => `(${sql})`).join(' OR '), ...steps.flatMap(({ parameters }) => parameters));
}

// MariaDB answers instants as Date; as parameters both engines take their text.
const plain = (value: unknown) =>
  value instanceof Date ? value.toISOString().replace('T', ' ').replace('Z', '') : value;

const encode = (values: unknown[]): string => Buffer.from(JSON.stringify(values.map(plain))).toString('base64url');

/** The id is the last of the keys. */
const cursorAt = ({ sight }: ListSource, order: Order[], last: Record<string, unknown>): string =>
  sight ? String(last[`sort${order.length - 1}`]) : encode(order.map((_, index) => last[`sort${index}`]));

/** The keys of the row that the cursor names. */
async function keysOf(database: Database, { from, id, sight }: ListSource, order: Order[], after: string) {
  if (!sight) return cursorOf(after, order.length);
  const seen = allOf(where(`${id} = ?`, after), sight);
  const keys = order.map(({ expression }, index) => `${expression} AS sort${index}`).join(', ');
  const [row] = await database.rows<Record<string, unknown>>(
    `SELECT ${keys} FROM ${from} WHERE ${seen.sql}`,
    seen.parameters,
  );
  if (!row) throw malformed();
  return order.map((_, index) => plain(row[`sort${index}`]));
}

const malformed = () => new DomainError('malformed', 'list.cursor_malformed');

function cursorOf(after: string, length: number): unknown[] {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(after, 'base64url').toString());
  } catch {
    throw malformed();
  }
  const isCursor =
    Array.isArray(values) &&
    values.length === length &&
    // JSON has numbers beyond all numbers, which SQL has not.
    values.every((value) => typeof value === 'string' || Number.isFinite(value));
  if (!isCursor) throw malformed();
  return values as unknown[];
}
