import { z } from 'zod';
import type { RowPage, StoredTable, TableField } from '#libs/outputs';
import { type ColumnStatistics, columnTypes, type GroupsAnswer, type RowValue } from '#libs/platform';
import { localisedResource, localisedSchema } from '../output.view.js';

/** The shapes of the rows of data sets in the API. */

const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const columnSchema = z.object({
  name: z.string(),
  type: z.enum(columnTypes),
  title: localisedSchema,
  unit: z.string(),
});

export const rowsSchema = z.object({
  /** Of each row the values by the names of the columns; what is missing is null. */
  items: z.array(z.record(z.string(), valueSchema)),
  columns: z.array(columnSchema),
  /** Rows of the whole table. */
  rowCount: z.number().int(),
  /** What the filters find, when `total=true`. */
  total: z.number().int().optional(),
  next: z.string().optional(),
});

export const groupsSchema = z.object({
  /** `by`: what the group has in common; `measures`: by their names. */
  items: z.array(z.object({ by: z.record(z.string(), valueSchema), measures: z.record(z.string(), valueSchema) })),
  /** There are more groups than are given. */
  isCut: z.boolean(),
});

export const tablesSchema = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      title: localisedSchema,
      rowCount: z.number().int(),
      columns: z.array(
        columnSchema.extend({
          description: localisedSchema,
          codeList: z.array(z.object({ value: z.string(), label: localisedSchema })),
        }),
      ),
      primaryKey: z.array(z.string()),
    }),
  ),
});

export const statisticsSchema = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      count: z.number().int(),
      missing: z.number().int(),
      /** Null: more than 10,000. */
      distinct: z.number().int().nullable(),
      minimum: valueSchema,
      maximum: valueSchema,
      mean: z.number().nullable(),
      frequent: z.array(z.object({ value: valueSchema, count: z.number().int() })),
    }),
  ),
});

/** A value as JSON has it: a boolean is kept as 1 or 0. */
export const shown = ({ type }: Pick<TableField, 'type'>, value: RowValue): z.output<typeof valueSchema> =>
  type === 'boolean' && value !== null ? value === 1 : value;

const columnResource = ({ name, type, title, unit }: TableField) => ({
  name,
  type,
  title: localisedResource(title),
  unit,
});

const named = (fields: readonly TableField[], values: readonly RowValue[]) =>
  Object.fromEntries(fields.map((field, index) => [field.name, shown(field, values[index] ?? null)]));

export const rowsResource = ({ rowCount }: StoredTable, { fields, rows, next, total }: RowPage) => ({
  items: rows.map((values) => named(fields, values)),
  columns: fields.map(columnResource),
  rowCount,
  ...(total !== null && { total }),
  ...(next !== null && { next }),
});

export const groupsResource = (
  measures: readonly string[],
  { by, groups, isCut }: GroupsAnswer & { by: TableField[] },
) => ({
  items: groups.map((group) => ({
    by: named(by, group.by),
    measures: Object.fromEntries(measures.map((name, index) => [name, group.measures[index] ?? null])),
  })),
  isCut,
});

export const tablesResource = (tables: readonly StoredTable[]) => ({
  items: tables.map(({ table, rowCount }) => ({
    id: table.id,
    name: table.name,
    title: localisedResource(table.title),
    rowCount,
    columns: table.schema.fields.map((field) => ({
      ...columnResource(field),
      description: localisedResource(field.description),
      codeList: field.codeList.map(({ value, label }) => ({ value, label: localisedResource(label) })),
    })),
    primaryKey: table.schema.primaryKey,
  })),
});

export const statisticsResource = ({ table }: StoredTable, statistics: readonly ColumnStatistics[]) => ({
  items: table.schema.fields.map((field, index) => {
    const { minimum, maximum, frequent, ...figures } = statistics[index]!;
    return {
      name: field.name,
      ...figures,
      minimum: shown(field, minimum),
      maximum: shown(field, maximum),
      frequent: frequent.map(({ value, count }) => ({ value: shown(field, value), count })),
    };
  }),
});
