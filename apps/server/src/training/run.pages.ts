import { Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { Clock, localDateOf } from '#libs/kernel';
import { listQuery } from '#libs/platform';
import {
  CoursesService,
  courseQuery,
  ProgrammesService,
  Quotas,
  RunsService,
  runAccess,
  runFields,
  runQuery,
} from '#libs/training';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { rulesForm, rulesOfForm } from './eligibility.forms.js';
import { requiredForm, requiredOfRun } from './required-outputs.forms.js';
import { runsPage } from './run-list.view.js';
import { RunOverview } from './run-overview.js';
import { runEditPage, runNewPage } from './run-page.view.js';

const plannedRun = runFields
  .omit({ eligibilityRules: true, requiredOutputs: true })
  .extend({ rules: rulesForm, required: requiredForm });
const editedRun = plannedRun.required().extend({ rules: rulesForm, required: requiredForm, version: z.number().int() });
const everything = { pageSize: 200, total: 'false' };

/** Runs: the list, the page that everything of one run hangs on, planning and editing. */
@Pages('runs')
export class RunPages {
  constructor(
    private readonly runs: RunsService,
    private readonly courses: CoursesService,
    private readonly programmes: ProgrammesService,
    private readonly quotas: Quotas,
    private readonly overview: RunOverview,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow(runAccess.read)
  @Shows('runs/index')
  async index(visit: Visit) {
    const query = visit.read(runQuery);
    const listing = await this.runs.list(visit.actor, query);
    const { organisationPath } = visit.actor;
    const own = organisationPath
      ? await this.quotas.coveringIn(
          listing.items.map(({ id }) => id),
          organisationPath,
        )
      : null;
    const { items: programmes } = await this.programmes.list(visit.actor, listQuery.parse(everything));
    return runsPage(visit, query, listing, { own, programmes, today: localDateOf(this.clock.now()) });
  }

  @Get('new')
  @Allow(runAccess.write)
  @Shows('runs/new')
  async newForm(visit: Visit) {
    const { items: courses } = await this.courses.list(visit.actor, courseQuery.parse(everything));
    return runNewPage(visit, courses, visit.query.courseId);
  }

  @Post('new')
  @Allow(runAccess.write)
  @Form('newForm', 'run', plannedRun)
  async plan(visit: Visit, { rules, required, ...fields }: z.output<typeof plannedRun>) {
    const asked = { eligibilityRules: rulesOfForm(rules), requiredOutputs: requiredOfRun(required) };
    const { id } = await this.runs.plan(visit.actor, { ...fields, ...asked });
    return visit.to(`/runs/${id}`, 'runs.notice.planned');
  }

  @Get(':id')
  @Allow(runAccess.read)
  @Shows('runs/show')
  async show(visit: Visit) {
    return this.overview.of(visit);
  }

  @Get(':id/edit')
  @Allow(runAccess.write)
  @Shows('runs/edit')
  async editForm(visit: Visit) {
    const run = await this.runs.describe(visit.actor, visit.id());
    const { items: courses } = await this.courses.list(visit.actor, courseQuery.parse(everything));
    return runEditPage(visit, run, courses);
  }

  @Post(':id/edit')
  @Allow(runAccess.write)
  @Form('editForm', 'run', editedRun)
  async edit(visit: Visit, { version, rules, required, ...fields }: z.output<typeof editedRun>) {
    const changes = { ...fields, eligibilityRules: rulesOfForm(rules), requiredOutputs: requiredOfRun(required) };
    await this.runs.edit(visit.actor, visit.id(), version, changes);
    return visit.to(`/runs/${visit.id()}`, 'runs.notice.saved');
  }
}
