import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, isId, scopeOf, searchKey } from '#libs/kernel';
import { NameSearch } from '#libs/people';
import { allOf, Database, type Listing, placeholders, type Where, where } from '#libs/platform';
import type { NominationQuery } from './nomination.fields.js';
import { nominationAccess, waitingOn } from './nomination.policy.js';
import {
  type NominationRow,
  nominationColumns,
  nominationJoins,
  nominationOfRaw,
  type Reading,
} from './nomination-row.js';
import { inStatus, nominationsInSight } from './nomination-sight.js';

type Raw = Record<string, unknown>;

/** An order that an index follows, and what comes behind a row of it. */
interface Order {
  by: string;
  behind: (last: Raw) => Where;
  compare: (a: Raw, b: Raw) => number;
}

/** Ids are compared byte by byte, as both databases do. */
function byKeys(a: unknown[], b: unknown[]): number {
  const index = a.findIndex((key, position) => key !== b[position]);
  if (index < 0) return 0;
  return (a[index] as string | number) < (b[index] as string | number) ? -1 : 1;
}

const orders: Readonly<Record<string, Order>> = {
  // Ids are made in the order of time.
  '-createdAt': {
    by: 'n.id DESC',
    behind: (last) => where('n.id < ?', last.id),
    compare: (a, b) => byKeys([b.id], [a.id]),
  },
  createdAt: {
    by: 'n.id',
    behind: (last) => where('n.id > ?', last.id),
    compare: (a, b) => byKeys([a.id], [b.id]),
  },
  rank: {
    by: 'n.organisation_id, n.rank, n.id',
    behind: ({ organisation_id: organisation, rank, id }) =>
      where(
        'n.organisation_id > ? OR (n.organisation_id = ? AND (n.rank > ? OR (n.rank = ? AND n.id > ?)))',
        ...[organisation, organisation, rank, rank, id],
      ),
    compare: (a, b) => byKeys([a.organisation_id, a.rank, a.id], [b.organisation_id, b.rank, b.id]),
  },
};

/** Up to so many organisations are read one by one, each along its index; more than these are filtered out of all. */
const readOneByOne = 40;

/**
 * The hot list. It cuts the page along an index first and joins names to its rows alone, so that a page costs the same
 * out of a thousand and out of a hundred thousand.
 */
@Injectable()
export class NominationListRepository {
  constructor(
    private readonly database: Database,
    private readonly names: NameSearch,
  ) {}

  async list(actor: Actor, query: NominationQuery): Promise<Listing<NominationRow>> {
    const order = orders[query.sort ?? '-createdAt'];
    const sight = nominationsInSight(actor, nominationAccess.read);
    const condition = allOf(sight, ...filters(actor, query), await this.named(actor, query.q));
    const behind = query.after === undefined ? null : order.behind(await this.lastSeen(query.after, sight));
    const offset = query.after === undefined ? (query.page - 1) * query.pageSize : 0;
    const organisations = query.runId || query.sort === 'rank' ? null : await this.organisationsOf(actor);
    const cut = cutOf(allOf(condition, behind), order.by, query.pageSize + 1, offset, organisations);
    // Put in order here: sorting rows with long texts, MariaDB would write them to a file first.
    const rows = (
      await this.database.rows<Raw>(
        `SELECT ${nominationColumns} FROM (${cut.sql}) cut LEFT JOIN nomination n ON n.id = cut.id ${nominationJoins}`,
        cut.parameters,
      )
    ).toSorted(order.compare);
    const items = rows.slice(0, query.pageSize);
    const reading = readingOf(actor);
    const parsed = new Map();
    return {
      items: items.map((raw) => nominationOfRaw(raw, reading, parsed)),
      page: query.page,
      pageSize: query.pageSize,
      ...(query.total === 'true' && { total: await this.count(condition) }),
      ...(rows.length > query.pageSize && { next: items.at(-1)?.id as string }),
    };
  }

  async find(actor: Actor, id: string): Promise<NominationRow | null> {
    return (await this.findEach(actor, [id])).get(id) ?? null;
  }

