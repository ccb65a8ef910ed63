import { Get, Post } from '@nestjs/common';
import { Clock, localDateOf } from '#libs/kernel';
import {
  ConfirmationService,
  DossierQueue,
  dossierAccess,
  dossierQuery,
  NominationsService,
  nominationAccess,
  type ReturnFields,
  returnFields,
  SelectionService,
} from '#libs/nominations';
import { Allow, Form, Pages, Shows, type Visit } from '../../web/index.js';
import { DossierChecks } from './dossier-checks.js';
import { dossierCheckPage, dossierQueuePage } from './dossier-queue.view.js';

/** VIOIT's queue: one dossier after the other, confirmed or returned. */
@Pages('dossiers')
export class DossierQueuePages {
  constructor(
    private readonly queue: DossierQueue,
    private readonly checks: DossierChecks,
    private readonly nominations: NominationsService,
    private readonly confirmation: ConfirmationService,
    private readonly selection: SelectionService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow(dossierAccess.queue)
  @Shows('dossiers/index')
  async index(visit: Visit) {
    const query = visit.read(dossierQuery);
    const listing = await this.queue.list(visit.actor, query);
    const waiting = await this.nominations.waiting(visit.actor);
    return dossierQueuePage(visit, { query, listing, waiting, today: localDateOf(this.clock.now()) });
  }

  @Get(':id')
  @Allow(dossierAccess.queue)
  @Shows('dossiers/check')
  async show(visit: Visit) {
    return dossierCheckPage(visit, await this.checks.of(visit));
  }

  @Post(':id/confirmation')
  @Allow(nominationAccess.confirm)
  @Form('show', 'confirm')
  async confirm(visit: Visit) {
    await this.confirmation.confirm(visit.actor, visit.id());
    return this.onwards(visit, 'confirmed');
  }

  @Post(':id/return')
  @Allow(dossierAccess.queue)
  @Form('show', 'return', returnFields)
  async return(visit: Visit, fields: ReturnFields) {
    await this.selection.return(visit.actor, visit.id(), fields);
    return this.onwards(visit, 'returned');
  }

  private async onwards(visit: Visit, notice: string) {
    const { fullName: name } = await this.nominations.get(visit.actor, visit.id());
    return visit.to(await this.checks.onwards(visit), `dossier.notice.${notice}`, { name });
  }
}
