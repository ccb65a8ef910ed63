import { isAllowed, type LocalisedText, pickText } from '#libs/kernel';
import {
  type CellFault,
  type DatasetTable,
  mayChangeTable,
  mayDeclare,
  type Output,
  type RowPage,
  type TableField,
} from '#libs/outputs';
import { type Job, rowLimits, workbookLimits } from '#libs/platform';
import type { Visit } from '../../web/index.js';
import { rowsView } from '../charts/table-page.view.js';

const tones = { declared: 'neutral', checking: 'progress', refused: 'bad', stored: 'good' } as const;

const word = (visit: Visit, text: LocalisedText) => pickText(text, visit.language).text;

const statusBadge = (visit: Visit, { status }: DatasetTable) => ({
  text: visit.t(`output-tables.status.${status}`),
  tone: tones[status],
});

export const tableCrumbs = (visit: Visit, output: Output) => [
  { label: visit.t('outputs.title'), href: '/outputs' },
  { label: word(visit, output.title), href: `/outputs/${output.id}` },
  { label: visit.t('output-tables.title'), href: `/outputs/${output.id}/tables` },
];

const megabytes = (bytes: number) => Math.floor(bytes / 1024 / 1024);

/** What a file of rows may have; `limit` in bytes. */
function fileHint({ t, language }: Visit, limit: number): string {
  const { format } = new Intl.NumberFormat(language);
  return t('output-tables.fileHint', {
    megabytes: megabytes(limit),
    rows: format(rowLimits.rows),
    workbookMegabytes: megabytes(workbookLimits.bytes),
    workbookRows: format(workbookLimits.rows),
    cells: format(workbookLimits.cells ?? 0),
  });
}

export interface Draftable {
  /** Whether this person may draft this output at all. */
  mayDraft: boolean;
  /** Bytes of the largest file of rows. */
  limit: number;
}

export function tablesPage(
  visit: Visit,
  output: Output,
  tables: readonly DatasetTable[],
  { mayDraft, limit }: Draftable,
) {
  const decision = mayDeclare(output, tables.length);
  const home = `/outputs/${output.id}/tables`;
  return {
    title: visit.t('output-tables.title'),
    breadcrumb: tableCrumbs(visit, output).map((crumb, at) => (at === 2 ? { label: crumb.label } : crumb)),
    rows: tables.map((table) => ({
      href: `${home}/${table.id}`,
      title: table.title,
      name: table.name,
      columns: table.schema.fields.length,
      rowCount: table.rowCount,
      badge: statusBadge(visit, table),
    })),
    mayDraft,
    isOpen: mayDraft && isAllowed(decision),
    whyClosed: isAllowed(decision) ? '' : visit.t(`errors.${decision.denied}`, decision.args),
    newHref: `${home}/new`,
    suggestion: `${home}/suggestion`,
    reading: `${home}/reading`,
    fileHint: fileHint(visit, limit),
  };
}

const columnRow = (visit: Visit, field: TableField, isKey: boolean) => {
  const { required, unique, minimum, maximum, minLength, maxLength, pattern } = field.constraints;
  const t = (key: string, args = {}) => visit.t(`output-tables.limit.${key}`, args);
  return {
    name: field.name,
    title: field.title,
    description: field.description,
    type: visit.t(`output-tables.type.${field.type}`),
    unit: field.unit,
    limits: [
      isKey ? t('key') : required ? t('required') : '',
      unique ? t('unique') : '',
      minimum === null ? '' : t('minimum', { minimum }),
      maximum === null ? '' : t('maximum', { maximum }),
      minLength === null ? '' : t('minLength', { count: minLength }),
      maxLength === null ? '' : t('maxLength', { count: maxLength }),
      pattern === null ? '' : t('pattern', { pattern }),
      field.codeList.length === 0 ? '' : t('codes', { count: field.codeList.length }),
    ].filter((text) => text !== ''),
  };
};

/** Faults shown in the page; the rest is in the workbook. */
const shownFaults = 100;

export interface TableSight extends Draftable {
  output: Output;
  table: DatasetTable;
  faults: readonly CellFault[];
  /** Of the check under way, for whoever sent the file. */
  job: Job | null;
  /** Some of its rows, the first of them `from`. */
  page: (RowPage & { from: number }) | null;
}

