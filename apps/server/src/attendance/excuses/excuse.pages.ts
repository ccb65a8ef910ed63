import { Get, Post } from '@nestjs/common';
import {
  ExcuseDecisions,
  ExcuseDocumentsService,
  type ExcuseRow,
  ExcusesService,
  excuseAccess,
  excuseQuery,
} from '#libs/attendance';
import { emptyForm, reasonForm } from '#libs/platform';
import { TakesFile } from '../../web/file-routes.js';
import { Allow, Form, Pages, Shows, type Visit } from '../../web/index.js';
import { askingPage, excusePage, excusesPage } from './excuse-page.view.js';
import { receivedExcuse, receivedScan } from './received-excuse.js';

/** Asking to be excused, and deciding on it. */
@Pages('')
export class ExcusePages {
  constructor(
    private readonly excuses: ExcusesService,
    private readonly documents: ExcuseDocumentsService,
    private readonly decisions: ExcuseDecisions,
  ) {}

  @Get('sessions/:id/excuses')
  @Allow(excuseAccess.ask)
  @Shows('excuses/ask')
  async form(visit: Visit) {
    return askingPage(visit, await this.excuses.asking(visit.actor, visit.id()), this.excuses.limit);
  }

  @Post('sessions/:id/excuses')
  @Allow(excuseAccess.ask)
  @Form('form', 'excuse')
  @TakesFile()
  async ask(visit: Visit) {
    await this.excuses.asking(visit.actor, visit.id());
    const { fields, file } = await receivedExcuse(await visit.receive(this.excuses.limit));
    const { id } = await this.excuses.ask(visit.actor, visit.id(), fields, file);
    return visit.to(`/excuses/${id}`, 'excuses.notice.asked');
  }

  @Get('excuses')
  @Allow(excuseAccess.ask)
  @Shows('excuses/index')
  async list(visit: Visit) {
    const query = visit.read(excuseQuery);
    return excusesPage(visit, query, await this.excuses.list(visit.actor, query));
  }

  @Get('excuses/:id')
  @Allow(excuseAccess.ask)
  @Shows('excuses/show')
  async show(visit: Visit) {
    const excuse = await this.excuses.get(visit.actor, visit.id());
    const openings = await this.documents.openings(visit.actor, visit.id());
    const bringing = await this.excuses.bringing(visit.actor, visit.id());
    return excusePage(visit, excuse, openings, bringing, this.excuses.limit);
  }

  @Get('excuses/:id/document')
  @Allow(excuseAccess.open)
  async document(visit: Visit) {
    return visit.file(await this.documents.open(visit.actor, visit.id()));
  }

  @Post('excuses/:id/document')
  @Allow(excuseAccess.ask)
  @Form('show', 'document')
  @TakesFile()
  async attach(visit: Visit) {
    await this.excuses.expectOpen(visit.actor, visit.id());
    await this.excuses.attach(visit.actor, visit.id(), await receivedScan(await visit.receive(this.excuses.limit)));
    return visit.to(`/excuses/${visit.id()}`, 'excuses.notice.attached');
  }

  @Post('excuses/:id/approval')
  @Allow(excuseAccess.decide)
  @Form('show', 'approval', emptyForm)
  async approve(visit: Visit) {
    return decided(visit, await this.decisions.approve(visit.actor, visit.id()));
  }

  @Post('excuses/:id/refusal')
  @Allow(excuseAccess.decide)
  @Form('show', 'refusal', reasonForm)
  async refuse(visit: Visit, { reason }: { reason: string }) {
    return decided(visit, await this.decisions.refuse(visit.actor, visit.id(), reason));
  }
}

const decided = (visit: Visit, { id, status }: ExcuseRow) => visit.to(`/excuses/${id}`, `excuses.notice.${status}`);
