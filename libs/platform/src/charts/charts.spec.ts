import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { barChart } from './bar-chart.js';
import type { Drawing, Shape } from './drawing.js';
import { edgesOf, histogram } from './histogram.js';
import { lineChart } from './line-chart.js';

const plain = String;
const of = <Kind extends Shape['kind']>(kind: Kind, { shapes }: Drawing) =>
  shapes.filter((shape): shape is Extract<Shape, { kind: Kind }> => shape.kind === kind);
const marks = (drawing: Drawing) => of('rect', drawing);

/** Every figure of a drawing is a number, and no shape leaves it. */
function isSound(drawing: Drawing): void {
  for (const shape of drawing.shapes) {
    for (const value of Object.values(shape))
      if (typeof value === 'number') assert.ok(Number.isFinite(value), String(value));
    if (shape.kind === 'path') assert.doesNotMatch(shape.d, /NaN|Infinity/);
    if (shape.kind !== 'rect') continue;
    assert.ok(shape.width >= 0 && shape.height >= 0, JSON.stringify(shape));
    assert.ok(shape.x >= -0.01 && shape.x + shape.width <= drawing.width + 0.6, JSON.stringify(shape));
    assert.ok(shape.y >= -0.01 && shape.y + shape.height <= drawing.height + 0.01, JSON.stringify(shape));
  }
}

const figure = fc.double({ min: -1e12, max: 1e12, noNaN: true });

describe('a bar chart', () => {
  it('has bars as long as their values, from zero to either side', () => {
    const [a, b, c] = marks(
      barChart(
        [
          { label: 'a', value: 100 },
          { label: 'b', value: 50 },
          { label: 'c', value: -100 },
        ],
        plain,
      ),
    );
    assert.equal(a!.width, 2 * b!.width);
    assert.equal(a!.width, c!.width);
    assert.equal(c!.x + c!.width, a!.x);
  });

  it('cuts a long Lao label between syllable marks and keeps it whole for who points at it', () => {
    const label = 'ນ້ຳ'.repeat(60);
    const drawing = barChart([{ label, value: 1 }], plain);
    assert.match(of('text', drawing)[0]!.text, /^(ນ້ຳ)+…$/u);
    assert.equal(marks(drawing)[0]!.title, `${label}: 1`);
  });

  it('is sound for any figures', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ label: fc.string(), value: figure }), { maxLength: 20 }), (bars) =>
        isSound(barChart(bars, plain)),
      ),
    );
  });
});

describe('a line over time', () => {
  it('rises with its values and breaks where one is unknown', () => {
    const drawing = lineChart(
      [
        { x: 2020, y: 1 },
        { x: 2021, y: 2 },
        { x: 2022, y: null },
        { x: 2023, y: 4 },
        { x: 2024, y: 0 },
      ],
      { x: plain, y: plain },
    );
    const dots = of('circle', drawing);
    assert.equal(dots.length, 4);
    assert.ok(dots[0]!.y > dots[1]!.y && dots[1]!.y > dots[2]!.y && dots[3]!.y > dots[0]!.y);
    assert.equal(of('path', drawing)[0]!.d.match(/M/g)!.length, 2);
    assert.ok(of('text', drawing).some(({ text }) => text === '2024'));
  });

  it('is sound for any figures, also one or none', () => {
    const point = fc.record({ x: fc.integer({ min: -9999, max: 9999 }), y: fc.option(figure) });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 100 }), (points) =>
        isSound(
          lineChart(
            points.toSorted((a, b) => a.x - b.x),
            { x: plain, y: plain },
          ),
        ),
      ),
    );
  });
});

describe('a histogram', () => {
  const edges: [number, number, boolean, number[]][] = [
    [0, 120, false, [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120]],
    [1, 4, true, [1, 2, 3, 4, 5]],
    [7, 7, true, [7, 8]],
    [1_763_803_100_000_000, 1_763_803_100_000_003, true, [0, 1, 2, 3, 4].map((more) => 1_763_803_100_000_000 + more)],
    [9e15 - 900_000, 9e15, true, Array.from({ length: 10 }, (_, at) => 9e15 - 900_000 + at * 100_000)],
    [0, 0, false, [0, 0.1]],
    [0, 5e-324, false, [0, 0.1]],
    [-0.3, 0.3, false, [-0.3, -0.25, -0.2, -0.15, -0.1, -0.05, 0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]],
  ];
  for (const [minimum, maximum, isWhole, expected] of edges)
    it(`of ${minimum} to ${maximum} ${isWhole ? 'whole' : 'any'} has round edges`, () =>
      assert.deepEqual(edgesOf(minimum, maximum, isWhole), expected));

  it('has edges that hold all values, at equal distances, and not too many', () => {
    fc.assert(
      fc.property(figure, figure, fc.boolean(), (a, b, isWhole) => {
        const [least, greatest] = (isWhole ? [Math.round(a), Math.round(b)] : [a, b]).toSorted((x, y) => x - y) as [
          number,
          number,
        ];
        const found = edgesOf(least, greatest, isWhole);
        const slack = Math.abs(greatest) * 1e-9 + Math.abs(least) * 1e-9;
        assert.ok(found[0]! <= least + slack && found.at(-1)! >= greatest - slack, `${least} ${greatest} ${found}`);
        assert.ok(found.length >= 2 && found.length <= 16, String(found.length));
      }),
    );
  });

  it('has bars as high as their counts', () => {
    const drawing = histogram(
      [
        { from: 0, to: 10, count: 3 },
        { from: 10, to: 20, count: 6 },
        { from: 20, to: 30, count: 0 },
      ],
      { edge: plain, count: plain },
    );
    isSound(drawing);
    const [a, b, c] = marks(drawing);
    assert.ok(Math.abs(b!.height - 2 * a!.height) < 0.02);
    assert.equal(c!.height, 0);
  });
});
