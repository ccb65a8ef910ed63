import { z } from 'zod';
import { markSources, markStatuses, type SheetLine, type SheetRow, type SheetView } from '#libs/attendance';

/** The shapes of sign-in sheets in JSON. */

const instant = z.iso.datetime();

const rowShape = {
  id: z.string(),
  sessionId: z.string(),
  printedAt: instant,
  printedByName: z.string(),
  version: z.number().int(),
};

export const sheetRowSchema = z.object({
  ...rowShape,
  people: z.number().int(),
  pages: z.number().int(),
  scans: z.number().int(),
});

export const sheetRowsSchema = z.object({ items: z.array(sheetRowSchema) });

export const scanSchema = z.object({
  id: z.string(),
  sheetId: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  uploadedAt: instant,
});

const lineSchema = z.object({
  enrolmentId: z.string(),
  personId: z.string(),
  fullName: z.string(),
  fullNameLatin: z.string(),
  /** False for a seat that was given up since. */
  isActive: z.boolean(),
  /** What this or another sheet of the session said last. */
  said: z.enum(markStatuses).nullable(),
  /** What stands of all witnesses. */
  mark: z
    .object({ status: z.enum(markStatuses), source: z.enum(markSources), conflictId: z.string().nullable() })
    .nullable(),
});

export const sheetSchema = z.object({
  ...rowShape,
  runId: z.string(),
  /** Line by line, as they are printed. */
  pages: z.array(z.array(lineSchema)),
  scans: z.array(scanSchema),
});

const rowOf = ({ id, sessionId, printedAt, printedByName, version }: SheetRow) => ({
  id,
  sessionId,
  printedAt: printedAt.toISOString(),
  printedByName,
  version,
});

export const sheetRowResource = (row: SheetRow): z.output<typeof sheetRowSchema> => ({
  ...rowOf(row),
  people: row.pages.flat().length,
  pages: row.pages.length,
  scans: row.scans,
});

export const scanResource = (scan: SheetView['files'][number]): z.output<typeof scanSchema> => ({
  id: scan.id,
  sheetId: scan.sheetId,
  name: scan.name,
  mediaType: scan.mediaType,
  size: scan.size,
  sha256: scan.sha256,
  uploadedAt: scan.uploadedAt.toISOString(),
});

const lineResource = (line: SheetLine): z.output<typeof lineSchema> => ({
  enrolmentId: line.enrolmentId,
  personId: line.personId,
  fullName: line.fullName,
  fullNameLatin: line.fullNameLatin,
  isActive: line.isActive,
  said: line.said?.status ?? null,
  mark: line.mark && { status: line.mark.status, source: line.mark.source, conflictId: line.mark.conflictId },
});

export const sheetResource = (sheet: SheetView): z.output<typeof sheetSchema> => ({
  ...rowOf(sheet),
  runId: sheet.session.runId,
  pages: sheet.lines.map((page) => page.map(lineResource)),
  scans: sheet.files.map(scanResource),
});
