import { z } from 'zod';
import { idField, lineField, listQuery, localisedField, paragraphField, reasonField } from '#libs/platform';
import { laoProvinces, outputKinds } from '#libs/training';
import { facetFields } from './catalogue/search-filters.js';
import { outputContent } from './content.fields.js';
import { criteria, gates } from './criteria.js';
import { licenceCodes, usualLicence } from './licences.js';
import { accessLevels, outputStatuses, sectors, zones } from './output.types.js';

const summaryLine = () => paragraphField(1500).default('');

const shape = {
  kind: z.enum(outputKinds),
  title: localisedField(300),
  summary: z.strictObject({ lo: summaryLine(), vi: summaryLine(), en: summaryLine() }),
  sector: z.enum(sectors),
  province: z.enum(laoProvinces).nullable(),
  zone: z.enum(zones).nullable(),
  gate: z.enum(gates).nullable(),
  enterprises: z.array(lineField(250)).max(20),
  criteria: z.array(z.enum(criteria)).max(criteria.length),
  licence: z.enum(licenceCodes),
  accessLevel: z.enum(accessLevels),
  content: outputContent.nullable(),
  /** Enrolments of the run. A trainee who drafts is always among them. */
  authorIds: z.array(idField()).max(80),
};

/** A new output. */
export const outputFields = z.strictObject({
  ...shape,
  summary: shape.summary.default({ lo: '', vi: '', en: '' }),
  province: shape.province.default(null),
  zone: shape.zone.default(null),
  gate: shape.gate.default(null),
  enterprises: shape.enterprises.default([]),
  criteria: shape.criteria.default([]),
  licence: shape.licence.default(usualLicence),
  content: shape.content.default(null),
  authorIds: shape.authorIds.default([]),
});
export type OutputFields = z.output<typeof outputFields>;

/** An edit of a draft over the API: what is absent stays. */
export const outputChanges = z.strictObject(shape).partial();
export type OutputChanges = z.output<typeof outputChanges>;

export const outputListQuery = listQuery.extend({
  status: z.enum(outputStatuses).optional(),
  kind: z.enum(outputKinds).optional(),
});
export type OutputListQuery = z.output<typeof outputListQuery>;

/** What the shared database is asked by; sorts by `publishedAt`, `kind`, `sector`, and `title` in the language of the asker. */
export const sharedQuery = listQuery.extend(facetFields);
export type SharedQuery = z.output<typeof sharedQuery>;

export const waiverFields = z.strictObject({
  kind: z.enum(outputKinds),
  reason: reasonField(),
});
export type WaiverFields = z.output<typeof waiverFields>;
