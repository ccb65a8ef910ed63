import type { z } from 'zod';

/** Metadata of page routes. */
export const TEMPLATE = Symbol('template');
export const FORM = Symbol('form');

export interface FormRule {
  /** The page method that shows the form again when it is refused. */
  back: string;
  /** The form's name on that page. */
  name: string;
  schema: z.ZodType | undefined;
}
