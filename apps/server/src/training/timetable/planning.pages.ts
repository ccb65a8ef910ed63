import { Get, Post } from '@nestjs/common';
import { listQuery } from '#libs/platform';
import {
  type CopyPlan,
  type MovesPlan,
  passOver,
  RoomsService,
  RunCopiesService,
  RunsService,
  roomQuery,
  runAccess,
  type SeriesPlan,
  SessionMovesService,
  SessionSeriesService,
  SessionsService,
  sessionAccess,
} from '#libs/training';
import { Allow, Form, OtherPage, Pages, Shows, type Visit } from '../../web/index.js';
import { SessionForm } from '../session-form.js';
import { type CopyForm, copyForm, type MovesForm, movesForm, type SeriesForm, seriesForm } from './planning.forms.js';
import { copyPage, leftOutOf, movesPage, seriesPage } from './planning-page.view.js';

const everything = listQuery.parse({ pageSize: 200, total: 'false' });

/** A planner's forms for many sessions at once. Each has a button that only looks. */
@Pages('runs')
export class PlanningPages {
  constructor(
    private readonly runs: RunsService,
    private readonly sessions: SessionsService,
    private readonly rooms: RoomsService,
    private readonly sessionForm: SessionForm,
    private readonly series: SessionSeriesService,
    private readonly moves: SessionMovesService,
    private readonly copies: RunCopiesService,
  ) {}

  @Get(':id/session-series')
  @Allow(sessionAccess.write)
  @Shows('planning/series')
  async seriesForm(visit: Visit, plan: SeriesPlan | null = null) {
    const run = await this.runs.describe(visit.actor, visit.id());
    return seriesPage(visit, run, await this.sessionForm.page(visit, run, null), plan);
  }

  @Post(':id/session-series')
  @Allow(sessionAccess.write)
  @Form('seriesForm', 'session', seriesForm)
  async schedule(visit: Visit, { step, ...fields }: SeriesForm) {
    if (step === 'check') {
      const plan = await this.series.preview(visit.actor, visit.id(), fields);
      passOver(plan.clashes, fields.override);
      visit.keep('session');
      return new OtherPage('planning/series', await this.seriesForm(visit, plan));
    }
    const { days } = await this.series.schedule(visit.actor, visit.id(), fields);
    return visit.to(`/runs/${visit.id()}/sessions`, 'planning.notice.series', { count: days.length });
  }

  @Get(':id/session-moves')
  @Allow(sessionAccess.write)
  @Shows('planning/moves')
  async movesForm(visit: Visit, plan: MovesPlan | null = null) {
    const run = await this.runs.describe(visit.actor, visit.id());
    const { items } = await this.sessions.list(visit.actor, run.id, everything);
    const planned = items.filter(({ status }) => status === 'planned');
    return movesPage(visit, run, planned, plan);
  }

  @Post(':id/session-moves')
  @Allow(sessionAccess.write)
  @Form('movesForm', 'moves', movesForm)
  async move(visit: Visit, { step, ...fields }: MovesForm) {
    if (step === 'check') {
      const plan = await this.moves.preview(visit.actor, visit.id(), fields);
      passOver(plan.clashes, fields.override);
      visit.keep('moves');
      return new OtherPage('planning/moves', await this.movesForm(visit, plan));
    }
    const { length } = await this.moves.move(visit.actor, visit.id(), fields);
    return visit.to(`/runs/${visit.id()}/sessions`, 'planning.notice.moves', { count: length });
  }

  @Get(':id/copy')
  @Allow(runAccess.write)
  @Shows('planning/copy')
  async copyForm(visit: Visit, plan: CopyPlan | null = null) {
    const run = await this.runs.describe(visit.actor, visit.id());
    const rooms = plan ? await this.rooms.list(visit.actor, roomQuery.parse(everything)) : null;
    return copyPage(visit, run, plan, new Map(rooms?.items.map(({ id, code }) => [id, code])));
  }

  @Post(':id/copy')
  @Allow(runAccess.write)
  @Form('copyForm', 'copy', copyForm)
  async copy(visit: Visit, { step, ...fields }: CopyForm) {
    if (step === 'check') {
      const plan = await this.copies.preview(visit.actor, visit.id(), fields);
      visit.keep('copy');
      return new OtherPage('planning/copy', await this.copyForm(visit, plan));
    }
    const { run, plan } = await this.copies.copy(visit.actor, visit.id(), fields);
    const count = leftOutOf(plan);
    return visit.to(`/runs/${run.id}/sessions`, count > 0 ? 'planning.notice.copyLess' : 'planning.notice.copy', {
      count,
    });
  }
}
