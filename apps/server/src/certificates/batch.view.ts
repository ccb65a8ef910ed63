import { z } from 'zod';
import {
  type BatchDetail,
  type BatchEntry,
  batchStatuses,
  type CertificateBatch,
  certificateStatuses,
  type Eligibility,
  type ListedBatch,
} from '#libs/certificates';
import type { Denial } from '#libs/kernel';
import { localisedSchema } from './certificate.view.js';

/** The shapes of batches and of eligibility in the API. */

const instant = z.iso.datetime();
const args = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export const conditionSchema = z.object({ code: z.string(), args });

export const batchSchema = z.object({
  id: z.string(),
  runId: z.string(),
  decisionNumber: z.string(),
  decisionDate: z.iso.date(),
  issuedOn: z.iso.date(),
  issuePlace: localisedSchema,
  signatory: z.object({
    nameVi: z.string(),
    nameLo: z.string(),
    titleVi: z.string(),
    titleLo: z.string(),
    authorityFormVi: z.string(),
    authorityFormLo: z.string(),
  }),
  status: z.enum(batchStatuses),
  statusReason: z.string().nullable(),
  preparedAt: instant,
  approvedAt: instant.nullable(),
  issuedAt: instant.nullable(),
  /** The job that draws the documents, from the approval on; for the person who approved. */
  jobId: z.string().nullable(),
  version: z.number().int(),
});

export const listedBatchSchema = batchSchema.extend({ runCode: z.string(), people: z.number().int() });

export const batchEntrySchema = z.object({
  enrolmentId: z.string(),
  fullName: z.string(),
  fullNameLatin: z.string(),
  organisation: localisedSchema,
  /** What has come to be missing since the list was made; null once it no longer counts. */
  unmet: z.array(conditionSchema).nullable(),
  isGone: z.boolean(),
  certificateId: z.string().nullable(),
  serial: z.string().nullable(),
  registerNumber: z.number().int().nullable(),
  status: z.enum(certificateStatuses).nullable(),
});

export const batchDetailSchema = listedBatchSchema.extend({
  /** What the certificates are drawn with; null when the batch is older than designs. */
  design: z
    .object({ designId: z.string(), versionId: z.string(), name: localisedSchema, number: z.number().int() })
    .nullable(),
  preparedByName: z.string(),
  approvedByName: z.string().nullable(),
  /** Of all that the certificates would say now, for whoever may approve it; sent along with the approval. */
  contents: z.string().nullable(),
  entries: z.array(batchEntrySchema),
});

export const eligibilitySchema = z.object({
  items: z.array(
    z.object({
      enrolmentId: z.string(),
      fullName: z.string(),
      fullNameLatin: z.string(),
      attendedUnits: z.number().int(),
      plannedUnits: z.number().int(),
      isEligible: z.boolean(),
      /** Every condition that is not met. */
      unmet: z.array(conditionSchema),
      /** Why no certificate could be drawn although all conditions are met. */
      hindrance: conditionSchema.nullable(),
      /** The batch on whose list it stands. */
      batchId: z.string().nullable(),
    }),
  ),
});

export const batchResource = (batch: CertificateBatch): z.output<typeof batchSchema> => ({
  id: batch.id,
  runId: batch.runId,
  decisionNumber: batch.decisionNumber,
  decisionDate: batch.decisionDate,
  issuedOn: batch.issuedOn,
  issuePlace: { ...batch.issuePlace },
  signatory: batch.signatory,
  status: batch.status,
  statusReason: batch.statusReason,
  preparedAt: batch.preparedAt.toISOString(),
  approvedAt: batch.approvedAt?.toISOString() ?? null,
  issuedAt: batch.issuedAt?.toISOString() ?? null,
  jobId: batch.jobId,
  version: batch.version,
});

export const listedBatchResource = ({ batch, run, people }: ListedBatch): z.output<typeof listedBatchSchema> => ({
  ...batchResource(batch),
  runCode: run.code,
  people,
});

export const conditionResource = ({ code, args }: Pick<Denial, 'args'> & { code: string }) => ({
  code,
  args: { ...args },
});

const entryResource = (entry: BatchEntry): z.output<typeof batchEntrySchema> => ({
  enrolmentId: entry.enrolmentId,
  fullName: entry.person.fullName,
  fullNameLatin: entry.person.fullNameLatin,
  organisation: { ...entry.organisation.name },
  unmet: entry.unmet?.map(conditionResource) ?? null,
  isGone: entry.isGone,
  certificateId: entry.certificate?.id ?? null,
  serial: entry.certificate?.serial ?? null,
  registerNumber: entry.certificate?.registerNumber ?? null,
  status: entry.certificate?.status ?? null,
});

export const batchDetailResource = (detail: BatchDetail): z.output<typeof batchDetailSchema> => ({
  ...listedBatchResource(detail),
  design: detail.design && { ...detail.design, name: { ...detail.design.name } },
  preparedByName: detail.preparedByName,
  approvedByName: detail.approvedByName,
  contents: detail.contents,
  entries: detail.entries.map(entryResource),
});

export const eligibilityResource = (
  standing: readonly Eligibility[],
  hindrances: ReadonlyMap<string, Denial>,
): z.output<typeof eligibilitySchema> => ({
  items: standing.map(({ enrolment, person, rate, isEligible, unmet, listedIn }) => {
    const hindrance = hindrances.get(enrolment.id);
    return {
      enrolmentId: enrolment.id,
      fullName: person.fullName,
      fullNameLatin: person.fullNameLatin,
      attendedUnits: rate.attendedUnits,
      plannedUnits: rate.plannedUnits,
      isEligible,
      unmet: unmet.map(conditionResource),
      hindrance: hindrance ? conditionResource({ code: hindrance.denied, args: hindrance.args }) : null,
      batchId: listedIn,
    };
  }),
});