  /** By id; those out of sight are missing. */
  async findEach(actor: Actor, ids: readonly string[]): Promise<Map<string, NominationRow>> {
    if (ids.length === 0) return new Map();
    const condition = allOf(
      where(`n.id IN (${placeholders(ids)})`, ...ids),
      nominationsInSight(actor, nominationAccess.read),
    );
    const rows = await this.database.rows<Raw>(
      `SELECT ${nominationColumns} FROM nomination n ${nominationJoins} WHERE ${condition.sql}`,
      condition.parameters,
    );
    const reading = readingOf(actor);
    return new Map(rows.map((raw) => [raw.id as string, nominationOfRaw(raw, reading)]));
  }

  private async count(condition: Where): Promise<number> {
    const [row] = await this.database.rows<{ total: number }>(
      `SELECT COUNT(*) AS total FROM nomination n WHERE ${condition.sql}`,
      condition.parameters,
    );
    return Number(row.total);
  }

  /** Of people whose record another organisation keeps, a nominator finds the name their own gave them. */
  private async named(actor: Actor, q: string | undefined): Promise<Where | null> {
    const words = searchKey(q ?? '');
    const { allBy, organisationPath } = scopeOf(actor, nominationAccess.read);
    return this.names.holding('n.person_id', words ? [words] : [], allBy.length > 0 ? null : organisationPath);
  }

  /** The cursor is the id of the last row seen: one that was never in sight is none. */
  private async lastSeen(after: string, sight: Where): Promise<Raw> {
    const seen = allOf(where('n.id = ?', after), sight);
    const [row] = isId(after)
      ? await this.database.rows<Raw>(
          `SELECT n.id, n.organisation_id, n.rank FROM nomination n WHERE ${seen.sql}`,
          seen.parameters,
        )
      : [];
    if (!row) throw new DomainError('malformed', 'list.cursor_malformed');
    return row;
  }

  /** The organisations whose nominations the actor sees, where that is all they see; else null. */
  private async organisationsOf(actor: Actor): Promise<string[] | null> {
    const scope = scopeOf(actor, nominationAccess.read);
    if (scope.allBy.length > 0 || scope.selfPersonId !== null || scope.organisationPath === null) return null;
    const rows = await this.database.rows<{ id: string }>('SELECT id FROM organisation WHERE path LIKE ? LIMIT ?', [
      `${scope.organisationPath}%`,
      readOneByOne + 1,
    ]);
    return rows.length > readOneByOne ? null : rows.map(({ id }) => id);
  }
}

/** Ids of one page. With organisations named, the first rows of each and of those the first: no index follows them all. */
function cutOf(condition: Where, by: string, size: number, offset: number, organisations: string[] | null): Where {
  const order = by.replaceAll('n.', '');
  if (!organisations || organisations.length === 0) {
    const sql = `SELECT n.id FROM nomination n WHERE ${condition.sql} ORDER BY ${by} LIMIT ? OFFSET ?`;
    return where(sql, ...condition.parameters, size, offset);
  }
  const pieces = organisations.map((organisation, index) => {
    const own = allOf(where('n.organisation_id = ?', organisation), condition);
    return where(
      `SELECT id FROM (SELECT n.id FROM nomination n WHERE ${own.sql} ORDER BY ${by} LIMIT ?) of${index}`,
      ...own.parameters,
      offset + size,
    );
  });
  const sql = `${pieces.map((piece) => piece.sql).join(' UNION ALL ')} ORDER BY ${order} LIMIT ? OFFSET ?`;
  return where(sql, ...pieces.flatMap(({ parameters }) => parameters), size, offset);
}

function filters(actor: Actor, query: NominationQuery): (Where | null)[] {
  const equal = (column: string, value: string | undefined) =>
    value === undefined ? null : where(`n.${column} = ?`, value);
  return [
    equal('run_id', query.runId),
    equal('organisation_id', query.organisationId),
    equal('person_id', query.personId),
    equal('status', query.status),
    query.waiting ? inStatus(waitingOn(actor)) : null,
  ];
}

/** Whoever sees through their organisation alone reads its own words; masked roles read no free text. */
export function readingOf(actor: Actor): Reading {
  const scope = scopeOf(actor, nominationAccess.read);
  const isHouse = scope.allBy.length > 0;
  return { masked: scope.masked, inOwnWords: !isHouse && scope.organisationPath !== null };
}
