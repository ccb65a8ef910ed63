import { scaleLinear } from 'd3-scale';
import { chartWidth, type Drawing, rounded, type Shape, type Write } from './drawing.js';
import { below, gridOf, plot, upwards } from './plot.js';

/** How many values lie from `from` up to `to`; the last bin holds its end too. */
export interface Bin {
  from: number;
  to: number;
  count: number;
}

const wanted = 12;

/** The next 1, 2 or 5 with zeros, at or above. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((digit) => digit * power).find((step) => step >= least * (1 - 1e-9))!;
}

/**
 * Round numbers at equal distances, the first at or below the least value and the last at or above the greatest: the edges
 * of about twelve bins, at least one. Whole numbers are never divided.
 */
export function edgesOf(minimum: number, maximum: number, isWhole: boolean): number[] {
  const spread = maximum - minimum;
  const size = Math.max(Math.abs(minimum), Math.abs(maximum));
  // Values that only differ by what a computer rounds are one; whole numbers are kept exactly.
  const isOne = isWhole ? spread === 0 : spread <= size * 1e-9 || spread < 1e-100;
  const rough = roundStep((isOne ? (size > 1e-100 ? size : 1) : spread) / wanted);
  const step = isWhole ? (isOne ? 1 : Math.max(1, rough)) : rough;
  const first = Math.floor(minimum / step);
  // Each of few whole numbers has a bin of its own, the greatest too.
  const last = isWhole && step === 1 ? maximum + 1 : Math.max(first + 1, Math.ceil(maximum / step));
  const edge = (at: number) => (isWhole ? at * step : Number((at * step).toPrecision(15)));
  return Array.from({ length: last - first + 1 }, (_, index) => edge(first + index));
}

/** Standing bars without gaps, one per bin. `bins` in order, each beginning where the one before ends. */
export function histogram(bins: readonly Bin[], write: { edge: Write<number>; count: Write<number> }): Drawing {
  const y = upwards(bins.map(({ count }) => count));
  const x = scaleLinear()
    .domain([bins[0]?.from ?? 0, bins.at(-1)?.to ?? 1])
    .range([plot.left, plot.right]);
  const bars = bins.map(({ from, to, count }): Shape => {
    const left = x(from);
    const top = rounded(y(count));
    return {
      kind: 'rect',
      tone: 'mark',
      x: rounded(left + 0.5),
      y: top,
      width: rounded(Math.max(0.5, x(to) - left - 1)),
      height: rounded(plot.bottom - top),
      title: `${write.edge(from)} – ${write.edge(to)}: ${write.count(count)}`,
    };
  });
  const edges = bins.length === 0 ? [] : [bins[0]!.from, ...bins.map(({ to }) => to)];
  const every = Math.max(1, Math.ceil(edges.length / 5));
  const labels = edges
    .filter((_, index) => index % every === 0)
    .map((edge) => below(rounded(x(edge)), write.edge(edge)));
  return { width: chartWidth, height: plot.height, shapes: [...gridOf(y, write.count), ...bars, ...labels] };
}
