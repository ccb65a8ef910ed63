import { z } from 'zod';

/** Where things stand on the page, as data. Lengths in points from the top left corner, colours #rrggbb. */

const points = z.number().min(0).max(1200);
const colour = z.string().regex(/^#[0-9a-f]{6}$/i);
const size = z.number().min(3).max(72);

const column = z.strictObject({ x: points, width: points });

const textBlock = z.strictObject({
  /** Name of the text in `texts.json`. */
  text: z.string(),
  /** `page`: drawn once; else the pair of columns it is drawn in, once per language. */
  in: z.string(),
  y: points,
  height: points,
  /** For blocks on the page; columns have their own. */
  x: points.optional(),
  width: points.optional(),
  size,
  minSize: size,
  lineHeight: z.number().min(1).max(3).default(1.8),
  maxLines: z.number().int().min(1).default(2),
  weight: z.enum(['regular', 'bold']).default('regular'),
  colour: z.string(),
  align: z.enum(['left', 'centre', 'right']).default('centre'),
  stand: z.enum(['top', 'middle', 'bottom']).default('middle'),
  /** What it is to those who listen to the page. */
  role: z.enum(['heading', 'paragraph']).default('paragraph'),
  /** Of a block on the page that is in one language alone. */
  language: z.enum(['vi', 'lo', 'en']).optional(),
  /** On the paper already when it comes printed from the press. */
  preprinted: z.boolean().default(false),
});

/** Room for a logo or a scanned signature; it is left empty unless the design has the picture. */
const imagePlace = z.strictObject({ name: z.string(), x: points, y: points, width: points, height: points });

const layout = z.strictObject({
  page: z.strictObject({ size: z.literal('A4'), orientation: z.enum(['portrait', 'landscape']) }),
  /** Colours by the names the blocks use. */
  colours: z.record(z.string(), colour),
  /** Pairs of columns by name, one column per language and both equally wide. */
  columns: z.record(z.string(), z.strictObject({ vi: column, lo: column })),
  frame: z
    .strictObject({
      outer: z.strictObject({ inset: points, width: points, colour: z.string() }),
      inner: z.strictObject({ inset: points, width: points, colour: z.string(), corner: points }),
      rosette: z.strictObject({ radius: points, colour: z.string() }),
    })
    .optional(),
  images: z.array(imagePlace).default([]),
  /** Shapes under the text: tinted panels and rules. */
  panels: z.array(z.strictObject({ x: points, y: points, width: points, height: points, colour: z.string() })),
  rules: z.array(
    z.strictObject({
      x: points,
      y: points,
      width: points,
      thickness: points,
      colour: z.string(),
      lozenge: z.boolean().default(false),
    }),
  ),
  texts: z.array(textBlock),
  /** The holder's names, one under the other; a missing one leaves its room to the other. */
  holder: z.strictObject({
    order: z.array(z.string()).min(1),
    x: points,
    y: points,
    width: points,
    height: points,
    size,
    minSize: size,
    lineHeight: z.number().min(1).max(3),
    colour: z.string(),
  }),
  /** Label and value pairs, both languages level with each other. */
  rows: z.strictObject({
    /** The pair of columns. */
    in: z.string(),
    order: z.array(z.string()).min(1),
    y: points,
    height: points,
    labelWidth: points,
    size,
    minSize: size,
    lineHeight: z.number().min(1).max(3),
    labelColour: z.string(),
    valueColour: z.string(),
    bold: z.array(z.string()),
  }),
  qr: z.strictObject({ x: points, y: points, size: points }),
});

export const certificateLayout = layout.superRefine((value, context) => {
  for (const { in: name } of [...value.texts, value.rows]) {
    if (name !== 'page' && !(name in value.columns))
      context.addIssue({ code: 'custom', message: `no columns "${name}"` });
  }
  for (const name of colourNames(value)) {
    if (!(name in value.colours)) context.addIssue({ code: 'custom', message: `no colour "${name}"` });
  }
});

// Colours are referred to by the keys colour, labelColour and valueColour.
function colourNames(value: unknown): string[] {
  if (!value || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    /colour$/i.test(key) && typeof inner === 'string' ? [inner] : colourNames(inner),
  );
}

export type CertificateLayout = z.infer<typeof certificateLayout>;
export type TextBlock = z.infer<typeof textBlock>;
export type ImagePlace = CertificateLayout['images'][number];
export type RowsBlock = CertificateLayout['rows'];
