import { Get } from '@nestjs/common';
import { listQuery } from '#libs/platform';
import { AnnouncementsService, materialAccess } from '#libs/training';
import { Allow, Pages, Shows, type Visit } from '../../web/index.js';
import { RunFrames } from '../run-frame.js';
import { runMaterialsPage } from './materials-page.view.js';

/** The tab of a run where those who take part find what is announced. */
@Pages('runs')
export class RunMaterialPages {
  constructor(
    private readonly announcements: AnnouncementsService,
    private readonly frames: RunFrames,
  ) {}

  @Get(':id/materials')
  @Allow(materialAccess.read)
  @Shows('materials/of-run')
  async index(visit: Visit) {
    const query = visit.read(listQuery);
    const framed = await this.frames.runFrame(visit, visit.id(), 'materials');
    return runMaterialsPage(visit, framed, {
      announcements: await this.announcements.list(visit.actor, visit.id(), query),
      may: await this.announcements.may(visit.actor, visit.id()),
    });
  }
}
