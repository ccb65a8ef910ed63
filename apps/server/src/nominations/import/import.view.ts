import { z } from 'zod';
import type { Language } from '#libs/kernel';
import { type NominationImport, type OpenRow, rowChoices, verdicts } from '#libs/nominations';
import type { Job, Listing, Translate } from '#libs/platform';
import { errorText, faultText, shownCells } from './import-words.js';

const args = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export const startedImportSchema = z.object({ id: z.string(), jobId: z.string(), state: z.string() });

export const startedImport = ({ id, jobId, state }: NominationImport): z.output<typeof startedImportSchema> => ({
  id,
  jobId,
  state,
});

const rowSchema = z.object({
  /** Number of the row in the file. */
  row: z.number().int(),
  verdict: z.enum(verdicts),
  /** As typed, by the columns of the file; identity numbers in part. */
  cells: z.array(z.string()),
  errors: z.array(z.object({ column: z.string().nullable(), code: z.string(), args, message: z.string() })),
  /** What the rules of the call say of the person. */
  findings: z.array(z.object({ rule: z.string(), level: z.string(), code: z.string(), args })),
  /** Whom `use` may name. */
  candidates: z.array(z.object({ personId: z.string(), fullName: z.string(), birthDate: z.string().nullable() })),
  choice: z.enum(rowChoices).nullable(),
  personId: z.string().nullable(),
});

const wholeSchema = z.object({
  id: z.string(),
  jobId: z.string(),
  runId: z.string(),
  organisationId: z.string(),
  state: z.enum(['reading', 'checked', 'refused', 'importing', 'imported']),
  fileName: z.string(),
  sha256: z.string(),
  columns: z.array(z.object({ header: z.string(), field: z.string().nullable() })),
  notices: z.array(z.string()),
  counts: z.object({
    rows: z.number().int(),
    verdicts: z.record(z.string(), z.number().int()),
    warned: z.number().int(),
    imported: z.number().int(),
    skipped: z.number().int(),
    listed: z.number().int(),
  }),
  fault: z.object({ code: z.string(), args, row: z.number().int().nullable(), message: z.string() }).nullable(),
  progress: z.number().int(),
  total: z.number().int(),
});

/** What was found, with a page of its rows. */
export const importReportSchema = wholeSchema.extend({
  items: z.array(rowSchema),
  page: z.number().int(),
  pageSize: z.number().int(),
  totalRows: z.number().int(),
});

interface Reader {
  t: Translate;
  language: Language;
}

export function importReport(
  reader: Reader,
  arrived: NominationImport,
  job: Job,
  rows: Listing<OpenRow>,
): z.output<typeof importReportSchema> {
  const { fault, counts } = arrived;
  return {
    id: arrived.id,
    jobId: arrived.jobId,
    runId: arrived.runId,
    organisationId: arrived.organisationId,
    state: arrived.state,
    fileName: arrived.fileName,
    sha256: arrived.fileSha256,
    columns: arrived.columns.map(({ header, key }) => ({ header, field: key })),
    notices: arrived.notices.map(({ code, args }) => faultText(reader, code, args)),
    counts: { ...counts, verdicts: { ...counts.verdicts } as Record<string, number> },
    fault: fault && {
      code: fault.code,
      args: { ...fault.args },
      row: fault.row ?? null,
      message: faultText(reader, fault.code, fault.args),
    },
    progress: job.progress,
    total: job.total,
    items: rows.items.map((row) => ({
      row: row.number,
      verdict: row.verdict,
      cells: shownCells(arrived, row),
      errors: row.errors.map((error) => ({
        column: error.column === null ? null : (arrived.columns[error.column]?.header ?? null),
        code: error.code,
        args: { ...error.args },
        message: errorText(reader, arrived, error),
      })),
      findings: row.findings.map(({ kind, level, code, args }) => ({ rule: kind, level, code, args: { ...args } })),
      candidates: row.candidates.map(({ personId, fullName, birthDate }) => ({ personId, fullName, birthDate })),
      choice: row.choice,
      personId: row.chosenPersonId,
    })),
    page: rows.page,
    pageSize: rows.pageSize,
    totalRows: rows.total ?? 0,
  };
}
