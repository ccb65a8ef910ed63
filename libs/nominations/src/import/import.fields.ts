import { z } from 'zod';
import { idField, listQuery } from '#libs/platform';
import { rowChoices, verdicts } from './import.verdicts.js';

const choiceFields = z.strictObject({
  /** Number of the row in the file. */
  row: z.number().int().min(1),
  choice: z.enum(rowChoices, 'field.not_a_choice'),
  /** Of `use`: one of the row's candidates; the first when left out. */
  personId: idField().optional(),
});

export const importFields = z.strictObject({
  choices: z.array(choiceFields).max(10_000, 'field.too_many').default([]),
  /** Leaves out every row in which something is wrong. */
  skipFaulty: z.boolean().default(false),
});

export const importRowsQuery = listQuery.extend({
  verdict: z.enum(verdicts, 'field.not_a_choice').optional(),
  /** `problems`: rows with an error, a lookalike or a finding of the call's rules. */
  show: z.enum(['all', 'problems'], 'field.not_a_choice').optional(),
});

export type ImportChoice = z.output<typeof choiceFields>;
export type ImportFields = z.output<typeof importFields>;
export type ImportRowsQuery = z.output<typeof importRowsQuery>;
