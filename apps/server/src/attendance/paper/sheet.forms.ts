import { z } from 'zod';
import { markStatusField, type SheetEntryFields } from '#libs/attendance';
import { idField } from '#libs/platform';

/** The grid as a form: a choice for each line that has one. */
export const sheetForm = z.strictObject({ marks: z.record(idField(), markStatusField()).default({}) });

export type SheetForm = z.output<typeof sheetForm>;

export const sheetEntriesOf = ({ marks }: SheetForm): SheetEntryFields[] =>
  Object.entries(marks).map(([enrolmentId, status]) => ({ enrolmentId, status }));
