import { Readable } from 'node:stream';
import { Body, Delete, Get, Patch, Post, SetMetadata } from '@nestjs/common';
import type { Actor, Language } from '#libs/kernel';
import {
  DatasetRows,
  DatasetTables,
  outputAccess,
  type TableChanges,
  type TableFields,
  tableChanges,
  tableFields,
} from '#libs/outputs';
import { Translator } from '#libs/platform';
import { SendsFile, TakesFile } from '../../web/file-routes.js';
import {
  Accepted,
  Allow,
  Answers,
  Api,
  Creates,
  CurrentActor,
  FileAnswer,
  Id,
  IfMatch,
  NoContent,
  type Receive,
  Upload,
} from '../../web/index.js';
import { LOCATION } from '../../web/location.js';
import { AskedLanguage } from '../../web/parameters.js';
import { receivedFile } from '../../web/received-file.js';
import {
  datasetTableResource,
  datasetTableSchema,
  datasetTablesSchema,
  faultResource,
  faultsSchema,
  schemaResource,
  sentRowsSchema,
  suggestedSchema,
} from './dataset-table.view.js';
import { TableFaultSheets } from './table-faults.js';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The tables of a dataset: their declared columns, and files with their rows. */
@Api('outputs')
export class DatasetTablesApi {
  constructor(
    private readonly tables: DatasetTables,
    private readonly rows: DatasetRows,
    private readonly sheets: TableFaultSheets,
    private readonly translator: Translator,
  ) {}

  @Get(':id/tables')
  @Allow(outputAccess.read)
  @Answers(datasetTablesSchema)
  async list(@CurrentActor() actor: Actor, @Id() id: string) {
    return { items: (await this.tables.list(actor, id)).map(datasetTableResource) };
  }

  @Post(':id/tables')
  @Allow(outputAccess.draft)
  @SetMetadata(
    LOCATION,
    (table: { id: string; outputId: string }) => `/api/v1/outputs/${table.outputId}/tables/${table.id}`,
  )
  @Creates(datasetTableSchema, '')
  async declare(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: tableFields }) fields: TableFields) {
    return datasetTableResource(await this.tables.declare(actor, id, fields));
  }

  /** Columns that would fit the beginning of a file. Nothing is kept. */
  @Post(':id/tables/suggestion')
  @Allow(outputAccess.draft)
  @Answers(suggestedSchema)
  @TakesFile('maxDatasetBytes')
  async suggest(@CurrentActor() actor: Actor, @Id() id: string, @Upload() receive: Receive) {
    await this.rows.expect(actor, id);
    const file = receivedFile(await receive(this.rows.limit));
    return { schema: schemaResource(await this.rows.suggest(actor, id, file)) };
  }

  @Get(':id/tables/:tableId')
  @Allow(outputAccess.read)
  @Answers(datasetTableSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string, @Id('tableId') tableId: string) {
    return datasetTableResource(await this.tables.get(actor, id, tableId));
  }

  /** Stored rows go when the new columns ask for something else. */
  @Patch(':id/tables/:tableId')
  @Allow(outputAccess.draft)
  @Answers(datasetTableSchema)
  async edit(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('tableId') tableId: string,
    @IfMatch() version: number,
    @Body({ schema: tableChanges }) changes: TableChanges,
  ) {
    return datasetTableResource(await this.tables.edit(actor, id, tableId, version, changes));
  }

  @Delete(':id/tables/:tableId')
  @Allow(outputAccess.draft)
  @NoContent()
  async remove(@CurrentActor() actor: Actor, @Id() id: string, @Id('tableId') tableId: string): Promise<void> {
    await this.tables.remove(actor, id, tableId);
  }

  /** A `.csv` or `.xlsx` file is checked row by row; its rows are taken when all are right, and none when one is not. */
  @Post(':id/tables/:tableId/rows')
  @Allow(outputAccess.draft)
  @TakesFile('maxDatasetBytes')
  @Accepted(sentRowsSchema)
  async send(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('tableId') tableId: string,
    @Upload() receive: Receive,
  ) {
    await this.rows.expect(actor, id, tableId);
    const file = receivedFile(await receive(this.rows.limit));
    const { id: jobId } = await this.rows.send(actor, id, tableId, file);
    return { jobId, tableId };
  }

  /** What was wrong in the last file that was refused, cell by cell: the first thousand. */
  @Get(':id/tables/:tableId/errors')
  @Allow(outputAccess.read)
  @Answers(faultsSchema)
  async faults(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('tableId') tableId: string,
    @AskedLanguage() language: Language,
  ) {
    const t = this.translator.for(language);
    const faults = await this.tables.faults(actor, id, tableId);
    const { report } = await this.tables.get(actor, id, tableId);
    const items = faults.map((fault) => faultResource(fault, (code, args) => t(`errors.${code}`, args)));
    return { items, total: report?.errorCount ?? 0 };
  }

  @Get(':id/tables/:tableId/errors.xlsx')
  @Allow(outputAccess.read)
  @SendsFile(xlsx)
  async faultSheet(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('tableId') tableId: string,
    @AskedLanguage() language: Language,
  ) {
    const table = await this.tables.get(actor, id, tableId);
    const bytes = await this.sheets.workbook(table, await this.tables.faults(actor, id, tableId), language);
    return faultFile(table.name, bytes);
  }
}

export const faultFile = (name: string, bytes: Buffer) =>
  new FileAnswer({ stream: Readable.from([bytes]), size: bytes.length, name: `${name}-errors.xlsx`, mediaType: xlsx });
