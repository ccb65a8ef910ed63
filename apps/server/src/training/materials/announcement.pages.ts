import { Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { idField } from '#libs/platform';
import { AnnouncementsService, announcementFields, materialAccess, RunsService } from '#libs/training';
import { Allow, Form, Pages, Shows, type Visit } from '../../web/index.js';
import { announcementFormPage } from './announcement-page.view.js';

/** The page names the announcement before it is sent: sent twice, it is made once. */
const namedAnnouncement = announcementFields.extend({ announcementId: idField() });

const editedAnnouncement = announcementFields.extend({ version: z.number().int() });

@Pages('runs')
export class RunAnnouncementPages {
  constructor(
    private readonly announcements: AnnouncementsService,
    private readonly runs: RunsService,
  ) {}

  @Get(':id/announcements/new')
  @Allow(materialAccess.write)
  @Shows('announcements/form')
  async form(visit: Visit) {
    await this.announcements.expect(visit.actor, visit.id());
    return announcementFormPage(visit, await this.runs.describe(visit.actor, visit.id()), null);
  }

  @Post(':id/announcements/new')
  @Allow(materialAccess.write)
  @Form('form', 'announcement', namedAnnouncement)
  async announce(visit: Visit, { announcementId, ...fields }: z.output<typeof namedAnnouncement>) {
    await this.announcements.announce(visit.actor, visit.id(), fields, announcementId);
    return visit.to(`/runs/${visit.id()}/materials`, 'announcements.notice.made');
  }
}

@Pages('announcements')
export class AnnouncementPages {
  constructor(
    private readonly announcements: AnnouncementsService,
    private readonly runs: RunsService,
  ) {}

  @Get(':id/edit')
  @Allow(materialAccess.write)
  @Shows('announcements/form')
  async form(visit: Visit) {
    const announcement = await this.announcements.get(visit.actor, visit.id());
    await this.announcements.expect(visit.actor, announcement.runId);
    return announcementFormPage(visit, await this.runs.describe(visit.actor, announcement.runId), announcement);
  }

  @Post(':id/edit')
  @Allow(materialAccess.write)
  @Form('form', 'announcement', editedAnnouncement)
  async edit(visit: Visit, { version, ...fields }: z.output<typeof editedAnnouncement>) {
    const { runId } = await this.announcements.edit(visit.actor, visit.id(), version, fields);
    return visit.to(`/runs/${runId}/materials`, 'announcements.notice.saved');
  }
}
