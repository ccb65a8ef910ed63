import { pickText } from '#libs/kernel';
import {
  filterText,
  listedFilters,
  type PublishedOutput,
  type RowPage,
  type StoredTable,
  type TableField,
} from '#libs/outputs';
import { type ColumnStatistics, filterOps, type RowValue } from '#libs/platform';
import type { Visit } from '../../web/index.js';
import { outputCrumbs } from '../shared-output-page.view.js';
import { type ChartChoice, chartKinds, isFigure, kindsFor, measuresFor } from './chart.rules.js';
import { chartView, measureWords } from './chart.view.js';
import type { ChartFigures } from './table-charts.js';
import { type TablePageQuery, tableAddress } from './table-page.query.js';
import { askedWords, columnWords, valueWords } from './value-words.js';

/** Characters of one cell; the whole value is in the download. */
const longestCell = 160;

const cell = (visit: Visit, field: TableField, value: RowValue) => {
  const words = valueWords(visit, field, value);
  return {
    text: words.length > longestCell ? `${words.slice(0, longestCell)}…` : words,
    isNumber: isFigure(field),
  };
};

const columnHead = (visit: Visit, field: TableField) => ({
  name: field.name,
  title: columnWords(visit, field),
  unit: field.unit,
  description: pickText(field.description, visit.language).text,
  isNumber: isFigure(field),
});

/** Rows without anything to press. */
export const rowsView = (visit: Visit, { fields, rows }: Pick<RowPage, 'fields' | 'rows'>) => ({
  columns: fields.map((field) => ({ ...columnHead(visit, field), href: '', direction: '' })),
  rows: rows.map((values) => values.map((value, index) => cell(visit, fields[index]!, value))),
});

const statisticsView = (visit: Visit, fields: readonly TableField[], statistics: readonly ColumnStatistics[]) =>
  fields.map((field, index) => {
    const { count, missing, distinct, minimum, maximum, mean, frequent } = statistics[index]!;
    return {
      ...columnHead(visit, field),
      type: visit.t(`shared-output.type.${field.type}`),
      count,
      missing,
      distinct: distinct === null ? visit.t('shared-output.statistics.tooMany') : distinct,
      minimum: valueWords(visit, field, minimum),
      maximum: valueWords(visit, field, maximum),
      mean: isFigure(field) && mean !== null ? valueWords(visit, field, Math.round(mean * 100) / 100) : '',
      frequent: frequent
        .slice(0, 3)
        .map((one) => `${cell(visit, field, one.value).text} (${one.count})`)
        .join('; '),
    };
  });

/** A filter in words, and the address without it. */
function filterChips(visit: Visit, fields: readonly TableField[], path: string, query: TablePageQuery) {
  return query.filter.map((filter, index) => {
    const [name = '', op = '', ...rest] = filter.split(':');
    const field = fields.find((one) => one.name === name);
    const isOp = filterOps.some((one) => one === op);
    const asked = rest.join(':');
    const values = field && asked !== '' ? (op === 'in' ? asked.split(',') : [asked]) : [];
    const words = field ? values.map((value) => askedWords(visit, field, value)).join(', ') : asked;
    return {
      label: [field ? columnWords(visit, field) : name, isOp ? visit.t(`shared-output.op.${op}`) : op, words]
        .filter(Boolean)
        .join(' '),
      href: tableAddress(path, query, { filter: query.filter.filter((_, other) => other !== index) }),
    };
  });
}

/** A choice for every column whose values are listed: each option is the filter it stands for. */
function filterChoices(visit: Visit, fields: readonly TableField[], query: TablePageQuery) {
  const choices = fields.flatMap((field) => {
    const listed = listedFilters(field);
    if (!listed) return [];
    const missing = { value: filterText(field.name, 'missing', ''), label: visit.t('shared-output.value.missing') };
    const options = [
      ...listed.map(({ filter, value }) => ({ value: filter, label: askedWords(visit, field, value) })),
      ...(field.constraints.required ? [] : [missing]),
    ];
    const chosen = options.find(({ value }) => query.filter.includes(value))?.value ?? '';
    return [{ name: field.name, label: columnWords(visit, field), options, chosen }];
  });
  const chosen = new Set(choices.map((choice) => choice.chosen));
  const others = { ...query, filter: query.filter.filter((filter) => !chosen.has(filter)) };
  return { fields: choices, kept: keptOf(others, ['filter', 'sort', 'chart', 'of', 'measure', 'statistics']) };
}

