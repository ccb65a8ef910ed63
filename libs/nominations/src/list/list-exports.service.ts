import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { type Actor, conflict, type Language, type LocalDate, pickText, requireGrant, shortDate } from '#libs/kernel';
import { type Cell, type Column, Spreadsheets, type Translate, Translator } from '#libs/platform';
import { RunsService } from '#libs/training';
import type { NominationQuery } from '../nomination.fields.js';
import { NominationListRepository } from '../nomination-list.repository.js';
import type { NominationRow } from '../nomination-row.js';
import { ExportTrail } from './export-trail.js';
import { ListsInSight } from './lists-in-sight.js';
import { listAccess } from './nomination-list.policy.js';
import { NominationListsRepository } from './nomination-lists.repository.js';
import { longestList } from './nomination-lists.service.js';

/** A table as a file. */
export interface ExportedTable {
  name: string;
  mediaType: string;
  bytes: Buffer;
}

interface Exported {
  name: string;
  title: string;
  columns: Column[];
  rows: Cell[][];
}

type Row = NominationRow & { birthDate?: LocalDate | null };

const mostRows = 10_000;
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Lists of nominations as tables, of what the actor sees; readers of masked fields get neither birth date nor note. */
@Injectable()
export class ListExports {
  constructor(
    private readonly inSight: ListsInSight,
    private readonly lists: NominationListsRepository,
    private readonly nominations: NominationListRepository,
    private readonly runs: RunsService,
    private readonly spreadsheets: Spreadsheets,
    private readonly translator: Translator,
    private readonly trail: ExportTrail,
  ) {}

  /** An organisation's list as it is printed. */
  async ofList(
    actor: Actor,
    runId: string,
    organisationId: string,
    language: Language,
    format: 'xlsx' | 'csv',
  ): Promise<ExportedTable> {
    const card = await this.inSight.get(actor, listAccess.export, runId, organisationId);
    if (card.people > longestList) throw conflict('nomination.list_too_long', { maximum: longestList });
    const people = await this.lists.people(actor, runId, organisationId, longestList);
    const name = `${card.run.code} ${card.organisation.code}`;
    const table = await this.write(this.tableOf(name, people, language, true), language, format);
    await this.trail.record(actor, { runId, format, language, filter: { organisationId }, count: people.length });
    return table;
  }

  /** The nominations of a run by the filters of the page, all pages of them. */
  async ofRun(actor: Actor, query: NominationQuery & { runId: string }, language: Language): Promise<ExportedTable> {
    requireGrant(actor, listAccess.export);
    const run = await this.runs.getInSight(actor, query.runId);
    const rows: NominationRow[] = [];
    let after: string | undefined;
    do {
      const listing = await this.nominations.list(actor, {
        ...query,
        sort: 'rank',
        page: 1,
        pageSize: 200,
        total: 'false',
        after,
      });
      rows.push(...listing.items);
      after = listing.next;
      if (rows.length > mostRows) throw conflict('nomination.list_too_long', { maximum: mostRows });
    } while (after !== undefined);
    const table = await this.write(this.tableOf(run.code, rows, language, false), language, 'xlsx');
    const { organisationId, personId, status, waiting, q } = query;
    const filter = { organisationId, personId, status, waiting, q };
    await this.trail.record(actor, { runId: run.id, format: 'xlsx', language, filter, count: rows.length });
    return table;
  }

  private tableOf(name: string, rows: readonly Row[], language: Language, withBirth: boolean): Exported {
    const t = this.translator.for(language);
    const showsBirth = withBirth && rows.some(({ birthDate }) => birthDate);
    const showsNote = rows.some(({ note }) => note !== null);
    const all = columnsOf(t, language);
    const shown = all.filter(({ key }) => (key !== 'birthDate' || showsBirth) && (key !== 'note' || showsNote));
    return {
      name,
      title: t('nomination-list.document.title'),
      columns: shown.map(({ key, ...column }) => ({ header: t(`nomination-list.document.column.${key}`), ...column })),
      rows: rows.map((row) => shown.map(({ of }) => of(row))),
    };
  }

  private async write(table: Exported, language: Language, format: 'xlsx' | 'csv'): Promise<ExportedTable> {
    const { name, title, columns, rows } = table;
    if (format === 'csv') {
      const text = (cell: Cell) =>
        cell !== null && typeof cell === 'object' ? shortDate(cell.date, language) : cell === null ? '' : String(cell);
      const lines = [columns.map(({ header }) => header), ...rows.map((row) => row.map(text))];
      // With the mark by which Excel knows UTF-8; a text that begins like a formula stays a text.
      const bytes = Buffer.from(stringify(lines, { bom: true, escape_formulas: true, record_delimiter: '\r\n' }));
      return { name: `${name}.csv`, mediaType: 'text/csv; charset=utf-8', bytes };
    }
    const sheets = [{ name, columns: columns.map(({ header, kind, width }) => ({ header, kind, width })), rows }];
    const bytes = await this.spreadsheets.writeWorkbook({ language, title, sheets });
    return { name: `${name}.xlsx`, mediaType: xlsx, bytes };
  }
}

interface ExportedColumn {
  key: string;
  kind?: Column['kind'];
  width?: number;
  of: (row: Row) => Cell;
}

function columnsOf(t: Translate, language: Language): ExportedColumn[] {
  const own = (text: NominationRow['position']) => pickText(text, language).text;
  const text = (key: string, width: number, of: (row: Row) => string | null): ExportedColumn => ({
    key,
    width,
    of: (row) => of(row) || null,
  });
  return [
    { key: 'number', kind: 'number', width: 8, of: ({ rank }) => rank },
    text('name', 32, ({ fullName }) => fullName),
    text('latinName', 32, ({ fullNameLatin }) => fullNameLatin),
    text('sex', 10, ({ sex }) => t(`people.sex.${sex}`)),
    { key: 'birthDate', kind: 'date', width: 14, of: ({ birthDate }) => (birthDate ? { date: birthDate } : null) },
    text('position', 32, ({ position }) => own(position)),
    text('organisation', 36, ({ organisationName }) => own(organisationName)),
    text('kind', 24, ({ traineeKind }) => traineeKind && t(`people.traineeKind.${traineeKind}`)),
    text('status', 18, ({ status }) => t(`nominations.status.${status}`)),
    text('letterNumber', 18, ({ letterNumber }) => letterNumber),
    { key: 'letterDate', kind: 'date', width: 14, of: ({ letterDate }) => (letterDate ? { date: letterDate } : null) },
    { ...text('note', 40, ({ note }) => note), kind: 'paragraph' },
  ];
}
