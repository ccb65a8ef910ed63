import { z } from 'zod';
import type { CellFault, DatasetTable, TableSchema } from '#libs/outputs';
import { columnTypes } from '#libs/platform';
import { localisedResource, localisedSchema } from '../output.view.js';

/** The shapes of the tables of datasets in the API. Instants in UTC, sizes in bytes. */

const instant = z.iso.datetime();
const args = z.record(z.string(), z.unknown());
const statuses = ['declared', 'checking', 'refused', 'stored'] as const;

const bound = z.union([z.string(), z.number()]).nullable();

/** A Frictionless Table Schema whose texts are `{lo, vi, en}`. */
export const tableSchemaSchema = z.object({
  fields: z.array(
    z.object({
      name: z.string(),
      type: z.enum(columnTypes),
      title: localisedSchema,
      description: localisedSchema,
      unit: z.string(),
      codeList: z.array(z.object({ value: z.string(), label: localisedSchema })),
      constraints: z.object({
        required: z.boolean(),
        unique: z.boolean(),
        minimum: bound,
        maximum: bound,
        minLength: z.number().int().nullable(),
        maxLength: z.number().int().nullable(),
        pattern: z.string().nullable(),
      }),
    }),
  ),
  primaryKey: z.array(z.string()),
  missingValues: z.array(z.string()),
});

const reportSchema = z.object({
  outcome: z.enum(['stored', 'refused']),
  sourceName: z.string(),
  at: instant,
  rows: z.number().int(),
  errorCount: z.number().int(),
  counts: z.array(z.object({ column: z.string(), code: z.string(), count: z.number().int() })),
  fault: z.object({ code: z.string(), args }).nullable(),
  notices: z.array(z.object({ code: z.string(), args })),
});

export const datasetTableSchema = z.object({
  id: z.string(),
  outputId: z.string(),
  name: z.string(),
  title: localisedSchema,
  schema: tableSchemaSchema,
  status: z.enum(statuses),
  rowCount: z.number().int().nullable(),
  rowsSha256: z.string().nullable(),
  sourceName: z.string().nullable(),
  storedAt: instant.nullable(),
  /** Of the file that is being checked, or was last. */
  jobId: z.string().nullable(),
  /** What came of the last file. */
  report: reportSchema.nullable(),
  version: z.number().int(),
});

export const datasetTablesSchema = z.object({ items: z.array(datasetTableSchema) });
export const sentRowsSchema = z.object({ jobId: z.string(), tableId: z.string() });
export const suggestedSchema = z.object({ schema: tableSchemaSchema });

export const faultSchema = z.object({
  row: z.number().int(),
  column: z.string(),
  code: z.string(),
  args,
  message: z.string(),
  found: z.string(),
});
export const faultsSchema = z.object({ items: z.array(faultSchema), total: z.number().int() });

export const schemaResource = ({ fields, ...keys }: TableSchema): z.output<typeof tableSchemaSchema> => ({
  ...keys,
  fields: fields.map(({ title, description, codeList, ...field }) => ({
    ...field,
    title: localisedResource(title),
    description: localisedResource(description),
    codeList: codeList.map(({ value, label }) => ({ value, label: localisedResource(label) })),
  })),
});

export const datasetTableResource = (table: DatasetTable): z.output<typeof datasetTableSchema> => ({
  id: table.id,
  outputId: table.outputId,
  name: table.name,
  title: localisedResource(table.title),
  schema: schemaResource(table.schema),
  status: table.status,
  rowCount: table.rowCount,
  rowsSha256: table.rowsSha256,
  sourceName: table.sourceName,
  storedAt: table.storedAt?.toISOString() ?? null,
  jobId: table.jobId,
  report: table.report,
  version: table.version,
});

/** `text` words a code in the language of the reader. */
export const faultResource = (fault: CellFault, text: (code: string, args: CellFault['args']) => string) => ({
  ...fault,
  message: text(fault.code, fault.args),
});
