import { Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { listQuery, reasonForm } from '#libs/platform';
import { RunsService, SessionsService, sessionAccess } from '#libs/training';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { SessionMaterials } from './materials/session-materials.js';
import { RunFrames } from './run-frame.js';
import {
  type EditedSessionForm,
  editedSessionForm,
  removalForm,
  type SessionForm as SessionFormFields,
  sessionForm,
} from './session.forms.js';
import { SessionForm } from './session-form.js';
import { sessionPage, timetablePage } from './session-page.view.js';

/** The tab of a run with its timetable. */
@Pages('runs')
export class RunSessionPages {
  constructor(
    private readonly sessions: SessionsService,
    private readonly forms: SessionForm,
    private readonly frames: RunFrames,
  ) {}

  @Get(':id/sessions')
  @Allow(sessionAccess.read)
  @Shows('sessions/of-run')
  async index(visit: Visit) {
    const query = visit.read(listQuery);
    const framed = await this.frames.runFrame(visit, visit.id(), 'sessions');
    return timetablePage(visit, framed, await this.sessions.list(visit.actor, visit.id(), query));
  }

  @Get(':id/sessions/new')
  @Allow(sessionAccess.write)
  @Shows('sessions/form')
  async form(visit: Visit) {
    const { run } = await this.frames.runFrame(visit, visit.id(), 'sessions');
    return this.forms.page(visit, run, null);
  }

  @Post(':id/sessions/new')
  @Allow(sessionAccess.write)
  @Form('form', 'session', sessionForm)
  async schedule(visit: Visit, { step, ...fields }: SessionFormFields) {
    if (step === 'check') {
      const { run } = await this.frames.runFrame(visit, visit.id(), 'sessions');
      return this.forms.check(visit, run, null, fields);
    }
    await this.sessions.schedule(visit.actor, visit.id(), fields);
    return visit.to(`/runs/${visit.id()}/sessions`, 'sessions.notice.scheduled');
  }
}

const reasoned = reasonForm.extend({ version: z.number().int().optional() });

@Pages('sessions')
export class SessionPages {
  constructor(
    private readonly sessions: SessionsService,
    private readonly runs: RunsService,
    private readonly forms: SessionForm,
    private readonly materials: SessionMaterials,
  ) {}

  @Get(':id')
  @Allow(sessionAccess.read)
  @Shows('sessions/show')
  async show(visit: Visit) {
    const session = await this.sessions.getInSight(visit.actor, visit.id());
    const run = await this.runs.describe(visit.actor, session.runId);
    return { ...sessionPage(visit, run, session), handedOut: await this.materials.of(visit, session) };
  }

  @Get(':id/edit')
  @Allow(sessionAccess.write)
  @Shows('sessions/form')
  async editForm(visit: Visit) {
    const session = await this.sessions.getInSight(visit.actor, visit.id());
    return this.forms.page(visit, await this.runs.describe(visit.actor, session.runId), session);
  }

  @Post(':id/edit')
  @Allow(sessionAccess.write)
  @Form('editForm', 'session', editedSessionForm)
  async edit(visit: Visit, { version, step, ...fields }: EditedSessionForm) {
    if (step === 'check') {
      const session = await this.sessions.getInSight(visit.actor, visit.id());
      return this.forms.check(visit, await this.runs.describe(visit.actor, session.runId), session, fields);
    }
    await this.sessions.edit(visit.actor, visit.id(), version, fields);
    return visit.to(`/sessions/${visit.id()}`, 'sessions.notice.saved');
  }

  @Post(':id/cancellation')
  @Allow(sessionAccess.write)
  @Form('show', 'cancel', reasoned)
  async cancel(visit: Visit, { reason }: z.output<typeof reasoned>) {
    await this.sessions.cancel(visit.actor, visit.id(), reason);
    return visit.to(`/sessions/${visit.id()}`, 'sessions.notice.cancelled');
  }

  @Post(':id/removal')
  @Allow(sessionAccess.write)
  @Form('show', 'remove', removalForm)
  async remove(visit: Visit, { version }: z.output<typeof removalForm>) {
    const { runId } = await this.sessions.getInSight(visit.actor, visit.id());
    await this.sessions.remove(visit.actor, visit.id(), version);
    return visit.to(`/runs/${runId}/sessions`, 'sessions.notice.removed');
  }
}
