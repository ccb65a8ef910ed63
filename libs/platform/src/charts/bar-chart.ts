import { scaleLinear } from 'd3-scale';
import { chartWidth, type Drawing, fontSize, rounded, type Shape, type Write } from './drawing.js';

export interface Bar {
  label: string;
  value: number;
}

const row = 38;
const barHeight = 12;

/** Characters of a label that fit beside its figure. */
const longest = 34;

const graphemes = new Intl.Segmenter('lo', { granularity: 'grapheme' });

function cut(label: string): string {
  const parts = [...graphemes.segment(label)].map(({ segment }) => segment);
  return parts.length <= longest ? label : `${parts.slice(0, longest - 1).join('')}…`;
}

/** Lying bars from zero, each under its label and figure: names of any length and script have room. */
export function barChart(bars: readonly Bar[], write: Write<number>): Drawing {
  const values = bars.map(({ value }) => value);
  const scale = scaleLinear()
    .domain([Math.min(0, ...values), Math.max(0, ...values) || 1])
    .range([0, chartWidth]);
  const zero = rounded(scale(0));
  const shapes = bars.flatMap(({ label, value }, index): Shape[] => {
    const top = index * row;
    const end = rounded(scale(value));
    const figure = write(value);
    return [
      { kind: 'text', tone: 'label', x: 0, y: top + fontSize + 2, anchor: 'start', text: cut(label) },
      { kind: 'text', tone: 'figure', x: chartWidth, y: top + fontSize + 2, anchor: 'end', text: figure },
      {
        kind: 'rect',
        tone: 'mark',
        x: Math.min(zero, end),
        y: top + 19,
        width: rounded(Math.abs(end - zero)),
        height: barHeight,
        title: `${label}: ${figure}`,
      },
    ];
  });
  const height = bars.length * row;
  const axis: Shape = { kind: 'line', tone: 'axis', x1: zero, y1: 0, x2: zero, y2: height };
  return { width: chartWidth, height, shapes: zero > 0 ? [...shapes, axis] : shapes };
}
