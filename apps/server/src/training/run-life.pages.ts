import { Post } from '@nestjs/common';
import { z } from 'zod';
import { emptyForm, reasonForm } from '#libs/platform';
import { RunLife, runAccess } from '#libs/training';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { RunOverview } from './run-overview.js';

// Buttons carry the version of the page they stand on; a step is decided by the run's state alone.
const step = emptyForm.extend({ version: z.number().int().optional() });
const reasoned = reasonForm.extend({ version: z.number().int().optional() });

/** The steps of a run's life as buttons of its page. */
@Pages('runs')
export class RunLifePages {
  constructor(
    private readonly life: RunLife,
    private readonly overview: RunOverview,
  ) {}

  /** The page of the run, shown again with what was refused. */
  @Shows('runs/show')
  show(visit: Visit) {
    return this.overview.of(visit);
  }

  @Post(':id/call')
  @Allow(runAccess.write)
  @Form('show', 'open_call', step)
  async openCall(visit: Visit) {
    await this.life.openCall(visit.actor, visit.id());
    return visit.to(`/runs/${visit.id()}`, 'runs.notice.open_call');
  }

  @Post(':id/call-closing')
  @Allow(runAccess.write)
  @Form('show', 'close_call', step)
  async closeCall(visit: Visit) {
    await this.life.closeCall(visit.actor, visit.id());
    return visit.to(`/runs/${visit.id()}`, 'runs.notice.close_call');
  }

  @Post(':id/start')
  @Allow(runAccess.write)
  @Form('show', 'start', step)
  async start(visit: Visit) {
    await this.life.start(visit.actor, visit.id());
    return visit.to(`/runs/${visit.id()}`, 'runs.notice.start');
  }

  @Post(':id/completion')
  @Allow(runAccess.write)
  @Form('show', 'complete', step)
  async complete(visit: Visit) {
    await this.life.complete(visit.actor, visit.id());
    return visit.to(`/runs/${visit.id()}`, 'runs.notice.complete');
  }

  @Post(':id/closing')
  @Allow(runAccess.write)
  @Form('show', 'close', step)
  async close(visit: Visit) {
    await this.life.close(visit.actor, visit.id());
    return visit.to(`/runs/${visit.id()}`, 'runs.notice.close');
  }

  @Post(':id/cancellation')
  @Allow(runAccess.write)
  @Form('show', 'cancel', reasoned)
  async cancel(visit: Visit, { reason }: z.output<typeof reasoned>) {
    await this.life.cancel(visit.actor, visit.id(), reason);
    return visit.to(`/runs/${visit.id()}`, 'runs.notice.cancel');
  }
}
