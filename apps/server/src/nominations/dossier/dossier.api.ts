import { Delete, Get, Post, Query, SetMetadata } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import {
  DossierDocumentsService,
  type DossierQuery,
  DossierQueue,
  DossierService,
  dossierAccess,
  dossierQuery,
} from '#libs/nominations';
import { mapListing } from '#libs/platform';
import { SendsFile, TakesFile } from '../../web/file-routes.js';
import {
  Allow,
  Answers,
  Api,
  Creates,
  CurrentActor,
  FileAnswer,
  Id,
  listOf,
  NoContent,
  type Receive,
  Upload,
} from '../../web/index.js';
import { LOCATION } from '../../web/location.js';
import {
  documentResource,
  documentSchema,
  dossierResource,
  dossierSchema,
  waitingDossierResource,
  waitingDossierSchema,
} from './dossier.view.js';
import { receivedDocument } from './received-document.js';

/** The documents of one nomination. */
@Api('nominations')
export class NominationDocumentsApi {
  constructor(
    private readonly dossiers: DossierService,
    private readonly documents: DossierDocumentsService,
  ) {}

  /** The checklist, the documents that are there, and who was given them. */
  @Get(':id/documents')
  @Allow(dossierAccess.open)
  @Answers(dossierSchema)
  async dossier(@CurrentActor() actor: Actor, @Id() id: string) {
    return dossierResource(await this.dossiers.of(actor, id));
  }

  /**
   * With the fields `kind` and, of a photo or a health paper `issuedOn`, of a passport `validUntil`. One that is there
   * of the same kind is replaced.
   */
  @Post(':id/documents')
  @Allow(dossierAccess.change)
  @SetMetadata(
    LOCATION,
    (document: { id: string; nominationId: string }) =>
      `/api/v1/nominations/${document.nominationId}/documents/${document.id}`,
  )
  @Creates(documentSchema, '')
  @TakesFile()
  async add(@CurrentActor() actor: Actor, @Id() id: string, @Upload() receive: Receive) {
    await this.documents.expect(actor, id);
    const { fields, file } = await receivedDocument(await receive(this.documents.limit));
    return documentResource(await this.documents.add(actor, id, fields, file));
  }

  /** Written down, and shown to the person. */
  @Get(':id/documents/:documentId')
  @Allow(dossierAccess.open)
  @SendsFile()
  async download(@CurrentActor() actor: Actor, @Id() id: string, @Id('documentId') documentId: string) {
    return new FileAnswer(await this.dossiers.open(actor, id, documentId, 'download'));
  }

  @Delete(':id/documents/:documentId')
  @Allow(dossierAccess.change)
  @NoContent()
  async remove(@CurrentActor() actor: Actor, @Id() id: string, @Id('documentId') documentId: string): Promise<void> {
    await this.documents.remove(actor, id, documentId);
  }
}

/** What waits for Viet Nam's check, whoever was selected first coming first. */
@Api('dossiers')
export class DossiersApi {
  constructor(private readonly queue: DossierQueue) {}

  @Get()
  @Allow(dossierAccess.queue)
  @Answers(listOf(waitingDossierSchema))
  async list(@CurrentActor() actor: Actor, @Query({ schema: dossierQuery }) query: DossierQuery) {
    return mapListing(await this.queue.list(actor, query), waitingDossierResource);
  }
}
