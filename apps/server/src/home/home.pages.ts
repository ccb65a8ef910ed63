import { Get } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { RunsService, runQuery } from '#libs/training';
import { AllowAnyone, OtherPage, Pages, Shows, type Visit } from '../web/index.js';
import { frontPage, waitingPage } from './home.view.js';
import { Waiting } from './waiting.js';

/** The public front page, and for those signed in what waits on them. */
@Pages('')
export class HomePages {
  constructor(
    private readonly waiting: Waiting,
    private readonly runs: RunsService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @AllowAnyone()
  @Shows('home/front')
  async home(visit: Visit) {
    if (visit.actor.accountId === null) {
      const { items } = await this.runs.list(
        visit.actor,
        runQuery.parse({ call: 'open', total: 'false', pageSize: 20 }),
      );
      return frontPage(visit, items);
    }
    const items = await this.waiting.of(visit.actor);
    return new OtherPage('home/waiting', waitingPage(visit, items, this.clock.now()));
  }
}
