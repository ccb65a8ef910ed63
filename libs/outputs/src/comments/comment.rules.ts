import { allowed, type Decision, denied } from '#libs/kernel';

/** What is published is talked about no more: a new version is. */
export const mayComment = (status: string): Decision =>
  ['published', 'withdrawn'].includes(status) ? denied('output.comments_closed') : allowed;

export const mayResolve = (status: string, isResolved: boolean): Decision =>
  isResolved ? denied('output.comment_resolved') : mayComment(status);
