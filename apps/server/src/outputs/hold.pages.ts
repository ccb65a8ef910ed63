import { Get, Post } from '@nestjs/common';
import { HoldsService, holdAccess, outputAccess } from '#libs/outputs';
import { reasonForm } from '#libs/platform';
import { RunsService } from '#libs/training';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { holdPage } from './hold.view.js';

@Pages('outputs/:id')
export class HoldPages {
  constructor(
    private readonly holds: HoldsService,
    private readonly runs: RunsService,
  ) {}

  @Get('hold')
  @Allow(outputAccess.read)
  @Shows('outputs/hold')
  async show(visit: Visit) {
    const hold = await this.holds.get(visit.actor, visit.id());
    return holdPage(visit, await this.runs.describe(visit.actor, hold.output.runId), hold);
  }

  @Post('hold-clearance')
  @Allow(holdAccess.clear)
  @Form('show', 'clear', reasonForm)
  async clear(visit: Visit, { reason }: { reason: string }) {
    await this.holds.clear(visit.actor, visit.id(), reason);
    return visit.to(`/outputs/${visit.id()}/hold`, 'output-review.notice.cleared');
  }

  @Post('hold-look')
  @Allow(holdAccess.clear)
  @Form('show', 'again')
  async lookAgain(visit: Visit) {
    await this.holds.lookAgain(visit.actor, visit.id());
    return visit.to(`/outputs/${visit.id()}/hold`, 'output-review.notice.looking');
  }
}
