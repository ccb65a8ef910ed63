import { Body, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { mapListing } from '#libs/platform';
import {
  type LinkFields,
  linkFields,
  type MaterialChanges,
  type MaterialQuery,
  MaterialsService,
  materialAccess,
  materialChanges,
  materialQuery,
} from '#libs/training';
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
  NoContent,
  type Receive,
  Upload,
} from '../../web/index.js';
import { materialResource, materialSchema } from './material.view.js';
import { receivedMaterial } from './received-material.js';

/** What is handed out in a run and its sessions. */
@Api('runs')
export class RunMaterialsApi {
  constructor(private readonly materials: MaterialsService) {}

  @Get(':id/materials')
  @Allow(materialAccess.read)
  @Answers(listOf(materialSchema))
  async list(@CurrentActor() actor: Actor, @Id() id: string, @Query({ schema: materialQuery }) query: MaterialQuery) {
    return mapListing(await this.materials.list(actor, id, query), materialResource);
  }

  /** A link; a file goes to `material-files`. */
  @Post(':id/materials')
  @Allow(materialAccess.write)
  @Creates(materialSchema, '/api/v1/materials')
  async addLink(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: linkFields }) fields: LinkFields) {
    return materialResource(await this.materials.addLink(actor, id, fields));
  }

  /** A file, with `title.lo`, `title.vi`, `title.en` and `sessionId` as further parts. */
  @Post(':id/material-files')
  @Allow(materialAccess.write)
  @Creates(materialSchema, '/api/v1/materials')
  @TakesFile()
  async addFile(@CurrentActor() actor: Actor, @Id() id: string, @Upload() receive: Receive) {
    await this.materials.expect(actor, id);
    const { fields, file } = await receivedMaterial(await receive(this.materials.limit));
    return materialResource(await this.materials.addFile(actor, id, fields, file));
  }
}

@Api('materials')
export class MaterialsApi {
  constructor(private readonly materials: MaterialsService) {}

  @Get(':id')
  @Allow(materialAccess.read)
  @Answers(materialSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return materialResource(await this.materials.get(actor, id));
  }

  @Get(':id/file')
  @Allow(materialAccess.read)
  @SendsFile()
  async file(@CurrentActor() actor: Actor, @Id() id: string) {
    return new FileAnswer(await this.materials.open(actor, id));
  }

  @Patch(':id')
  @Allow(materialAccess.write)
  @Answers(materialSchema)
  async edit(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body({ schema: materialChanges }) changes: MaterialChanges,
  ) {
    return materialResource(await this.materials.edit(actor, id, version, changes));
  }

  @Delete(':id')
  @Allow(materialAccess.write)
  @NoContent()
  async remove(@CurrentActor() actor: Actor, @Id() id: string, @IfMatch() version: number): Promise<void> {
    await this.materials.remove(actor, id, version);
  }
}
