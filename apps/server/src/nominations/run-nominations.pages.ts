import { Get, Post } from '@nestjs/common';
import { Clock, hasRole, isGranted, localDateOf } from '#libs/kernel';
import {
  ConfirmationService,
  EnrolmentsService,
  enrolmentAccess,
  type NominationFields,
  type NominationRow,
  NominationsService,
  nominationAccess,
  nominationFields,
  nominationQuery,
  rosterQuery,
  SelectionBoardService,
  SelectionService,
  type StepFields,
  stepFields,
} from '#libs/nominations';
import { type QuotaRow, QuotasService, quotaAccess } from '#libs/training';
import { RunFrames } from '../training/run-frame.js';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { rosterPage } from './enrolment-page.view.js';
import { nominationFormPage } from './nomination-form.view.js';
import { NomineeChoices } from './nominee-choices.js';
import { runNominationsPage } from './run-nominations-page.view.js';

/** The tabs of a run where people are nominated, chosen and, once confirmed, listed. */
@Pages('runs')
export class RunNominationPages {
  constructor(
    private readonly nominations: NominationsService,
    private readonly selection: SelectionService,
    private readonly boards: SelectionBoardService,
    private readonly confirmation: ConfirmationService,
    private readonly enrolments: EnrolmentsService,
    private readonly choices: NomineeChoices,
    private readonly quotas: QuotasService,
    private readonly frames: RunFrames,
    private readonly clock: Clock,
  ) {}

  @Get(':runId/nominations')
  @Allow(nominationAccess.read)
  @Shows('nominations/of-run')
  async index(visit: Visit) {
    const runId = visit.id('runId');
    const frame = await this.frames.runFrame(visit, runId, 'nominations');
    const query = visit.read(nominationQuery);
    const listing = await this.nominations.list(visit.actor, { ...query, runId, sort: 'rank' });
    const reserves = await this.reservesOf(visit, runId);
    const quotas = await this.quotasOf(visit, runId);
    const counts = await this.nominations.countByStatus(visit.actor, runId);
    const turns = isGranted(visit.actor, nominationAccess.select) ? await this.boards.whoseTurn(runId) : new Map();
    return runNominationsPage(visit, {
      ...frame,
      query,
      listing,
      reserves,
      quotas,
      counts,
      turns,
      today: this.today(),
    });
  }

  @Get(':runId/nominations/new')
  @Allow(nominationAccess.nominate)
  @Shows('nominations/new')
  async form(visit: Visit) {
    const frame = await this.frames.runFrame(visit, visit.id('runId'), 'nominations');
    const known = await this.choices.known(visit);
    const organisations = await this.choices.organisationsOf(visit.actor);
    return nominationFormPage(visit, { ...frame, known, organisations, today: this.today() });
  }

  @Post(':runId/nominations/known')
  @Allow(nominationAccess.nominate)
  @Form('form', 'known', nominationFields)
  nominateKnown(visit: Visit, fields: NominationFields) {
    return this.nominate(visit, fields);
  }

  @Post(':runId/nominations/new')
  @Allow(nominationAccess.nominate)
  @Form('form', 'new', nominationFields)
  nominateNew(visit: Visit, fields: NominationFields) {
    return this.nominate(visit, fields);
  }

  /** Every draft of the visitor at once. */
  @Post(':runId/nominations/submission')
  @Allow(nominationAccess.nominate)
  @Form('index', 'submit-all')
  async submitAll(visit: Visit) {
    const count = await this.nominations.submitAll(visit.actor, visit.id('runId'));
    return this.back(visit, 'submittedAll', { count });
  }

  @Post(':runId/nominations/:id/submission')
  @Allow(nominationAccess.nominate)
  @Form('index', 'submit')
  async submit(visit: Visit) {
    await this.nominations.submit(visit.actor, visit.id());
    return this.back(visit, 'submitted');
  }

  @Post(':runId/nominations/:id/selection')
  @Allow(nominationAccess.select)
  @Form('index', 'select', stepFields)
  async select(visit: Visit, fields: StepFields) {
    await this.selection.select(visit.actor, visit.id(), fields);
    return this.back(visit, 'selected');
  }

  @Post(':runId/nominations/:id/confirmation')
  @Allow(nominationAccess.confirm)
  @Form('index', 'confirm')
  async confirm(visit: Visit) {
    await this.confirmation.confirm(visit.actor, visit.id());
    return this.back(visit, 'confirmed');
  }

  @Get(':runId/enrolments')
  @Allow(enrolmentAccess.roster)
  @Shows('enrolments/of-run')
  async roster(visit: Visit) {
    const runId = visit.id('runId');
    const frame = await this.frames.runFrame(visit, runId, 'enrolments');
    const query = visit.read(rosterQuery);
    const listing = await this.enrolments.roster(visit.actor, runId, query);
    const figures = await this.enrolments.figures(visit.actor, runId);
    const opensNominations = isGranted(visit.actor, nominationAccess.read);
    return rosterPage(visit, { ...frame, query, listing, figures, opensNominations });
  }

  private async nominate(visit: Visit, fields: NominationFields) {
    await this.nominations.nominate(visit.actor, visit.id('runId'), fields);
    return this.back(visit, 'drafted');
  }

  /** The order of reserves, for the one who keeps it. */
  private async reservesOf(visit: Visit, runId: string): Promise<NominationRow[]> {
    if (!hasRole(visit.actor, 'lao_coordinator')) return [];
    const query = nominationQuery.parse({ status: 'reserve', pageSize: 200, total: 'false' });
    const { items } = await this.nominations.list(visit.actor, { ...query, runId });
    return items.toSorted((a, b) => (a.reservePosition ?? 0) - (b.reservePosition ?? 0));
  }

  private async quotasOf(visit: Visit, runId: string): Promise<QuotaRow[]> {
    return isGranted(visit.actor, quotaAccess.read) ? (await this.quotas.ofRun(visit.actor, runId)).quotas : [];
  }

  private back(visit: Visit, notice: string, args = {}) {
    return visit.to(`/runs/${visit.id('runId')}/nominations`, `nominations.notice.${notice}`, args);
  }

  private today() {
    return localDateOf(this.clock.now());
  }
}
