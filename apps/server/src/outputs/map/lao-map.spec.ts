import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gates, zones } from '#libs/outputs';
import { laoProvinces } from '#libs/training';
import { gatePoints, mapHeight, mapWidth, type Point, provincePoints, provinceShapes, zonePoints } from './lao-map.js';

/** The corners of an outline: a point to begin with, then steps from corner to corner. */
function corners(path: string): Point[] {
  assert.match(path, /^M-?\d+ -?\d+(l-?\d+[ -]\d+|l-?\d+-\d+)+z$/);
  const numbers = path.match(/-?\d+/g)!.map(Number);
  let [x, y] = [0, 0];
  return Array.from({ length: numbers.length / 2 }, (_, index) => {
    x += numbers[2 * index]!;
    y += numbers[2 * index + 1]!;
    return [x, y] as const;
  });
}

/** By how often a line to the right crosses the outline. */
const isInside = (outline: readonly Point[], [x, y]: Point): boolean =>
  outline.filter(([x1, y1], index) => {
    const [x2, y2] = outline[(index + 1) % outline.length]!;
    return y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1;
  }).length %
    2 ===
  1;

describe('the map of Laos', () => {
  it('holds every province, gate and zone there is', () => {
    assert.deepEqual(Object.keys(provinceShapes).toSorted(), laoProvinces.toSorted());
    assert.deepEqual(Object.keys(provincePoints).toSorted(), laoProvinces.toSorted());
    assert.deepEqual(Object.keys(gatePoints).toSorted(), gates.toSorted());
    assert.deepEqual(Object.keys(zonePoints).toSorted(), zones.toSorted());
  });

  it('lies within its drawing', () => {
    const points = [provincePoints, gatePoints, zonePoints].flatMap((named) => Object.values<Point>(named));
    for (const [x, y] of [...points, ...Object.values(provinceShapes).flatMap((path) => (path ? corners(path) : []))])
      assert.ok(x >= 0 && x <= mapWidth && y >= 0 && y <= mapHeight, `${x} ${y}`);
  });

  it('puts the middle of a province into it and into no other', () => {
    for (const [province, point] of Object.entries(provincePoints)) {
      const within = Object.entries(provinceShapes).filter(([, path]) => path && isInside(corners(path), point));
      // The source knew no Xaysomboun: its place is in what was Vientiane then.
      assert.deepEqual(
        within.map(([name]) => name),
        [province === 'LA-XS' ? 'LA-VI' : province],
      );
    }
  });
});
