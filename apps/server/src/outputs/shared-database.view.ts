import { z } from 'zod';
import {
  accessLevels,
  criteria,
  type Facet,
  type FacetValue,
  facets,
  gates,
  type ListedSharedOutput,
  licenceCodes,
  type OutputVersion,
  type PublishedOutput,
  sectors,
  zones,
} from '#libs/outputs';
import { laoProvinces, outputKinds } from '#libs/training';
import { contentSchema, fileResource, fileSchema, localisedResource, localisedSchema } from './output.view.js';

/** The shapes of published outputs in the API. */

const authorSchema = z.object({ fullName: z.string(), fullNameLatin: z.string() });

export const sharedOutputSchema = z.object({
  id: z.string(),
  kind: z.enum(outputKinds),
  title: localisedSchema,
  summary: localisedSchema,
  authors: z.array(authorSchema),
  sector: z.enum(sectors),
  province: z.enum(laoProvinces).nullable(),
  zone: z.enum(zones).nullable(),
  gate: z.enum(gates).nullable(),
  criteria: z.array(z.enum(criteria)),
  licence: z.enum(licenceCodes),
  accessLevel: z.enum(accessLevels),
  programme: z.object({ id: z.string(), title: localisedSchema }),
  courseTitle: localisedSchema,
  runCode: z.string(),
  year: z.number().int(),
  publishedAt: z.iso.datetime(),
  versionNumber: z.number().int(),
  fileCount: z.number().int(),
  tableCount: z.number().int(),
});

export const sharedOutputDetailSchema = sharedOutputSchema.extend({
  enterprises: z.array(z.string()),
  content: contentSchema,
  files: z.array(fileSchema),
  versions: z.array(z.object({ id: z.string(), versionNumber: z.number().int(), publishedAt: z.iso.datetime() })),
});

export const facetsSchema = z.object(
  Object.fromEntries(
    facets.map((facet) => [
      facet,
      z.array(z.object({ value: z.string(), count: z.number().int(), title: localisedSchema.optional() })),
    ]),
  ),
);

export const sharedOutputResource = (output: ListedSharedOutput) => ({
  id: output.id,
  kind: output.kind,
  title: localisedResource(output.title),
  summary: localisedResource(output.summary),
  authors: output.authors.map(({ fullName, fullNameLatin }) => ({ fullName, fullNameLatin })),
  sector: output.sector,
  province: output.province,
  zone: output.zone,
  gate: output.gate,
  criteria: output.criteria,
  licence: output.licence,
  accessLevel: output.accessLevel,
  programme: { id: output.programmeId, title: localisedResource(output.programmeTitle) },
  courseTitle: localisedResource(output.courseTitle),
  runCode: output.runCode,
  year: output.publishedYear,
  publishedAt: output.publishedAt.toISOString(),
  versionNumber: output.versionNumber,
  fileCount: output.fileCount,
  tableCount: output.tableCount,
});

export const sharedOutputDetailResource = (output: PublishedOutput & { versions: OutputVersion[] }) => ({
  ...sharedOutputResource(output),
  enterprises: output.enterprises,
  content: output.content,
  files: output.files.map(fileResource),
  versions: output.versions.map(({ id, versionNumber, publishedAt }) => ({
    id,
    versionNumber,
    publishedAt: publishedAt.toISOString(),
  })),
});

export const facetsResource = (found: Record<Facet, FacetValue[]>) =>
  Object.fromEntries(
    facets.map((facet) => [
      facet,
      found[facet].map(({ value, count, title }) => ({
        value,
        count,
        ...(title ? { title: localisedResource(title) } : {}),
      })),
    ]),
  );
