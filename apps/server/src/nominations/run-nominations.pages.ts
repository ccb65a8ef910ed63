import { Get, Post } from '@nestjs/common';
import { Clock, isGranted, localDateOf } from '#libs/kernel';
import {
  ConfirmationService,
  EnrolmentsService,
  enrolmentAccess,
  type NominationFields,
  NominationLists,
  NominationsService,
  nominationAccess,
  nominationFields,
  rosterQuery,
  SelectionService,
  type StepFields,
  stepFields,
} from '#libs/nominations';
import { RunFrames } from '../training/run-frame.js';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { rosterPage } from './enrolment-page.view.js';
import { RunNominationsLoader } from './list/run-nominations.loader.js';
import { nominationFormPage } from './nomination-form.view.js';
import { NomineeChoices } from './nominee-choices.js';

/** The tabs of a run where people are nominated, chosen and, once confirmed, listed. */
@Pages('runs')
export class RunNominationPages {
  constructor(
    private readonly nominations: NominationsService,
    private readonly lists: NominationLists,
    private readonly selection: SelectionService,
    private readonly confirmation: ConfirmationService,
    private readonly enrolments: EnrolmentsService,
    private readonly choices: NomineeChoices,
    private readonly page: RunNominationsLoader,
    private readonly frames: RunFrames,
    private readonly clock: Clock,
  ) {}

  @Get(':runId/nominations')
  @Allow(nominationAccess.read)
  @Shows('nominations/of-run')
  async index(visit: Visit) {
    return this.page.load(visit);
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
  async nominateNew(visit: Visit, fields: NominationFields) {
    const address = `/runs/${visit.id('runId')}/nominations`;
    const ways = { form: `${address}/new`, known: `${address}/known`, reviewed: `${address}/new/reviewed` };
    return (await this.choices.askAbout(visit, fields.person, ways)) ?? this.nominate(visit, fields);
  }

  /** It was asked whether they are somebody known, and they are not. */
  @Post(':runId/nominations/new/reviewed')
  @Allow(nominationAccess.nominate)
  @Form('form', 'new', nominationFields)
  nominateReviewed(visit: Visit, fields: NominationFields) {
    return this.nominate(visit, fields);
  }

  /** Every draft of the visitor at once. */
  @Post(':runId/nominations/submission')
  @Allow(nominationAccess.nominate)
  @Form('index', 'submit-all')
  async submitAll(visit: Visit) {
    const count = await this.lists.submitAll(visit.actor, visit.id('runId'));
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

  private back(visit: Visit, notice: string, args = {}) {
    return visit.to(`/runs/${visit.id('runId')}/nominations`, `nominations.notice.${notice}`, args);
  }

  private today() {
    return localDateOf(this.clock.now());
  }
}
