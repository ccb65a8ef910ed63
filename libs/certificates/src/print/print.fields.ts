import { z } from 'zod';
import { idField } from '#libs/platform';
import { certificateSelection } from '../certificate.fields.js';
import { previewQuery } from '../designs/index.js';

/** People type a comma too, and leave what they do not need empty. */
const asNumber = (typed: unknown) => (typeof typed === 'string' ? typed.trim().replace(',', '.') || undefined : typed);

/** Millimetres. */
const offset = z.preprocess(asNumber, z.coerce.number().min(-30).max(30).optional()).optional();

/** On which paper; on printed paper how far to the right and down, unless as far as each design says; of one design alone. */
export const printing = z.strictObject({
  paper: previewQuery.shape.paper,
  offsetX: offset,
  offsetY: offset,
  designId: idField().optional(),
});
export type Printing = z.output<typeof printing>;

/** Which certificates, and on which paper. */
export const printSelection = certificateSelection.extend(printing.shape);
export type PrintSelection = z.output<typeof printSelection>;
