import { z } from 'zod';

/** A parameter that may be given once or several times. */
const repeated = (most: number, longest: number) =>
  z
    .union([
      z
        .string()
        .max(longest, 'field.too_long')
        .transform((one) => [one]),
      z.array(z.string().max(longest, 'field.too_long')),
    ])
    .default([])
    .refine((given) => given.length <= most, { error: 'field.too_many', params: { maximum: most } });

const names = z
  .string()
  .max(6500, 'field.too_long')
  .transform((line) =>
    line
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  );

const common = {
  /** Name of the table; the first of the output when it is not said. */
  table: z.string().max(60).optional(),
  /** `<column>:<op>:<value>`, all of which a row must fit. */
  filter: repeated(20, 2000),
};

/** `columns`: names with commas between, all when it is not said; `sort`: one name, `-` before it for the other way. */
const choice = { ...common, columns: names.optional(), sort: z.string().max(61).optional() };

export const rowsQuery = z.strictObject({
  ...choice,
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(1000).optional(),
  /** Whether to count what the filters find. */
  total: z.enum(['true', 'false']).default('false'),
});
export type RowsQuery = z.output<typeof rowsQuery>;

export const exportQuery = z.strictObject(choice);
export type ExportQuery = z.output<typeof exportQuery>;

/** `by`: up to two columns; `measure`: `count`, or `sum`, `mean`, `min`, `max`, `count` of a column: `sum:amount`. */
export const aggregateQuery = z.strictObject({
  ...common,
  by: names.default([]),
  measure: repeated(8, 100),
  /** One of the measures, `-` before it for the greatest first; by what is grouped by when it is not said. */
  sort: z.string().max(101).optional(),
});
export type AggregateQuery = z.output<typeof aggregateQuery>;

export const statisticsQuery = z.strictObject({ table: common.table });
