import { z } from 'zod';
import { idField } from '#libs/platform';
import { markStatusField } from '../attendance.fields.js';

/** What the paper says of one person. */
export const sheetEntryFields = z.strictObject({ enrolmentId: idField(), status: markStatusField() });

export const sheetEntries = z.array(sheetEntryFields).min(1).max(500);

export type SheetEntryFields = z.output<typeof sheetEntryFields>;
