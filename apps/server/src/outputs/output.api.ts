import { Body, Delete, Get, Patch, Post, Query, SetMetadata } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import {
  type AcceptanceFields,
  acceptanceFields,
  OutputCatalogue,
  type OutputChanges,
  OutputFilesService,
  type OutputListQuery,
  OutputReviewService,
  OutputsService,
  outputAccess,
  outputChanges,
  outputListQuery,
  type ReturnFields,
  returnFields,
} from '#libs/outputs';
import { emptyForm, mapListing, reasonForm } from '#libs/platform';
import { SendsFile, TakesFile } from '../web/file-routes.js';
import {
  Allow,
  Answers,
  Api,
  Creates,
  CurrentActor,
  FileAnswer,
  Id,
  IfMatch,
  listOf,
  NoContent,
  type Receive,
  Upload,
} from '../web/index.js';
import { LOCATION } from '../web/location.js';
import { receivedFile } from '../web/received-file.js';
import {
  fileResource,
  fileSchema,
  listedOutputResource,
  listedOutputSchema,
  outputResource,
  outputSchema,
} from './output.view.js';

@Api('outputs')
export class OutputsApi {
  constructor(
    private readonly catalogue: OutputCatalogue,
    private readonly outputs: OutputsService,
    private readonly review: OutputReviewService,
    private readonly files: OutputFilesService,
  ) {}

  @Get()
  @Allow(outputAccess.read)
  @Answers(listOf(listedOutputSchema))
  async list(@CurrentActor() actor: Actor, @Query({ schema: outputListQuery }) query: OutputListQuery) {
    return mapListing(await this.catalogue.list(actor, query), listedOutputResource);
  }

  @Get(':id')
  @Allow(outputAccess.read)
  @Answers(outputSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return outputResource(await this.catalogue.get(actor, id));
  }

  @Patch(':id')
  @Allow(outputAccess.draft)
  @Answers(outputSchema)
  async edit(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body({ schema: outputChanges }) changes: OutputChanges,
  ) {
    await this.outputs.edit(actor, id, version, changes);
    return this.get(actor, id);
  }

  @Post(':id/submission')
  @Allow(outputAccess.draft)
  @Answers(outputSchema)
  async submit(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    await this.outputs.submit(actor, id);
    return this.get(actor, id);
  }

  @Post(':id/acceptance')
  @Allow(outputAccess.review)
  @Answers(outputSchema)
  async accept(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: acceptanceFields }) fields: AcceptanceFields,
  ) {
    await this.review.accept(actor, id, fields);
    return this.get(actor, id);
  }

  @Post(':id/return')
  @Allow(outputAccess.return)
  @Answers(outputSchema)
  async return(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: returnFields }) body: ReturnFields) {
    await this.review.return(actor, id, body.reason, body.criteria);
    return this.get(actor, id);
  }

  @Post(':id/publication-approval')
  @Allow(outputAccess.approvePublication)
  @Answers(outputSchema)
  async approvePublication(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    await this.review.approvePublication(actor, id);
    return this.get(actor, id);
  }

  @Post(':id/withdrawal')
  @Allow(outputAccess.withdraw)
  @Answers(outputSchema)
  async withdraw(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: reasonForm }) body: { reason: string },
  ) {
    await this.review.withdraw(actor, id, body.reason);
    return this.get(actor, id);
  }

  /** A new draft beside a published version. */
  @Post(':id/versions')
  @Allow(outputAccess.draft)
  @Creates(outputSchema, '/api/v1/outputs')
  async beginVersion(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    const { id: versionId } = await this.outputs.beginVersion(actor, id);
    return this.get(actor, versionId);
  }

  @Post(':id/files')
  @Allow(outputAccess.draft)
  @SetMetadata(
    LOCATION,
    (file: { id: string; outputId: string }) => `/api/v1/outputs/${file.outputId}/files/${file.id}`,
  )
  @Creates(fileSchema, '')
  @TakesFile()
  async addFile(@CurrentActor() actor: Actor, @Id() id: string, @Upload() receive: Receive) {
    await this.files.expect(actor, id);
    const file = receivedFile(await receive(this.files.limit));
    return fileResource(await this.files.add(actor, id, file));
  }

  @Get(':id/files/:fileId')
  @Allow(outputAccess.read)
  @SendsFile()
  async file(@CurrentActor() actor: Actor, @Id() id: string, @Id('fileId') fileId: string) {
    return new FileAnswer(await this.files.open(actor, id, fileId));
  }

  @Delete(':id/files/:fileId')
  @Allow(outputAccess.draft)
  @NoContent()
  async removeFile(@CurrentActor() actor: Actor, @Id() id: string, @Id('fileId') fileId: string): Promise<void> {
    await this.files.remove(actor, id, fileId);
  }
}