/** Up, then down, then as the file has it. */
function sorted(path: string, query: TablePageQuery, name: string) {
  const next = query.sort === name ? `-${name}` : query.sort === `-${name}` ? null : name;
  const direction = query.sort === name ? 'ascending' : query.sort === `-${name}` ? 'descending' : '';
  return { href: tableAddress(path, query, { sort: next }), direction };
}

interface TablePageSource {
  output: PublishedOutput;
  stored: StoredTable;
  query: TablePageQuery;
  /** Null when the filters are wrong: `problems` say why. */
  page: RowPage | null;
  problems: readonly string[];
  /** Null: not worked out unless asked for. */
  statistics: readonly ColumnStatistics[] | null;
  drawn: { choice: ChartChoice; figures: ChartFigures } | null;
}

export function tablePage(visit: Visit, source: TablePageSource) {
  const { output, stored, query, page, statistics, drawn } = source;
  const { table } = stored;
  const { fields } = table.schema;
  const path = `/shared-database/${output.id}/tables/${table.name}`;
  const title = pickText(table.title, visit.language).text || table.name;
  const shown = page && rowsView(visit, page);
  const columnOptions = (some: readonly TableField[]) =>
    some.map((field) => ({ value: field.name, label: columnWords(visit, field) }));
  const download = (format: string) => {
    const address = tableAddress(`/api/v1/shared-database/outputs/${output.id}/rows${format}`, {
      filter: query.filter,
      sort: query.sort,
    });
    return `${address}${address.includes('?') ? '&' : '?'}table=${table.name}`;
  };
  return {
    title,
    breadcrumb: [...outputCrumbs(visit, output), { label: title }],
    kicker: visit.t('shared-output.table.rowCount', { count: stored.rowCount }),
    path,
    problems: source.problems,
    chips: filterChips(visit, fields, path, query),
    clear: query.filter.length > 0 ? tableAddress(path, query, { filter: [] }) : null,
    choices: filterChoices(visit, fields, query),
    filter: {
      columns: columnOptions(fields.filter((field) => listedFilters(field) === null)),
      ops: filterOps.map((value) => ({ value, label: visit.t(`shared-output.op.${value}`) })),
      column: query.column ?? '',
      op: query.op ?? '',
      value: query.value ?? '',
      kept: keptOf(query, ['filter', 'sort', 'chart', 'of', 'measure', 'statistics']),
    },
    found: page?.total ?? null,
    columns: shown?.columns.map((column) => ({ ...column, ...sorted(path, query, column.name) })) ?? [],
    rows: shown?.rows ?? [],
    first: query.after ? tableAddress(path, query) : null,
    next: page?.next ? tableAddress(path, query, { after: page.next }) : null,
    downloads: [
      { label: 'CSV', href: download('.csv') },
      { label: 'Excel', href: download('.xlsx') },
      { label: 'JSON', href: download('') },
    ],
    chart: drawn && chartView(visit, fields, drawn.choice, drawn.figures),
    chartForm: drawn && chartForm(visit, fields, query, columnOptions(fields), drawn.choice),
    statistics: statistics && statisticsView(visit, fields, statistics),
    statisticsHref: statistics ? null : tableAddress(path, query, { statistics: 'true' }),
  };
}

/** The form that chooses another chart. */
const chartForm = (
  visit: Visit,
  fields: readonly TableField[],
  query: TablePageQuery,
  columns: readonly { value: string; label: string }[],
  { of, kind, measure }: ChartChoice,
) => ({
  columns,
  of: of.name,
  kinds: chartKinds
    .filter((one) => kindsFor(of).includes(one))
    .map((value) => ({ value, label: visit.t(`shared-output.chart.kind.${value}`) })),
  kind,
  measures: measuresFor(fields).map((value) => ({ value, label: measureWords(visit, fields, value) })),
  measure,
  kept: keptOf(query, ['filter', 'sort', 'statistics']),
});

/** What a form takes along. */
const keptOf = (query: TablePageQuery, names: readonly (keyof TablePageQuery)[]) =>
  names.flatMap((name) => [query[name] ?? []].flat().map((value) => ({ name, value })));

/** The first rows of a table and its usual chart, for the page of the output. */
export const tableLook = (
  visit: Visit,
  { table }: StoredTable,
  page: RowPage,
  drawn: { choice: ChartChoice; figures: ChartFigures } | null,
) => ({
  title: visit.t('shared-output.table.preview', { table: pickText(table.title, visit.language).text || table.name }),
  href: `/shared-database/${table.outputId}/tables/${table.name}`,
  ...rowsView(visit, page),
  chart: drawn && chartView(visit, table.schema.fields, drawn.choice, drawn.figures),
});
