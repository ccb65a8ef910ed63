import { addDays, daysBetween, type Language, type LocalDate, localDate, shortDate } from '#libs/kernel';
import type { TableField } from '#libs/outputs';
import { barChart, type Drawing, histogram, lineChart, type RowValue } from '#libs/platform';
import type { Visit } from '../../web/index.js';
import type { ChartChoice } from './chart.rules.js';
import type { ChartFigures } from './table-charts.js';
import { columnWords, figure, valueWords } from './value-words.js';

/** Large figures on an axis are short: `1,2 Tr`. */
const axisFigure = (language: Language) => {
  const format = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 2 });
  return (value: number) => format.format(value);
};

/** Two digits after the point are enough to read a mean. */
const read = (language: Language, value: number) => figure(language, Math.round(value * 100) / 100);

export function measureWords(visit: Visit, fields: readonly TableField[], measure: string): string {
  const [op = '', name] = measure.split(':');
  const field = fields.find((one) => one.name === name);
  if (!field) return visit.t('shared-output.chart.measure.count');
  const unit = field.unit ? ` (${field.unit})` : '';
  return visit.t(`shared-output.chart.measure.${op}`, { column: `${columnWords(visit, field)}${unit}` });
}

/** A drawing with its title and its figures as a table for those who do not see it. */
export function chartView(visit: Visit, fields: readonly TableField[], choice: ChartChoice, figures: ChartFigures) {
  const { language } = visit;
  const of = columnWords(visit, choice.of) + (choice.of.unit ? ` (${choice.of.unit})` : '');
  const measure = figures.kind === 'histogram' ? 'count' : choice.measure;
  const measured = measureWords(visit, fields, measure);
  const rows = rowsOf(visit, choice.of, figures);
  if (rows.length === 0) return null;
  return {
    title: visit.t('shared-output.chart.title', { measure: measured, of }),
    of,
    measured,
    drawing: drawingOf(visit, choice.of, figures),
    rows: rows.map(({ label, value }) => ({ label, value: value === null ? '' : read(language, value) })),
    note:
      figures.kind !== 'histogram' && figures.isCut
        ? visit.t('shared-output.chart.isCut', { count: figures.groups.length })
        : '',
  };
}

/** What a group has in common, also where that is nothing. */
const groupWords = (visit: Visit, field: TableField, value: RowValue) =>
  value === null ? visit.t('shared-output.value.missing') : valueWords(visit, field, value);

function rowsOf(visit: Visit, of: TableField, figures: ChartFigures): { label: string; value: number | null }[] {
  if (figures.kind !== 'histogram')
    return figures.groups.map((group) => ({ label: groupWords(visit, of, group.value), value: group.figure }));
  const { language } = visit;
  return figures.bins.map(({ from, to, count }) => ({
    label: `${figure(language, from)} – ${figure(language, to)}`,
    value: count,
  }));
}

function drawingOf(visit: Visit, of: TableField, figures: ChartFigures): Drawing {
  const { language } = visit;
  const onAxis = axisFigure(language);
  if (figures.kind === 'histogram')
    return histogram(figures.bins, { edge: onAxis, count: (value) => figure(language, value) });
  if (figures.kind === 'bar') {
    const bars = figures.groups.map((group) => ({
      label: groupWords(visit, of, group.value),
      value: group.figure ?? 0,
    }));
    return barChart(bars, (value) => read(language, value));
  }
  const points = figures.groups.map(({ value, figure: y }) => ({ x: placeInTime(value), y }));
  const write = (x: number) => (of.type === 'date' ? shortDate(addDays(epoch, x), language) : String(x));
  return lineChart(points, { x: write, y: onAxis });
}

const epoch: LocalDate = localDate('2000-01-01');

/** A year as it is, a day by its distance from any other. */
const placeInTime = (value: RowValue): number =>
  typeof value === 'number' ? value : daysBetween(epoch, localDate(String(value)));
