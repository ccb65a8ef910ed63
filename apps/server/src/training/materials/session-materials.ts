import { Injectable } from '@nestjs/common';
import { isGranted } from '#libs/kernel';
import { AnnouncementsService, MaterialsService, materialAccess, materialQuery, type SessionRow } from '#libs/training';
import type { Visit } from '../../web/index.js';
import { materialRows } from './material-list.view.js';

/** What is handed out for one session, on its page; null for whoever sees the timetable alone. */
@Injectable()
export class SessionMaterials {
  constructor(
    private readonly materials: MaterialsService,
    private readonly announcements: AnnouncementsService,
  ) {}

  async of(visit: Visit, { id, runId }: SessionRow) {
    if (!isGranted(visit.actor, materialAccess.read)) return null;
    const query = materialQuery.parse({ pageSize: 200, total: 'false', sessionId: id });
    const { items } = await this.materials.list(visit.actor, runId, query);
    const { write } = await this.announcements.may(visit.actor, runId);
    return {
      items: materialRows(visit, items, write),
      mayWrite: write,
      addFile: { label: visit.t('materials.add.file'), href: `/runs/${runId}/material-files/new?session=${id}` },
      addLink: { label: visit.t('materials.add.link'), href: `/runs/${runId}/materials/new?session=${id}` },
    };
  }
}
