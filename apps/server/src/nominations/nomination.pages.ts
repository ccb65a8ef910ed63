import { Get, Post } from '@nestjs/common';
import { z } from 'zod';
import {
  ConfirmationService,
  EligibilityLifts,
  LateSubstitution,
  type LiftFields,
  liftFields,
  type NominationChanges,
  NominationHistory,
  NominationsService,
  nominationAccess,
  nominationChanges,
  nominationQuery,
  type ReservationFields,
  type ReturnFields,
  reservationFields,
  returnFields,
  SelectionService,
  type StepFields,
  stepFields,
  type UnlockFields,
  unlockFields,
} from '#libs/nominations';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { DossierPanels } from './dossier/dossier-panels.js';
import { historyPage } from './nomination-history.view.js';
import { nominationPage, nominationsPage } from './nomination-page.view.js';
import { NominationStandings } from './nomination-standings.js';

const edit = nominationChanges.extend({ version: z.number().int() });

@Pages('nominations')
export class NominationPages {
  constructor(
    private readonly nominations: NominationsService,
    private readonly selection: SelectionService,
    private readonly confirmation: ConfirmationService,
    private readonly lifts: EligibilityLifts,
    private readonly late: LateSubstitution,
    private readonly histories: NominationHistory,
    private readonly dossiers: DossierPanels,
    private readonly standings: NominationStandings,
  ) {}

  @Get()
  @Allow(nominationAccess.read)
  @Shows('nominations/index')
  async index(visit: Visit) {
    const query = visit.read(nominationQuery);
    return nominationsPage(visit, query, await this.nominations.list(visit.actor, query));
  }

  @Get(':id')
  @Allow(nominationAccess.read)
  @Shows('nominations/show')
  async show(visit: Visit) {
    const dossier = await this.dossiers.of(visit, visit.id());
    const standing = { ...(await this.standings.of(visit)), missing: dossier?.missing ?? [] };
    return { ...nominationPage(visit, standing, await this.histories.of(visit.actor, visit.id())), dossier };
  }

  @Get(':id/history')
  @Allow(nominationAccess.read)
  @Shows('nominations/history')
  async history(visit: Visit) {
    const nomination = await this.nominations.get(visit.actor, visit.id());
    const history = await this.histories.of(visit.actor, visit.id());
    return historyPage(visit, nomination, history, await this.histories.mailsOf(visit.actor, visit.id()));
  }

  @Post(':id/edit')
  @Allow(nominationAccess.nominate)
  @Form('show', 'edit', edit)
  async edit(visit: Visit, { version, ...changes }: NominationChanges & { version: number }) {
    await this.nominations.edit(visit.actor, visit.id(), version, changes);
    return this.back(visit, 'saved');
  }

  @Post(':id/submission')
  @Allow(nominationAccess.nominate)
  @Form('show', 'submit')
  async submit(visit: Visit) {
    await this.nominations.submit(visit.actor, visit.id());
    return this.back(visit, 'submitted');
  }

  @Post(':id/selection')
  @Allow(nominationAccess.select)
  @Form('show', 'select', stepFields)
  async select(visit: Visit, fields: StepFields) {
    await this.selection.select(visit.actor, visit.id(), fields);
    return this.back(visit, 'selected');
  }

  @Post(':id/reservation')
  @Allow(nominationAccess.select)
  @Form('show', 'reserve', reservationFields)
  async reserve(visit: Visit, fields: ReservationFields) {
    await this.selection.reserve(visit.actor, visit.id(), fields);
    return this.back(visit, 'reserved');
  }

  @Post(':id/non-selection')
  @Allow(nominationAccess.select)
  @Form('show', 'not_select', stepFields)
  async notSelect(visit: Visit, fields: StepFields) {
    await this.selection.notSelect(visit.actor, visit.id(), fields);
    return this.back(visit, 'notSelected');
  }

  @Post(':id/eligibility-lift')
  @Allow(nominationAccess.liftBlock)
  @Form('show', 'eligibility_lift', liftFields)
  async liftBlock(visit: Visit, fields: LiftFields) {
    await this.lifts.lift(visit.actor, visit.id(), fields);
    return visit.to(`/nominations/${visit.id()}`, 'eligibility.notice');
  }

  @Post(':id/return')
  @Allow(nominationAccess.return)
  @Form('show', 'return', returnFields)
  async return(visit: Visit, fields: ReturnFields) {
    await this.selection.return(visit.actor, visit.id(), fields);
    return this.back(visit, 'returned');
  }

  @Post(':id/confirmation')
  @Allow(nominationAccess.confirm)
  @Form('show', 'confirm')
  async confirm(visit: Visit) {
    await this.confirmation.confirm(visit.actor, visit.id());
    return this.back(visit, 'confirmed');
  }

  @Post(':id/withdrawal')
  @Allow(nominationAccess.withdraw)
  @Form('show', 'withdraw', stepFields)
  async withdraw(visit: Visit, fields: StepFields) {
    await this.confirmation.withdraw(visit.actor, visit.id(), fields);
    return this.back(visit, 'withdrawn');
  }

  @Post(':id/substitution-unlock')
  @Allow(nominationAccess.unlockSubstitution)
  @Form('show', 'unlock_substitution', unlockFields)
  async unlockSubstitution(visit: Visit, fields: UnlockFields) {
    await this.late.unlock(visit.actor, visit.id(), fields);
    return this.back(visit, 'substitutionUnlocked');
  }

  private back(visit: Visit, notice: string) {
    return visit.to(`/nominations/${visit.id()}`, `nominations.notice.${notice}`);
  }
}
