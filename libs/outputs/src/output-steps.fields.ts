import { z } from 'zod';
import { datasetContent, modelContent, reportContent } from './content.fields.js';
import { outputFields } from './output.fields.js';

/**
 * The fields of an output as its guided form posts them, a page at a time. Each page sends all of its own, with the
 * version it started from.
 */

const sent = {
  version: z.number().int(),
  /** Saves and stays on the page; without it the form goes on to the next. */
  button: z.literal('stay').optional(),
};

/** One name in a line of a text area. */
const enterprises = z
  .string()
  .default('')
  .transform((text, context) => {
    const names = text.split('\n').filter((name) => name.trim() !== '');
    const checked = outputFields.shape.enterprises.safeParse(names);
    if (checked.success) return checked.data;
    context.addIssue({ code: 'custom', message: 'output.enterprises_too_many_or_long' });
    return z.NEVER;
  });

/** A new output: what it is about and who made it. */
export const outputBeginning = outputFields.omit({ content: true }).extend({ enterprises });
export type OutputBeginning = z.output<typeof outputBeginning>;

export const outputAbout = outputBeginning.omit({ authorIds: true }).extend(sent);
export type OutputAbout = z.output<typeof outputAbout>;

export const outputAuthorship = outputFields.pick({ authorIds: true }).extend(sent);
export type OutputAuthorship = z.output<typeof outputAuthorship>;

/** By kind. */
export const outputContentForms = {
  dataset: z.strictObject({ ...sent, content: datasetContent }),
  model: z.strictObject({ ...sent, content: modelContent }),
  practical_report: z.strictObject({ ...sent, content: reportContent }),
};
