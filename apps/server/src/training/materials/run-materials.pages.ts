import { Get } from '@nestjs/common';
import { listQuery } from '#libs/platform';
import { AnnouncementsService, MaterialsService, materialAccess, materialQuery } from '#libs/training';
import { Allow, Pages, Shows, type Visit } from '../../web/index.js';
import { RunFrames } from '../run-frame.js';
import { runMaterialsPage } from './materials-page.view.js';

const everyMaterial = materialQuery.parse({ pageSize: 200, total: 'false' });

/** The tab of a run where those who take part find what is announced and handed out. */
@Pages('runs')
export class RunMaterialPages {
  constructor(
    private readonly announcements: AnnouncementsService,
    private readonly materials: MaterialsService,
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
      materials: (await this.materials.list(visit.actor, visit.id(), everyMaterial)).items,
      may: await this.announcements.may(visit.actor, visit.id()),
    });
  }
}
