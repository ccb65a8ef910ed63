import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, conflict, invalid, notFound } from '#libs/kernel';
import {
  type Bin,
  type ColumnStatistics,
  type ColumnType,
  edgesOf,
  type GroupsAnswer,
  RowQueries,
  type RowQuestion,
  type RowsAnswer,
  Storage,
} from '#libs/platform';
import type { TableField } from '../dataset/dataset.types.js';
import type { DatasetTable } from '../dataset/dataset-table.entity.js';
import { DatasetTablesRepository } from '../dataset/dataset-tables.repository.js';
import { OutputsInSight } from '../outputs-in-sight.js';
import { SharedDatabaseService } from '../shared-database.service.js';
import { cursorText, groupsQuestion, rowsQuestion } from './row-questions.js';
import type { AggregateQuery, ExportQuery, RowsQuery } from './rows-query.fields.js';

/** A table that has rows. Its rows never change under one `sha256`. */
export interface StoredTable {
  table: DatasetTable;
  path: string;
  types: ColumnType[];
  sha256: string;
  rowCount: number;
}

export interface RowPage {
  fields: TableField[];
  rows: RowsAnswer['rows'];
  numbers: number[];
  /** Cursor for `after`. */
  next: string | null;
  /** What the filters find; null when it was not asked for. */
  total: number | null;
}

/** Rows and cells of one workbook; what is more is had as CSV. */
const workbook = { rows: 50_000, cells: 1_000_000 };

/** Rows that a download may sort: more are sent in the order of their file. */
export const mostSorted = 100_000;

const batch = 5000;

/** Milliseconds for the figures of one column, which are worked out once. */
const statisticsTime = 60_000;

/** Columns whose figures are kept. */
const mostKept = 2000;

/** Asks the rows of data sets: of published ones whoever sees them, of others who reads the output. */
@Injectable()
export class TableRowsService {
  private readonly statisticsOfColumns = new Map<string, Promise<ColumnStatistics>>();

  constructor(
    private readonly tables: DatasetTablesRepository,
    private readonly shared: SharedDatabaseService,
    private readonly inSight: OutputsInSight,
    private readonly storage: Storage,
    private readonly queries: RowQueries,
  ) {}

  /** The tables of a published output that have rows, in their order. 404 out of sight. */
  async tablesOf(actor: Actor, outputId: string): Promise<StoredTable[]> {
    await this.shared.requireInSight(actor, outputId);
    return (await this.tables.ofOutput(outputId)).flatMap((table) => this.stored(table) ?? []);
  }

  /** One of them by its name, the first when none is named. */
  async tableOf(actor: Actor, outputId: string, name: string | undefined): Promise<StoredTable> {
    const tables = await this.tablesOf(actor, outputId);
    const found = name === undefined ? tables[0] : tables.find(({ table }) => table.name === name);
    if (!found) throw notFound('table');
    return found;
  }

  /** A table of an output that is being worked on, for those who read it. */
  async tableInWork(actor: Actor, outputId: string, tableId: string): Promise<StoredTable> {
    await this.inSight.get(actor, outputId);
    const table = await this.tables.find(outputId, tableId);
    const found = table && this.stored(table);
    if (!found) throw notFound('table');
    return found;
  }

  async rows(stored: StoredTable, query: RowsQuery): Promise<RowPage> {
    const question = rowsQuestion(stored.table.schema, query);
    const answer = await this.ask(stored, question);
    const { filters } = question;
    const counted = filters.length === 0 ? stored.rowCount : () => this.ask(stored, { kind: 'count', filters });
    const total = query.total === 'false' ? null : typeof counted === 'number' ? counted : await counted();
    return {
      fields: question.select.map((column) => stored.table.schema.fields[column]!),
      rows: answer.rows,
      numbers: answer.numbers,
      next: answer.next && cursorText(answer.next),
      total,
    };
  }

  /** So many rows in the order of their file, from this number on. */
  rowsFrom(stored: StoredTable, from: number, pageSize: number): Promise<RowPage> {
    const after = cursorText({ key: null, n: from - 1 });
    return this.rows(stored, { filter: [], after, pageSize, total: 'false' });
  }