export function tablePage(visit: Visit, { output, table, faults, job, mayDraft, limit, page }: TableSight) {
  const { t } = visit;
  const address = `/outputs/${output.id}/tables/${table.id}`;
  const { report } = table;
  const isOpen = mayDraft && isAllowed(mayChangeTable(output, table));
  const error = (code: string, args = {}) => t(`errors.${code}`, args);
  const titles = new Map(table.schema.fields.map(({ name, title }) => [name, word(visit, title)]));
  const titleOf = (column: string) => (titles.get(column) === column ? '' : (titles.get(column) ?? ''));
  return {
    title: word(visit, table.title),
    localised: table.title,
    breadcrumb: [...tableCrumbs(visit, output), { label: word(visit, table.title) }],
    badge: statusBadge(visit, table),
    facts: [
      { label: t('output-tables.field.name'), text: table.name },
      { label: t('output-tables.field.rows'), number: table.rowCount },
      { label: t('output-tables.field.source'), text: table.sourceName },
      { label: t('output-tables.field.storedAt'), instant: table.storedAt },
      { label: t('output-tables.field.missing'), text: table.schema.missingValues.join(' ') },
    ].filter((fact) => (fact.text ?? fact.number ?? fact.instant ?? '') !== ''),
    columns: table.schema.fields.map((field) => columnRow(visit, field, table.schema.primaryKey.includes(field.name))),
    isChecking: table.status === 'checking',
    progress: job && job.total > 1 ? progressOf(visit, job) : null,
    address,
    refusal:
      report?.outcome === 'refused'
        ? {
            title: t('output-tables.refused', { name: report.sourceName }),
            text: report.fault
              ? error(report.fault.code, report.fault.args)
              : t('output-tables.refusedText', { cells: report.errorCount, rows: report.rows }),
            keeps: table.hasRows ? t('output-tables.keeps', { rows: table.rowCount ?? 0 }) : '',
          }
        : null,
    notices: report?.outcome === 'stored' ? report.notices.map(({ code, args }) => error(code, args)) : [],
    counts:
      report?.outcome === 'refused'
        ? report.counts.map((one) => ({ ...one, what: errorOf(visit, one.code, faults) }))
        : [],
    faults: faults.slice(0, shownFaults).map(({ row, column, code, args, found }) => ({
      row,
      column,
      title: titleOf(column),
      found,
      what: error(code, args),
    })),
    faultsText: faults.length > shownFaults ? t('output-tables.faultsFirst', { count: shownFaults }) : '',
    faultSheet: faults.length > 0 ? `${address}/errors.xlsx` : null,
    stored: page && storedRows(visit, address, page),
    upload: isOpen ? { action: `${address}/rows`, hint: fileHint(visit, limit) } : null,
    edit: isOpen ? `${address}/edit` : null,
    removal: isOpen ? `${address}/removal` : null,
  };
}

/** The rows as whoever reviews or clears them sees them, each with its number. */
function storedRows(visit: Visit, address: string, page: RowPage & { from: number }) {
  const { columns, rows } = rowsView(visit, page);
  const last = page.numbers.at(-1) ?? page.from;
  const number = { title: visit.t('output-tables.fault.row'), unit: '', isNumber: true, href: '', direction: '' };
  return {
    from: page.from,
    columns: [number, ...columns],
    rows: rows.map((cells, at) => [{ text: String(page.numbers[at]), isNumber: true }, ...cells]),
    next: page.next === null ? null : `${address}?from=${last + 1}`,
  };
}

/** What a fault is called where it is counted: a word for it, else its text as it is said of the first such cell. */
const errorOf = (visit: Visit, code: string, faults: readonly CellFault[]): string =>
  code.startsWith('cell.')
    ? visit.t(`output-tables.kind.${code.slice(5)}`)
    : visit.t(`errors.${code}`, faults.find((fault) => fault.code === code)?.args);

const progressOf = (visit: Visit, { progress, total }: Job) => ({
  value: progress,
  max: total,
  text: visit.t('output-tables.progress', { rows: progress }),
});
