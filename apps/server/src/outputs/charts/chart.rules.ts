import type { TableField } from '#libs/outputs';

export const chartKinds = ['bar', 'line', 'histogram'] as const;
export type ChartKind = (typeof chartKinds)[number];

/** What a chart is drawn of: `measure` is `count`, or `sum:<column>` or `mean:<column>` of numbers. */
export interface ChartChoice {
  kind: ChartKind;
  of: TableField;
  measure: string;
}

export interface AskedChart {
  chart?: ChartKind;
  of?: string;
  measure?: string;
}

/** Numbers that are measured or counted, not codes. */
export const isFigure = ({ type, codeList }: TableField): boolean =>
  (type === 'integer' || type === 'number') && codeList.length === 0;

const isTime = ({ type }: TableField) => type === 'date' || type === 'year';

/** The kinds that say something of a column, the usual one first. */
export function kindsFor(field: TableField): ChartKind[] {
  if (isTime(field)) return ['line', 'bar'];
  if (isFigure(field)) return ['histogram', 'bar'];
  return ['bar'];
}

/** Counting rows, and sums and means of every column of numbers but the one the chart goes by. */
export const measuresFor = (fields: readonly TableField[]): string[] => [
  'count',
  ...fields.filter((field) => isFigure(field)).flatMap(({ name }) => [`sum:${name}`, `mean:${name}`]),
];

/** Few values each of which has many rows: what a chart tells most of. */
function usualColumn(fields: readonly TableField[], distinct: readonly (number | null)[], rowCount: number) {
  const isFew = (index: number) => {
    const count = distinct[index];
    return count !== null && count !== undefined && count > 1 && count <= 30 && count * 2 <= rowCount;
  };
  const isChosen: ((field: TableField, index: number) => boolean)[] = [
    (field) => field.codeList.length > 0,
    (field, index) => field.type === 'string' && isFew(index),
    (field, index) => isTime(field) && isFew(index),
    (field, index) => field.type === 'boolean' && isFew(index),
    isFigure,
    isTime,
  ];
  for (const choose of isChosen) {
    const found = fields.find(choose);
    if (found) return found;
  }
  return null;
}

/**
 * What is asked for as far as it makes sense, and for the rest what tells most; null when no column can be charted.
 * `distinct`: different values of each column, null where they are too many to count.
 */
export function chartChoice(
  fields: readonly TableField[],
  distinct: readonly (number | null)[],
  rowCount: number,
  asked: AskedChart,
): ChartChoice | null {
  const of = fields.find(({ name }) => name === asked.of) ?? usualColumn(fields, distinct, rowCount);
  if (!of) return null;
  const kinds = kindsFor(of);
  const kind = kinds.find((one) => one === asked.chart) ?? kinds[0]!;
  const measure = measuresFor(fields).find((one) => one === asked.measure) ?? usualMeasure(fields, of, asked);
  return { kind, of, measure };
}

/** Of a table nobody has asked anything of: how high its first figure is, which tells more than how often a value stands. */
function usualMeasure(fields: readonly TableField[], of: TableField, asked: AskedChart): string {
  const figure = fields.find((field) => isFigure(field));
  return asked.of === undefined && figure && !isFigure(of) ? `mean:${figure.name}` : 'count';
}
