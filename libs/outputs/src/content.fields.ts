import { z } from 'zod';
import { dateField, optionalLineField, paragraphField } from '#libs/platform';
import { says } from './content.rules.js';

/**
 * What each kind of output says of itself beside its title, summary, files and tables. A draft may leave anything out:
 * what a submission asks for is in `content.rules.ts`.
 */

const silent = { lo: '', vi: '', en: '' };

const paragraphs = (maximum: number) => {
  const words = () => paragraphField(maximum).default('');
  return z.strictObject({ lo: words(), vi: words(), en: words() }).default(silent);
};
const line = (maximum: number) => {
  const words = () => optionalLineField(maximum);
  return z.strictObject({ lo: words(), vi: words(), en: words() }).default(silent);
};

/** A figure of an indicator, in its unit. */
const figure = () => z.number().min(-1e15).max(1e15).nullable().default(null);

/** Rows of a table of the form. Empty ones are dropped; one that says anything is called something. */
const rows = <Shape extends z.ZodRawShape>(most: number, name: keyof Shape & string, shape: Shape) =>
  z
    .array(
      z.strictObject(shape).superRefine((row, context) => {
        if (says(row) && !says((row as Record<string, unknown>)[name]))
          context.addIssue({ code: 'custom', path: [name], message: 'field.required' });
      }),
    )
    .max(most)
    .transform((all) => all.filter(says))
    .default([]);

const day = () => dateField().nullable().default(null);

/** When what a dataset describes took place; either end may be open. */
const span = z
  .strictObject({ from: day(), to: day() })
  .refine(({ from, to }) => !from || !to || from <= to, { error: 'output.period_reversed', path: ['to'] })
  .default({ from: null, to: null });

export const datasetContent = z.strictObject({
  kind: z.literal('dataset'),
  source: paragraphs(2000),
  method: paragraphs(2000),
  period: span,
});

export const modelContent = z.strictObject({
  kind: z.literal('model'),
  purpose: paragraphs(4000),
  context: paragraphs(4000),
  steps: rows(30, 'title', { title: line(200), description: paragraphs(1500), role: optionalLineField(200) }),
  roles: rows(20, 'name', { name: line(200), duties: paragraphs(1500) }),
  indicators: rows(30, 'name', { name: line(200), unit: optionalLineField(60), target: figure(), measured: figure() }),
});

export const reportContent = z.strictObject({
  kind: z.literal('practical_report'),
  problem: paragraphs(4000),
  place: paragraphs(1000),
  findings: paragraphs(4000),
  recommendation: paragraphs(4000),
  /** To whom the recommendation speaks. */
  addressee: optionalLineField(300),
});

export const outputContent = z.discriminatedUnion('kind', [datasetContent, modelContent, reportContent]);
