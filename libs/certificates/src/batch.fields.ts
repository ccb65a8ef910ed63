import { z } from 'zod';
import { dateField, idField, lineField, listQuery, localisedField, optionalLineField } from '#libs/platform';
import { batchStatuses } from './batch.rules.js';

/** Who signs, in both languages; `authorityForm` says by whose authority (`KT. VIỆN TRƯỞNG`), empty for the head. */
export const signatoryFields = z.strictObject({
  nameVi: lineField(250),
  nameLo: lineField(250),
  titleVi: lineField(250),
  titleLo: lineField(250),
  authorityFormVi: optionalLineField(250),
  authorityFormLo: optionalLineField(250),
});
export type Signatory = z.output<typeof signatoryFields>;

/** As many as a run holds. */
const mostListed = 1000;

/** What a batch is prepared from: the decision, who signs it, and whom it is for. */
export const batchFields = z.strictObject({
  decisionNumber: lineField(60),
  decisionDate: dateField(),
  issuedOn: dateField(),
  issuePlace: localisedField(200),
  signatory: signatoryFields,
  /** The usual design unless one is chosen. */
  designId: idField().nullish(),
  enrolmentIds: z.array(idField()).min(1, 'certificate_batch.nobody_chosen').max(mostListed),
});
export type BatchFields = z.output<typeof batchFields>;

/** The `contents` of the batch that was read, null when there were none: with other ones it is not approved. */
export const approvalFields = z.strictObject({ contents: z.string().max(64).nullish() });
export type ApprovalFields = z.output<typeof approvalFields>;

export const batchQuery = listQuery.extend({ runId: idField().optional(), status: z.enum(batchStatuses).optional() });
export type BatchQuery = z.output<typeof batchQuery>;
