import { type PdfObjects, reference, writeImage } from '#libs/platform';
import type { CertificateTemplate } from '../template.js';
import type { PlacedImage } from './background.js';
import type { FontSubsets } from './typesetter.js';

/** Embeds the pictures that a design has for its places. */
export function writeImages(objects: PdfObjects, { layout, images }: CertificateTemplate): PlacedImage[] {
  return layout.images.flatMap((place, i) => {
    const bytes = images[place.name];
    return bytes ? [{ name: `Im${i + 1}`, place, image: writeImage(objects, bytes) }] : [];
  });
}

/** Embeds the fonts with the glyphs that were set so far; their entry of the resources. */
export function fontResources(objects: PdfObjects, fonts: FontSubsets): string {
  const entries = Array.from(fonts.values(), (font) => `/${font.id} ${reference(font.write(objects))}`);
  return `/Font <<${entries.join('')}>>`;
}

export function pictureResources(images: readonly PlacedImage[]): string {
  if (images.length === 0) return '';
  return `/XObject <<${images.map(({ name, image }) => `/${name} ${reference(image.number)}`).join('')}>>`;
}
