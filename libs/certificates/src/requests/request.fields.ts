import { z } from 'zod';
import { idField, listQuery, paragraphField, reasonField } from '#libs/platform';
import { replacementReasons, requestKinds, requestStatuses, revocationReasons } from './request.rules.js';

export const revocationFields = z.strictObject({
  reasonClass: z.enum(revocationReasons, 'field.not_a_choice'),
  reason: reasonField(),
});
export type RevocationFields = z.output<typeof revocationFields>;

/** `correction` says what is wrong and how it is right, for the issuer's own error. */
export const replacementFields = z
  .strictObject({
    reasonClass: z.enum(replacementReasons, 'field.not_a_choice'),
    reason: reasonField(),
    correction: paragraphField().optional(),
  })
  .refine(({ reasonClass, correction }) => reasonClass !== 'issuer_error' || Boolean(correction), {
    error: 'certificate_request.correction_required',
    path: ['correction'],
  });
export type ReplacementFields = z.output<typeof replacementFields>;

/** The request that was read: another one asked in its place since is not granted unread. */
export const grantFields = z.strictObject({ requestId: idField().optional() });
export type GrantFields = z.output<typeof grantFields>;

/** The `contents` of what would take its place, as they were read, null when there were none: with other ones it is not granted. */
export const replacementGrant = grantFields.extend({ contents: z.string().max(64).nullish() });
export type ReplacementGrant = z.output<typeof replacementGrant>;

export const requestQuery = listQuery.extend({
  status: z.enum(requestStatuses).optional(),
  kind: z.enum(requestKinds).optional(),
});
export type RequestQuery = z.output<typeof requestQuery>;
