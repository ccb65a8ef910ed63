import { z } from 'zod';
import { isAllowed, pickText } from '#libs/kernel';
import { type CommentRow, type ListedComments, mayComment } from '#libs/outputs';
import type { RunRow } from '#libs/training';
import { pagingOfListing, type Visit } from '../web/index.js';
import { partWords } from './part-words.js';
import { outputCrumbs } from './review.view.js';

const instant = z.iso.datetime();

export const commentSchema = z.object({
  id: z.string(),
  outputId: z.string(),
  /** Name of a field or table; empty: the whole. */
  about: z.string(),
  body: z.string(),
  author: z.string().nullable(),
  at: instant,
  resolvedAt: instant.nullable(),
  resolvedBy: z.string().nullable(),
});

export const commentResource = (comment: CommentRow): z.output<typeof commentSchema> => ({
  ...comment,
  at: comment.at.toISOString(),
  resolvedAt: comment.resolvedAt?.toISOString() ?? null,
});

/** Parts of an output that the form of comments offers; over the API a comment may name any other. */
const parts = ['title', 'summary', 'content', 'authors', 'files', 'tables'];

export function commentsPage(visit: Visit, run: RunRow, { output, comments, mayWrite }: ListedComments) {
  const title = visit.t('output-review.comments.title');
  const address = `/outputs/${output.id}/comments`;
  const isOpen = isAllowed(mayComment(output.status));
  return {
    title: `${title}: ${pickText(output.title, visit.language).text}`,
    heading: title,
    breadcrumb: outputCrumbs(visit, run, output, title),
    isClosed: !isOpen,
    write: mayWrite && isOpen ? address : null,
    parts: parts.map((value) => ({ value, label: partWords(visit, value) })),
    paging: pagingOfListing(visit, address, comments),
    comments: comments.items.map((comment) => ({
      about: comment.about === '' ? visit.t('output-review.comments.whole') : partWords(visit, comment.about),
      lines: comment.body.split('\n').filter(Boolean),
      author: comment.author,
      at: comment.at,
      badge: {
        text: visit.t(`output-review.comments.${comment.resolvedAt ? 'resolved' : 'open'}`),
        tone: comment.resolvedAt ? 'good' : 'attention',
      },
      resolvedBy: comment.resolvedBy
        ? visit.t('output-review.comments.resolvedBy', { name: comment.resolvedBy })
        : null,
      form: `resolve-${comment.id}`,
      resolve: mayWrite && isOpen && !comment.resolvedAt ? `${address}/${comment.id}/resolution` : null,
    })),
  };
}
