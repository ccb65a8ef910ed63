import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { chartWidth, fontSize, rounded, type Shape, type Write } from './drawing.js';

/** The field of a chart with two axes. Left of it there is room for short figures (`1.2M`), below for labels. */
export const plot = { left: 40, right: chartWidth - 2, top: fontSize + 8, bottom: 190, height: 210 };

/** What is smaller is nothing to any eye, and too small to be divided. */
const least = 1e-100;

/** Up from zero, or from the least where there is less, to a round number above the greatest. */
export function upwards(values: readonly number[]): ScaleLinear<number, number> {
  const told = values.filter((value) => Math.abs(value) >= least);
  return scaleLinear()
    .domain([Math.min(0, ...told), Math.max(0, ...told) || (told.length > 0 ? 0 : 1)])
    .nice(4)
    .range([plot.bottom, plot.top]);
}

/** Lines across the field, each with its figure at the left. */
export const gridOf = (scale: ScaleLinear<number, number>, write: Write<number>): Shape[] =>
  scale.ticks(4).flatMap((value): Shape[] => {
    const y = rounded(scale(value));
    return [
      { kind: 'line', tone: value === 0 ? 'axis' : 'grid', x1: plot.left, y1: y, x2: plot.right, y2: y },
      { kind: 'text', tone: 'label', x: plot.left - 6, y: y + 4, anchor: 'end', text: write(value) },
    ];
  });

/** A label under the field, within its edges. */
export function below(x: number, text: string): Shape {
  const anchor = x < plot.left + 40 ? 'start' : x > plot.right - 40 ? 'end' : 'middle';
  const at = { start: Math.max(plot.left, x - 10), middle: x, end: Math.min(plot.right, x + 10) }[anchor];
  return { kind: 'text', tone: 'label', x: rounded(at), y: plot.bottom + fontSize + 4, anchor, text };
}
