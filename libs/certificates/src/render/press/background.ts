import { number, type PdfImage, Sketch } from '#libs/platform';
import type { ImagePlace } from '../layout.js';
import { drawFrame, drawRule } from './ornament.js';
import type { Workshop } from './workshop.js';

export interface PlacedImage {
  /** In the page's resources. */
  readonly name: string;
  readonly place: ImagePlace;
  readonly image: PdfImage;
}

/** What lies under the texts, the same on every page: an artifact for screen readers. */
export function background({ template: { layout }, width, height }: Workshop, images: readonly PlacedImage[]): string {
  const sketch = new Sketch({ width, height });
  for (const panel of layout.panels) {
    sketch.rect(panel.x, panel.y, panel.width, panel.height).fill(layout.colours[panel.colour]!);
  }
  drawFrame(sketch, layout);
  for (const rule of layout.rules) drawRule(sketch, rule, layout.colours[rule.colour]!);
  const shown = images.map((image) => show(image, height)).join('');
  return `/Artifact BMC\n${sketch.content()}\n${shown}EMC\n`;
}

/** Logos and signatures, each as large as its place allows, in the middle of it. */
function show({ name, place, image }: PlacedImage, pageHeight: number): string {
  const scale = Math.min(place.width / image.width, place.height / image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  const x = place.x + (place.width - width) / 2;
  const y = pageHeight - place.y - (place.height + height) / 2;
  return `q ${number(width)} 0 0 ${number(height)} ${number(x)} ${number(y)} cm /${name} Do Q\n`;
}
