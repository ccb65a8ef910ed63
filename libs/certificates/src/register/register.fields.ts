import { z } from 'zod';
import { certificateQuery } from '../certificate.fields.js';
import { bookNamed } from './register.rules.js';

const bookField = z.string().refine((name) => bookNamed(name) !== null, 'field.not_a_choice');

/** `book` is `CC-2026`: certificates of that year. */
export const registerQuery = certificateQuery.extend({ book: bookField.optional() });
export type RegisterQuery = z.output<typeof registerQuery>;

/** Pages of a book in one document. */
export const mostPages = 50;

const page = z.coerce.number().int().min(1).max(1_000_000);

/** Pages of a book, from one to another, at most fifty; one alone when `to` is left out. */
export const registerPages = z
  .strictObject({ from: page.default(1), to: page.optional() })
  .transform(({ from, to = from }) => ({ from, to: Math.max(from, Math.min(to, from + mostPages - 1)) }));
export type RegisterPages = z.output<typeof registerPages>;