  /** The columns of a download, and its rows a few thousand at a time. 422 before the first row is read. */
  async download(
    stored: StoredTable,
    query: ExportQuery,
  ): Promise<{ fields: TableField[]; batches: AsyncGenerator<RowsAnswer['rows']> }> {
    const question = rowsQuestion(stored.table.schema, query);
    if (question.sort && stored.rowCount > mostSorted)
      throw invalid({ pointer: '/sort', code: 'rows.too_many_to_sort', args: { most: mostSorted } });
    const first = await this.ask(stored, { ...question, limit: batch });
    const ask = (after: RowsAnswer['next']) => this.ask(stored, { ...question, after, limit: batch });
    async function* batches() {
      for (let answer = first; ; answer = await ask(answer.next)) {
        yield answer.rows;
        if (answer.next === null) return;
      }
    }
    return { fields: question.select.map((column) => stored.table.schema.fields[column]!), batches: batches() };
  }

  /** The columns and all rows of a download that is one workbook. 409 when they are more than it takes. */
  async workbook(stored: StoredTable, query: ExportQuery): Promise<{ fields: TableField[]; rows: RowsAnswer['rows'] }> {
    const { filters, select } = rowsQuestion(stored.table.schema, query);
    const count = filters.length === 0 ? stored.rowCount : await this.ask(stored, { kind: 'count', filters });
    const most = Math.min(workbook.rows, Math.floor(workbook.cells / Math.max(select.length, 1)));
    if (count > most) throw conflict('rows.too_many_for_xlsx', { most });
    const { fields, batches } = await this.download(stored, query);
    const rows: RowsAnswer['rows'][number][] = [];
    for await (const some of batches) rows.push(...some);
    return { fields, rows };
  }

  async aggregate(stored: StoredTable, query: AggregateQuery): Promise<GroupsAnswer & { by: TableField[] }> {
    const question = groupsQuestion(stored.table.schema, query);
    const by = question.by.map((column) => stored.table.schema.fields[column]!);
    return { ...(await this.ask(stored, question)), by };
  }

  /** How many numbers of a column lie between round numbers; empty where there are none. */
  async spread(stored: StoredTable, name: string, filter: readonly string[]): Promise<Bin[]> {
    const { select, filters } = rowsQuestion(stored.table.schema, { filter: [...filter], columns: [name] });
    const column = select[0]!;
    const bounds = (['min', 'max'] as const).map((op) => ({ op, column }));
    const asked = { kind: 'groups', by: [], measures: bounds, filters, sort: null, limit: 1 } as const;
    const [minimum, maximum] = (await this.ask(stored, asked)).groups[0]?.measures ?? [];
    if (typeof minimum !== 'number' || typeof maximum !== 'number') return [];
    const edges = edgesOf(minimum, maximum, stored.types[column] !== 'number');
    const [from, next] = edges as [number, number];
    const bins = edges.length - 1;
    const counts = await this.ask(stored, { kind: 'histogram', column, filters, from, width: next - from, bins });
    return counts.map((count, index) => ({ from: edges[index]!, to: edges[index + 1]!, count }));
  }

  /** Of each column in their order; worked out once, since the rows never change. */
  async statistics(stored: StoredTable): Promise<ColumnStatistics[]> {
    const found: ColumnStatistics[] = [];
    // One after another: other questions get their turn.
    for (const column of stored.types.keys()) found.push(await this.statisticsOf(stored, column));
    return found;
  }

  private statisticsOf(stored: StoredTable, column: number): Promise<ColumnStatistics> {
    // The same bytes may be a column of another type in another table.
    const key = `${stored.sha256} ${column} ${stored.types[column]}`;
    const known = this.statisticsOfColumns.get(key);
    if (known) return known;
    const question = { kind: 'statistics', column } as const;
    const made = this.queries.ask(stored.path, stored.types, question, { time: statisticsTime });
    this.statisticsOfColumns.set(key, made);
    made.catch(() => this.statisticsOfColumns.delete(key));
    const [oldest] = this.statisticsOfColumns.keys();
    if (this.statisticsOfColumns.size > mostKept && oldest) this.statisticsOfColumns.delete(oldest);
    return made;
  }

  private ask<Question extends RowQuestion>({ path, types }: StoredTable, question: Question) {
    return this.queries.ask(path, types, question);
  }

  private stored(table: DatasetTable): StoredTable | null {
    const { rowsKey, rowsSha256, rowCount, schema } = table;
    if (rowsKey === null || rowsSha256 === null) return null;
    const types = schema.fields.map(({ type }) => type);
    return { table, path: this.storage.pathOf(rowsKey), types, sha256: rowsSha256, rowCount: rowCount ?? 0 };
  }
}

/** Names an answer about one table for ever: its rows do not change, so the same question has the same answer. */
export const answerTag = ({ sha256 }: StoredTable, question: object): string =>
  `"${createHash('sha256')
    .update(`${sha256} ${JSON.stringify(question)}`)
    .digest('base64url')}"`;
