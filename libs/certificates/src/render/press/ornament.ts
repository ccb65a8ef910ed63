import type { Sketch } from '#libs/platform';
import type { CertificateLayout } from '../layout.js';

// Distance of a Bézier control point that makes a quarter circle of radius 1.
const QUARTER = 0.5523;
const PETALS = 5;

/** The page's frame, if it has one: a strong line, a fine one whose corners swing inwards, and a five-petalled flower in each. */
export function drawFrame(sketch: Sketch, { frame, colours }: CertificateLayout): void {
  if (!frame) return;
  const { width, height } = sketch.page;
  const { outer, inner, rosette } = frame;
  sketch.save();
  sketch.lineWidth(outer.width).strokeColor(colours[outer.colour]!);
  sketch.rect(outer.inset, outer.inset, width - 2 * outer.inset, height - 2 * outer.inset).stroke();
  sketch.lineWidth(inner.width).strokeColor(colours[inner.colour]!);
  hollowCorners(sketch, inner.inset, inner.inset, width - 2 * inner.inset, height - 2 * inner.inset, inner.corner);
  const edge = inner.inset + rosette.radius * 0.5;
  for (const x of [edge, width - edge]) {
    for (const y of [edge, height - edge]) flower(sketch, x, y, rosette.radius, colours[rosette.colour]!);
  }
  sketch.restore();
}

/** A rule that thins out into a lozenge at its middle, if it has one. */
export function drawRule(sketch: Sketch, rule: CertificateLayout['rules'][number], colour: string): void {
  const middle = rule.x + rule.width / 2;
  const gap = rule.lozenge ? 7 : 0;
  sketch.save().lineWidth(rule.thickness).strokeColor(colour);
  sketch
    .moveTo(rule.x, rule.y)
    .lineTo(middle - gap, rule.y)
    .moveTo(middle + gap, rule.y)
    .lineTo(rule.x + rule.width, rule.y);
  sketch.stroke();
  if (rule.lozenge) {
    sketch
      .moveTo(middle - 4, rule.y)
      .lineTo(middle, rule.y - 2.6)
      .lineTo(middle + 4, rule.y)
      .lineTo(middle, rule.y + 2.6);
    sketch.fill(colour);
  }
  sketch.restore();
}

function hollowCorners(sketch: Sketch, x: number, y: number, width: number, height: number, radius: number): void {
  const k = radius * QUARTER;
  const [right, bottom] = [x + width, y + height];
  sketch
    .moveTo(x + radius, y)
    .lineTo(right - radius, y)
    .bezierCurveTo(right - radius, y + k, right - k, y + radius, right, y + radius)
    .lineTo(right, bottom - radius)
    .bezierCurveTo(right - k, bottom - radius, right - radius, bottom - k, right - radius, bottom)
    .lineTo(x + radius, bottom)
    .bezierCurveTo(x + radius, bottom - k, x + k, bottom - radius, x, bottom - radius)
    .lineTo(x, y + radius)
    .bezierCurveTo(x + k, y + radius, x + radius, y + k, x + radius, y)
    .stroke();
}

function flower(sketch: Sketch, x: number, y: number, radius: number, colour: string): void {
  for (let petal = 0; petal < PETALS; petal++) {
    sketch
      .save()
      .translate(x, y)
      .rotate((360 / PETALS) * petal);
    sketch
      .moveTo(0, 0)
      .bezierCurveTo(-radius * 0.62, -radius * 0.45, -radius * 0.4, -radius, 0, -radius)
      .bezierCurveTo(radius * 0.28, -radius, radius * 0.3, -radius * 0.4, 0, 0)
      .fill(colour)
      .restore();
  }
}
