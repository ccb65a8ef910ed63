import { z } from 'zod';
import { certificateSelection } from '../batch.fields.js';
import { previewQuery } from '../designs/index.js';

/** Millimetres; people type a comma too. */
const offset = z
  .preprocess(
    (typed) => (typeof typed === 'string' ? typed.replace(',', '.') : typed),
    z.coerce.number().min(-30).max(30),
  )
  .optional();

/** On which paper; on printed paper how far to the right and down, unless as far as each design says. */
export const printing = z.strictObject({ paper: previewQuery.shape.paper, offsetX: offset, offsetY: offset });
export type Printing = z.output<typeof printing>;

/** Which certificates, and on which paper. */
export const printSelection = certificateSelection.extend(printing.shape);
export type PrintSelection = z.output<typeof printSelection>;
