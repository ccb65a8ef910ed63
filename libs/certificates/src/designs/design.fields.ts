import { z } from 'zod';
import { idField, paragraphField } from '#libs/platform';

const text = paragraphField(500).optional();
const column = z.strictObject({
  blocks: z.record(z.string(), text).optional(),
  rows: z.record(z.string(), z.strictObject({ label: text, value: text })).optional(),
});

const millimetres = z.number().min(0).max(300).optional();
const points = z.number().min(4).max(72).optional();
const offset = z.number().min(-30).max(30);

/** What is changed in a draft; what is not named stays. Texts are plain, with `{{placeholders}}`. */
export const designChanges = z.strictObject({
  texts: z
    .strictObject({ vi: column.optional(), lo: column.optional(), common: z.record(z.string(), text).optional() })
    .optional(),
  /** Millimetres from the top left corner by the name of the part; `size` in points. */
  positions: z
    .record(
      z.string(),
      z.strictObject({ x: millimetres, y: millimetres, width: millimetres, height: millimetres, size: points }),
    )
    .optional(),
  /** Millimetres to the right and downwards, for printed paper. */
  printOffset: z.strictObject({ x: offset, y: offset }).optional(),
});
export type DesignChanges = z.output<typeof designChanges>;

/** A draft begins as the version that is active, or as the one named. */
export const draftFields = z.strictObject({ basedOn: idField().optional() });
export type DraftFields = z.output<typeof draftFields>;

/** The `version` that was read: another one is neither proposed nor activated. */
export const designRead = z.strictObject({ version: z.number().int().optional() });
export type DesignRead = z.output<typeof designRead>;

export const sampleNames = ['ordinary', 'longest', 'shortest'] as const;

/** What a preview shows, and on which paper. */
export const previewQuery = z.strictObject({
  sample: z.enum(sampleNames).default('ordinary'),
  paper: z.enum(['plain', 'printed']).default('plain'),
});
export type PreviewQuery = z.output<typeof previewQuery>;
