import { Body, Get, Post, Query } from '@nestjs/common';
import {
  ExcuseDecisions,
  ExcuseDocumentsService,
  type ExcuseFields,
  type ExcuseQuery,
  ExcusesService,
  excuseAccess,
  excuseFields,
  excuseQuery,
} from '#libs/attendance';
import type { Actor } from '#libs/kernel';
import { emptyForm, mapListing, reasonForm } from '#libs/platform';
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
  type Receive,
  Upload,
} from '../../web/index.js';
import { excuseResource, excuseSchema, openedExcuseSchema } from './excuse.view.js';
import { receivedScan } from './received-excuse.js';

/** Asking that somebody be excused from a session. */
@Api('sessions')
export class SessionExcusesApi {
  constructor(private readonly excuses: ExcusesService) {}

  /** Of oneself, or of the person named. A document follows by `POST /excuses/{id}/document`. */
  @Post(':id/excuses')
  @Allow(excuseAccess.ask)
  @Creates(excuseSchema, '/api/v1/excuses')
  async ask(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: excuseFields }) fields: ExcuseFields) {
    return excuseResource(await this.excuses.ask(actor, id, fields));
  }
}

@Api('excuses')
export class ExcusesApi {
  constructor(
    private readonly excuses: ExcusesService,
    private readonly documents: ExcuseDocumentsService,
    private readonly decisions: ExcuseDecisions,
  ) {}

  @Get()
  @Allow(excuseAccess.ask)
  @Answers(listOf(excuseSchema))
  async list(@CurrentActor() actor: Actor, @Query({ schema: excuseQuery }) query: ExcuseQuery) {
    return mapListing(await this.excuses.list(actor, query), excuseResource);
  }

  @Get(':id')
  @Allow(excuseAccess.ask)
  @Answers(openedExcuseSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    const openings = await this.documents.openings(actor, id);
    return {
      ...excuseResource(await this.excuses.get(actor, id)),
      openings: openings?.map(({ by, at }) => ({ by, at: at.toISOString() })) ?? null,
    };
  }

  /** The paper that goes with it, in place of the one there was, while nobody has decided. */
  @Post(':id/document')
  @Allow(excuseAccess.ask)
  @Answers(excuseSchema)
  @TakesFile()
  async attach(@CurrentActor() actor: Actor, @Id() id: string, @Upload() receive: Receive) {
    await this.excuses.expectOpen(actor, id);
    return excuseResource(await this.excuses.attach(actor, id, await receivedScan(await receive(this.excuses.limit))));
  }

  /** Written down, and shown to the person. */
  @Get(':id/document')
  @Allow(excuseAccess.open)
  @SendsFile()
  async document(@CurrentActor() actor: Actor, @Id() id: string) {
    return new FileAnswer(await this.documents.open(actor, id));
  }

  /** The open roll says excused from then on; a closed one is corrected. */
  @Post(':id/approval')
  @Allow(excuseAccess.decide)
  @Answers(excuseSchema)
  async approve(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    return excuseResource(await this.decisions.approve(actor, id));
  }

  @Post(':id/refusal')
  @Allow(excuseAccess.decide)
  @Answers(excuseSchema)
  async refuse(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: reasonForm }) body: { reason: string }) {
    return excuseResource(await this.decisions.refuse(actor, id, body.reason));
  }
}
