import { Readable } from 'node:stream';
import { Body, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, invalid, isId, type Language } from '#libs/kernel';
import {
  type ImportFields,
  type ImportRowsQuery,
  ImportsService,
  importFields,
  importRowsQuery,
  nominationAccess,
} from '#libs/nominations';
import { Translator } from '#libs/platform';
import { SendsFile, TakesFile } from '../../web/file-routes.js';
import { Accepted, Allow, Answers, Api, CurrentActor, FileAnswer, Id, type Receive, Upload } from '../../web/index.js';
import { AskedLanguage } from '../../web/parameters.js';
import { receivedFile } from '../../web/received-file.js';
import { orDiscard } from '../../web/uploads.js';
import { importReport, importReportSchema, startedImport, startedImportSchema } from './import.view.js';
import { ImportReports } from './import-report.js';

export const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const csv = 'text/csv; charset=utf-8';

const uploadQuery = z.strictObject({
  /** `true`: checks only. Without it a file in which nothing is wrong is imported at once. */
  dryRun: z.enum(['true', 'false'], 'field.not_a_choice').default('false'),
});

/** The organisation named beside the file; a nominator's own when left out. */
export function organisationOf({ organisationId }: Record<string, string>): string | undefined {
  if (!organisationId) return undefined;
  if (!isId(organisationId)) throw invalid({ pointer: '/organisationId', code: 'field.not_an_id' });
  return organisationId;
}

export const fileOf = (bytes: Buffer, name: string, mediaType = xlsx) =>
  new FileAnswer({ stream: Readable.from([bytes]), size: bytes.length, name, mediaType });

/** People nominated from an Excel workbook or CSV. */
@Api('runs')
export class RunImportsApi {
  constructor(private readonly imports: ImportsService) {}

  /** In the language of `Accept-Language`. */
  @Get(':runId/nominations/import-template.xlsx')
  @Allow(nominationAccess.nominate)
  @SendsFile(xlsx)
  async template(@CurrentActor() actor: Actor, @Id('runId') runId: string, @AskedLanguage() language: Language) {
    return fileOf(await this.imports.template(actor, runId, language), `nominations-${language}.xlsx`);
  }

  /** Beside `file` the part `organisationId` may name the organisation. The job's import is the report. */
  @Post(':runId/nominations/import')
  @Allow(nominationAccess.nominate)
  @TakesFile()
  @Accepted(startedImportSchema)
  async send(
    @CurrentActor() actor: Actor,
    @Id('runId') runId: string,
    @Query({ schema: uploadQuery }) { dryRun }: z.output<typeof uploadQuery>,
    @AskedLanguage() language: Language,
    @Upload() receive: Receive,
  ) {
    await this.imports.expect(actor, runId);
    const upload = await receive(this.imports.limit);
    const how = { language, isDirect: dryRun === 'false' };
    const begun = await orDiscard(upload, () =>
      this.imports.begin(actor, runId, organisationOf(upload.fields), receivedFile(upload), how),
    );
    return startedImport(begun);
  }
}

/** What was found in a file, and its import; for whoever sent it alone. */
@Api('jobs')
export class ImportJobsApi {
  constructor(
    private readonly imports: ImportsService,
    private readonly reports: ImportReports,
    private readonly translator: Translator,
  ) {}

  /** A page of the rows: those with errors first. */
  @Get(':jobId/import')
  @Allow(nominationAccess.nominate)
  @Answers(importReportSchema)
  async report(
    @CurrentActor() actor: Actor,
    @Id('jobId') jobId: string,
    @Query({ schema: importRowsQuery }) query: ImportRowsQuery,
    @AskedLanguage() language: Language,
  ) {
    const arrived = await this.imports.get(actor, { jobId });
    const reader = { t: this.translator.for(language), language };
    return importReport(
      reader,
      arrived,
      await this.imports.job(actor, arrived),
      await this.imports.rows(arrived, query),
    );
  }

  /** Every row that is not left out becomes a draft, or none does. The same answer however often it is asked. */
  @Post(':jobId/import')
  @Allow(nominationAccess.nominate)
  @Accepted(startedImportSchema)
  async import(
    @CurrentActor() actor: Actor,
    @Id('jobId') jobId: string,
    @Body({ schema: importFields }) fields: ImportFields,
  ) {
    const { id } = await this.imports.get(actor, { jobId });
    return startedImport(await this.imports.start(actor, id, fields));
  }

  /** The file as it was sent, with the errors beside each row. */
  @Get(':jobId/file')
  @Allow(nominationAccess.nominate)
  @SendsFile(xlsx)
  async file(@CurrentActor() actor: Actor, @Id('jobId') jobId: string, @AskedLanguage() language: Language) {
    const arrived = await this.imports.get(actor, { jobId });
    return fileOf(await this.reports.workbook(arrived, language), 'report.xlsx');
  }

  /** The same as CSV: commas, UTF-8. */
  @Get(':jobId/file.csv')
  @Allow(nominationAccess.nominate)
  @SendsFile('text/csv')
  async csv(@CurrentActor() actor: Actor, @Id('jobId') jobId: string, @AskedLanguage() language: Language) {
    const arrived = await this.imports.get(actor, { jobId });
    return fileOf(await this.reports.csv(arrived, language), 'report.csv', csv);
  }
}
