import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { chartWidth, type Drawing, rounded, type Shape, type Write } from './drawing.js';
import { below, gridOf, plot, upwards } from './plot.js';

/** `x`: a year, or a day counted from any other; `y` null where nothing is known. */
export interface LinePoint {
  x: number;
  y: number | null;
}

/** Points that are told apart; more are a line alone. */
const mostDots = 60;

/** Labels under the line: of years five, of days three. */
const mostLabels = (sample: string) => (sample.length > 6 ? 3 : 5);

/** A line over time. `points` in the order of `x`; where one is unknown the line breaks. */
export function lineChart(points: readonly LinePoint[], write: { x: Write<number>; y: Write<number> }): Drawing {
  const known = points.filter((point): point is { x: number; y: number } => point.y !== null);
  const y = upwards(known.map((point) => point.y));
  const first = points[0]?.x ?? 0;
  const last = points.at(-1)?.x ?? 0;
  const middle = (plot.left + plot.right) / 2;
  const scale = scaleLinear()
    .domain([first, last])
    .range([plot.left + 6, plot.right - 6]);
  const x = (value: number) => (first === last ? middle : rounded(scale(value)));
  const path = line<LinePoint>()
    .defined((point) => point.y !== null)
    .x((point) => x(point.x))
    .y((point) => rounded(y(point.y ?? 0)))(points);
  const dots = known.map(
    (point): Shape => ({
      kind: 'circle',
      tone: 'mark',
      x: x(point.x),
      y: rounded(y(point.y)),
      r: 3,
      title: `${write.x(point.x)}: ${write.y(point.y)}`,
    }),
  );
  return {
    width: chartWidth,
    height: plot.height,
    shapes: [
      ...gridOf(y, write.y),
      ...(path ? [{ kind: 'path', tone: 'mark', d: path } as const] : []),
      ...(dots.length <= mostDots ? dots : []),
      ...labelled(points, mostLabels(write.x(last))).map((point) => below(x(point.x), write.x(point.x))),
    ],
  };
}

/** The first, the last and a few between them, evenly. */
function labelled(points: readonly LinePoint[], most: number): LinePoint[] {
  const count = Math.min(most, points.length);
  const places = Array.from({ length: count }, (_, index) =>
    count === 1 ? 0 : Math.round((index * (points.length - 1)) / (count - 1)),
  );
  return [...new Set(places)].map((place) => points[place]!);
}
