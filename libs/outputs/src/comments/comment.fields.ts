import { z } from 'zod';
import { listQuery, optionalLineField, paragraphField } from '#libs/platform';

export const commentFields = z.strictObject({
  body: paragraphField(4000).refine((body) => body.trim() !== '', 'field.required'),
  /** Name of a field or table of the output; empty: the whole. */
  about: optionalLineField(60),
});

/** In the order they were written: `at`. */
export const commentsQuery = listQuery.omit({ q: true });
export type CommentsQuery = z.output<typeof commentsQuery>;
export type CommentFields = z.output<typeof commentFields>;
