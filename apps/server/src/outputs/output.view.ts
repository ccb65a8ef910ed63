import { z } from 'zod';
import { type LocalisedText, languages } from '#libs/kernel';
import {
  type AuthorName,
  accessLevels,
  contentOf,
  criteria,
  gates,
  type ListedOutput,
  licenceCodes,
  type OutputDetail,
  type OutputFile,
  outputStatuses,
  type RequiredKind,
  sectors,
  sides,
  zones,
} from '#libs/outputs';
import { laoProvinces, outputKinds } from '#libs/training';

/** The shapes of outputs in the API. Instants in UTC, sizes in bytes. */

export const localisedSchema = z.object(Object.fromEntries(languages.map((language) => [language, z.string()])));
const instant = z.iso.datetime();

export const authorSchema = z.object({ enrolmentId: z.string(), fullName: z.string(), fullNameLatin: z.string() });

export const fileSchema = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  uploadedAt: instant,
  outputId: z.string(),
});

const day = z.iso.date().nullable();
const figure = z.number().nullable();

/** What an output says by its kind, with every field of it. */
export const contentSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('dataset'),
    source: localisedSchema,
    method: localisedSchema,
    period: z.object({ from: day, to: day }),
  }),
  z.object({
    kind: z.literal('model'),
    purpose: localisedSchema,
    context: localisedSchema,
    steps: z.array(z.object({ title: localisedSchema, description: localisedSchema, role: z.string() })),
    roles: z.array(z.object({ name: localisedSchema, duties: localisedSchema })),
    indicators: z.array(z.object({ name: localisedSchema, unit: z.string(), target: figure, measured: figure })),
  }),
  z.object({
    kind: z.literal('practical_report'),
    problem: localisedSchema,
    place: localisedSchema,
    findings: localisedSchema,
    recommendation: localisedSchema,
    addressee: z.string(),
  }),
]);

/** Where and for whom it was made, and what may be done with it. */
export const describedShape = {
  gate: z.enum(gates).nullable(),
  enterprises: z.array(z.string()),
  criteria: z.array(z.enum(criteria)),
  licence: z.enum(licenceCodes),
};

export const listedOutputSchema = z.object({
  id: z.string(),
  runId: z.string(),
  runCode: z.string(),
  kind: z.enum(outputKinds),
  title: localisedSchema,
  authors: z.array(authorSchema),
  accessLevel: z.enum(accessLevels),
  status: z.enum(outputStatuses),
  versionNumber: z.number().int(),
  createdAt: instant,
  submittedAt: instant.nullable(),
  acceptedAt: instant.nullable(),
  publishedAt: instant.nullable(),
  version: z.number().int(),
});

export const outputSchema = z.object({
  id: z.string(),
  runId: z.string(),
  kind: z.enum(outputKinds),
  title: localisedSchema,
  summary: localisedSchema,
  sector: z.enum(sectors),
  province: z.enum(laoProvinces).nullable(),
  zone: z.enum(zones).nullable(),
  ...describedShape,
  accessLevel: z.enum(accessLevels),
  content: contentSchema,
  authors: z.array(authorSchema),
  files: z.array(fileSchema),
  status: z.enum(outputStatuses),
  statusReason: z.string().nullable(),
  approvals: z.array(z.object({ side: z.enum(sides), at: instant })),
  versionNumber: z.number().int(),
  versions: z.array(z.object({ id: z.string(), versionNumber: z.number().int(), status: z.enum(outputStatuses) })),
  createdAt: instant,
  submittedAt: instant.nullable(),
  acceptedAt: instant.nullable(),
  publishedAt: instant.nullable(),
  withdrawnAt: instant.nullable(),
  version: z.number().int(),
});

export const requiredKindSchema = z.object({
  kind: z.enum(outputKinds),
  isPublished: z.boolean(),
  waivers: z.array(z.object({ side: z.enum(sides), reason: z.string(), at: instant })),
});

export const requiredKindsSchema = z.object({ items: z.array(requiredKindSchema) });
export const authorsSchema = z.object({ items: z.array(authorSchema) });

const iso = (at: Date): string => at.toISOString();
const isoOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;

export const localisedResource = ({ lo, vi, en }: LocalisedText) => ({ lo, vi, en });

export const describedResource = ({ gate, enterprises, criteria, licence }: OutputDetail['output']) => ({
  gate,
  enterprises,
  criteria,
  licence,
});

export const authorResource = ({ enrolmentId, fullName, fullNameLatin }: AuthorName) => ({
  enrolmentId,
  fullName,
  fullNameLatin,
});

export const fileResource = (file: OutputFile): z.output<typeof fileSchema> => ({
  id: file.id,
  name: file.name,
  mediaType: file.mediaType,
  size: file.size,
  sha256: file.sha256,
  uploadedAt: iso(file.uploadedAt),
  outputId: file.outputId,
});

export const listedOutputResource = (output: ListedOutput) => ({
  id: output.id,
  runId: output.runId,
  runCode: output.runCode,
  kind: output.kind,
  title: localisedResource(output.title),
  authors: output.authors.map(authorResource),
  accessLevel: output.accessLevel,
  status: output.status,
  versionNumber: output.versionNumber,
  createdAt: iso(output.createdAt),
  submittedAt: isoOrNull(output.submittedAt),
  acceptedAt: isoOrNull(output.acceptedAt),
  publishedAt: isoOrNull(output.publishedAt),
  version: output.version,
});

export const outputResource = ({ output, authors, files, approvals, versions }: OutputDetail) => ({
  id: output.id,
  runId: output.runId,
  kind: output.kind,
  title: localisedResource(output.title),
  summary: localisedResource(output.summary),
  sector: output.sector,
  province: output.province,
  zone: output.zone,
  ...describedResource(output),
  accessLevel: output.accessLevel,
  content: contentOf(output),
  authors: authors.map(authorResource),
  files: files.map(fileResource),
  status: output.status,
  statusReason: output.statusReason,
  approvals: approvals.map(({ side, at }) => ({ side, at: iso(at) })),
  versionNumber: output.versionNumber,
  versions,
  createdAt: iso(output.createdAt),
  submittedAt: isoOrNull(output.submittedAt),
  acceptedAt: isoOrNull(output.acceptedAt),
  publishedAt: isoOrNull(output.publishedAt),
  withdrawnAt: isoOrNull(output.withdrawnAt),
  version: output.version,
});

export const requiredKindResource = ({ kind, isPublished, waivers }: RequiredKind) => ({
  kind,
  isPublished,
  waivers: waivers.map(({ side, reason, at }) => ({ side, reason, at: iso(at) })),
});
