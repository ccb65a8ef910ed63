import { Body, Delete, Get, Param, Patch, Post, Query, SetMetadata } from '@nestjs/common';
import {
  type DesignChanges,
  DesignImages,
  DesignPreviews,
  type DesignRead,
  DesignsService,
  type DraftFields,
  designAccess,
  designChanges,
  designRead,
  draftFields,
  type PreviewQuery,
  previewQuery,
} from '#libs/certificates';
import type { Actor } from '#libs/kernel';
import { type ListQuery, listQuery, mapListing, reasonForm } from '#libs/platform';
import { SendsFile, TakesFile } from '../../web/file-routes.js';
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
  MayRefuse,
  NoContent,
  type Receive,
  Upload,
} from '../../web/index.js';
import { LOCATION } from '../../web/location.js';
import { receivedFile } from '../../web/received-file.js';
import { orDiscard } from '../../web/uploads.js';
import { designResource, designSchema, designVersionResource, designVersionSchema } from './design.view.js';
import { previewFile } from './preview-file.js';

/** Designs of certificates and their versions. */
@Api('certificate-designs')
export class CertificateDesignsApi {
  constructor(
    private readonly designs: DesignsService,
    private readonly images: DesignImages,
    private readonly previews: DesignPreviews,
  ) {}

  @Get()
  @Allow(designAccess.read)
  @Answers(listOf(designSchema))
  async list(@CurrentActor() actor: Actor, @Query({ schema: listQuery }) query: ListQuery) {
    return mapListing(await this.designs.list(actor, query), designResource);
  }

  @Get(':id')
  @Allow(designAccess.read)
  @Answers(designSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return designResource(await this.designs.get(actor, id));
  }

  @Get(':id/versions')
  @Allow(designAccess.read)
  @Answers(listOf(designVersionSchema))
  async versions(@CurrentActor() actor: Actor, @Id() id: string, @Query({ schema: listQuery }) query: ListQuery) {
    return mapListing(await this.designs.versions(actor, id, query), designVersionResource);
  }

  /** A draft that begins as the active version, or as the one named. */
  @Post(':id/versions')
  @Allow(designAccess.edit)
  @SetMetadata(
    LOCATION,
    ({ id, designId }: { id: string; designId: string }) => `/api/v1/certificate-designs/${designId}/versions/${id}`,
  )
  @Creates(designVersionSchema, '')
  async draft(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: draftFields }) fields: DraftFields) {
    const { id: versionId } = await this.designs.draft(actor, id, fields);
    return this.version(actor, id, versionId);
  }

  @Get(':id/versions/:versionId')
  @Allow(designAccess.read)
  @Answers(designVersionSchema)
  async version(@CurrentActor() actor: Actor, @Id() id: string, @Id('versionId') versionId: string) {
    return designVersionResource(await this.designs.version(actor, id, versionId));
  }

  @Patch(':id/versions/:versionId')
  @Allow(designAccess.edit)
  @Answers(designVersionSchema)
  async edit(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('versionId') versionId: string,
    @IfMatch() version: number,
    @Body({ schema: designChanges }) changes: DesignChanges,
  ) {
    await this.designs.edit(actor, id, versionId, version, changes);
    return this.version(actor, id, versionId);
  }

  @Delete(':id/versions/:versionId')
  @Allow(designAccess.edit)
  @NoContent()
  async remove(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('versionId') versionId: string,
    @IfMatch() version: number,
  ): Promise<void> {
    await this.designs.remove(actor, id, versionId, version);
  }

  /** With the `version` that was read, another one is 412. */
  @Post(':id/versions/:versionId/proposal')
  @Allow(designAccess.edit)
  @MayRefuse(412)
  @Answers(designVersionSchema)
  async propose(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('versionId') versionId: string,
    @Body({ schema: designRead }) read: DesignRead,
  ) {
    await this.designs.propose(actor, id, versionId, read);
    return this.version(actor, id, versionId);
  }

  @Post(':id/versions/:versionId/return')
  @Allow(designAccess.activate)
  @Answers(designVersionSchema)
  async return(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('versionId') versionId: string,
    @Body({ schema: reasonForm }) { reason }: { reason: string },
  ) {
    await this.designs.return(actor, id, versionId, reason);
    return this.version(actor, id, versionId);
  }

  /** Never by somebody who wrote on it. With the `version` that was read, another one is 412. */
  @Post(':id/versions/:versionId/activation')
  @Allow(designAccess.activate)
  @MayRefuse(412)
  @Answers(designVersionSchema)
  async activate(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('versionId') versionId: string,
    @Body({ schema: designRead }) read: DesignRead,
  ) {
    await this.designs.activate(actor, id, versionId, read);
    return this.version(actor, id, versionId);
  }

  /** An invented certificate, ordinary or extreme, on plain paper or on paper that comes printed. */
  @Get(':id/versions/:versionId/preview.pdf')
  @Allow(designAccess.read)
  @SendsFile('application/pdf')
  async preview(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('versionId') versionId: string,
    @Query({ schema: previewQuery }) query: PreviewQuery,
  ) {
    return new FileAnswer(previewFile(await this.previews.draw(actor, id, versionId, query)));
  }

  @Get(':id/versions/:versionId/images/:place')
  @Allow(designAccess.read)
  @SendsFile('image/*')
  async image(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('versionId') versionId: string,
    @Param('place') place: string,
  ) {
    return new FileAnswer(await this.images.open(actor, id, versionId, place));
  }

  /** A PNG or JPEG file of at most 1 MB, into a place of the design. */
  @Post(':id/versions/:versionId/images/:place')
  @Allow(designAccess.edit)
  @TakesFile()
  @Answers(designVersionSchema)
  async putImage(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('versionId') versionId: string,
    @Param('place') place: string,
    @IfMatch() version: number,
    @Upload() receive: Receive,
  ) {
    await this.images.expect(actor, id, versionId);
    const upload = await receive(this.images.limit);
    const { stored } = await orDiscard(upload, () => receivedFile(upload));
    await this.images.put(actor, { designId: id, id: versionId, place, version }, stored);
    return this.version(actor, id, versionId);
  }

  @Delete(':id/versions/:versionId/images/:place')
  @Allow(designAccess.edit)
  @Answers(designVersionSchema)
  async removeImage(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('versionId') versionId: string,
    @Param('place') place: string,
    @IfMatch() version: number,
  ) {
    await this.images.remove(actor, id, versionId, place, version);
    return this.version(actor, id, versionId);
  }
}
