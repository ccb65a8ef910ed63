import { Body, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import type { Actor, Language } from '#libs/kernel';
import {
  type DocumentQuery,
  documentQuery,
  type LetterFields,
  LetterScans,
  ListDocuments,
  ListExports,
  letterFields,
  listAccess,
  NominationLists,
  type NominationQuery,
  nominationAccess,
  nominationQuery,
} from '#libs/nominations';
import { emptyForm } from '#libs/platform';
import { SendsFile, TakesFile } from '../../web/file-routes.js';
import {
  Allow,
  Answers,
  Api,
  CurrentActor,
  FileAnswer,
  Id,
  IfMatch,
  MayRefuse,
  type Receive,
  Upload,
} from '../../web/index.js';
import { AskedLanguage } from '../../web/parameters.js';
import { receivedFile } from '../../web/received-file.js';
import { pdfAnswer, tableAnswer, xlsx } from './list-file.js';
import { listResource, listSchema, listsSchema, wholeListResource, wholeListSchema } from './nomination-list.view.js';

/** The lists of organisations for one run: order, official letter, submission all at once. */
@Api('runs')
export class NominationListsApi {
  constructor(
    private readonly lists: NominationLists,
    private readonly scans: LetterScans,
    private readonly documents: ListDocuments,
    private readonly exports: ListExports,
  ) {}

  /** Of every organisation with somebody in sight. */
  @Get(':runId/nomination-lists')
  @Allow(listAccess.read)
  @Answers(listsSchema)
  async ofRun(@CurrentActor() actor: Actor, @Id('runId') runId: string) {
    return { items: (await this.lists.ofRun(actor, runId)).map(listResource) };
  }

  /** With version 0 where nothing was written yet. */
  @Get(':runId/nomination-lists/:organisationId')
  @Allow(listAccess.read)
  @Answers(wholeListSchema)
  async get(@CurrentActor() actor: Actor, @Id('runId') runId: string, @Id('organisationId') organisationId: string) {
    const card = await this.lists.get(actor, runId, organisationId);
    return wholeListResource(card, await this.lists.people(actor, runId, organisationId));
  }

  /** Number and date of the official letter. */
  @Put(':runId/nomination-lists/:organisationId')
  @Allow(nominationAccess.nominate)
  @Answers(listSchema)
  async writeLetter(
    @CurrentActor() actor: Actor,
    @Id('runId') runId: string,
    @Id('organisationId') organisationId: string,
    @IfMatch() version: number,
    @Body({ schema: letterFields }) fields: LetterFields,
  ) {
    await this.lists.writeLetter(actor, runId, organisationId, version, fields);
    return this.card(actor, runId, organisationId);
  }

  /** The signed letter as PDF, JPEG or PNG; takes the place of one sent before. */
  @Post(':runId/nomination-lists/:organisationId/letter')
  @HttpCode(200)
  @Allow(nominationAccess.nominate)
  @Answers(listSchema)
  @TakesFile()
  async sendScan(
    @CurrentActor() actor: Actor,
    @Id('runId') runId: string,
    @Id('organisationId') organisationId: string,
    @Upload() receive: Receive,
  ) {
    await this.scans.expect(actor, runId, organisationId);
    await this.scans.attach(actor, runId, organisationId, receivedFile(await receive(this.scans.limit)));
    return this.card(actor, runId, organisationId);
  }

  @Get(':runId/nomination-lists/:organisationId/letter')
  @Allow(listAccess.letter)
  @SendsFile()
  async scan(@CurrentActor() actor: Actor, @Id('runId') runId: string, @Id('organisationId') organisationId: string) {
    return new FileAnswer(await this.scans.open(actor, runId, organisationId));
  }

  /** Every draft of the list, all or none. It needs number and date of the letter. */
  @Post(':runId/nomination-lists/:organisationId/submission')
  @Allow(nominationAccess.nominate)
  @Answers(listSchema)
  async submit(
    @CurrentActor() actor: Actor,
    @Id('runId') runId: string,
    @Id('organisationId') organisationId: string,
    @Body({ schema: emptyForm }) _: object,
  ) {
    await this.lists.submit(actor, runId, organisationId);
    return this.card(actor, runId, organisationId);
  }

  /** The official list on paper, in Lao unless `lang` says otherwise. */
  @Get(':runId/nomination-lists/:organisationId/document.pdf')
  @Allow(listAccess.export)
  @MayRefuse(409)
  @SendsFile('application/pdf')
  async document(
    @CurrentActor() actor: Actor,
    @Id('runId') runId: string,
    @Id('organisationId') organisationId: string,
    @Query({ schema: documentQuery }) { lang }: DocumentQuery,
  ) {
    return pdfAnswer(await this.documents.draw(actor, runId, organisationId, lang));
  }

  @Get(':runId/nomination-lists/:organisationId/list.xlsx')
  @Allow(listAccess.export)
  @MayRefuse(409)
  @SendsFile(xlsx)
  async workbook(
    @CurrentActor() actor: Actor,
    @Id('runId') runId: string,
    @Id('organisationId') organisationId: string,
    @Query({ schema: documentQuery }) { lang }: DocumentQuery,
  ) {
    return tableAnswer(await this.exports.ofList(actor, runId, organisationId, lang, 'xlsx'));
  }

  @Get(':runId/nomination-lists/:organisationId/list.csv')
  @Allow(listAccess.export)
  @MayRefuse(409)
  @SendsFile('text/csv')
  async csv(
    @CurrentActor() actor: Actor,
    @Id('runId') runId: string,
    @Id('organisationId') organisationId: string,
    @Query({ schema: documentQuery }) { lang }: DocumentQuery,
  ) {
    return tableAnswer(await this.exports.ofList(actor, runId, organisationId, lang, 'csv'));
  }

  /** The nominations of the run by the filters of their list, all pages of it, in the language of `Accept-Language`. */
  @Get(':runId/nominations.xlsx')
  @Allow(listAccess.export)
  @MayRefuse(409)
  @SendsFile(xlsx)
  async shown(
    @CurrentActor() actor: Actor,
    @Id('runId') runId: string,
    @Query({ schema: nominationQuery }) query: NominationQuery,
    @AskedLanguage() language: Language,
  ) {
    return tableAnswer(await this.exports.ofRun(actor, { ...query, runId }, language));
  }

  private async card(actor: Actor, runId: string, organisationId: string) {
    return listResource(await this.lists.get(actor, runId, organisationId));
  }
}
