import type { Workshop } from './workshop.js';

const SPECIMEN = 'BẢN XEM TRƯỚC\nສະບັບຕົວຢ່າງ';
const DEGREES = 24;

/** Resources that {@link specimenMark} needs. */
export const specimenResources = '/ExtGState <</Pale <</ca 0.28>>>>';

/** Says across the page that it is no certificate: over everything else, so that no cutting of the paper takes it away. */
export function specimenMark({ outline, setter, width, height }: Workshop): string {
  const fitted = setter.fit(SPECIMEN, 'bold', { width, height: 200, size: 72, minSize: 40, lineHeight: 1.7 });
  const place = { x: 0, y: (height - fitted.height) / 2, width, align: 'centre' } as const;
  const look = { colour: '#b3261e', language: 'vi' };
  const text = setter.text(outline.specimen, SPECIMEN, fitted, place, look);
  const [cos, sin] = [Math.cos((DEGREES * Math.PI) / 180), Math.sin((DEGREES * Math.PI) / 180)];
  const [x, y] = [width / 2, height / 2];
  const matrix = [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y].map((value) => value.toFixed(6));
  return `q ${matrix.join(' ')} cm /Pale gs\n${text}\nQ`;
}
