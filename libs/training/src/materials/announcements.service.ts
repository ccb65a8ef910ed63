import { Injectable } from '@nestjs/common';
import {
  type AccessRow,
  type Actor,
  Clock,
  isGranted,
  type LocalisedText,
  newId,
  notFound,
  requireGrant,
  scopeOf,
  stale,
} from '#libs/kernel';
import { Audit, eventType, type Listing, type ListQuery, Outbox, UnitOfWork } from '#libs/platform';
import { RunsRepository } from '../runs.repository.js';
import { materialAccess } from '../training.policy.js';
import { Announcement } from './announcement.entity.js';
import type { AnnouncementChanges, AnnouncementFields } from './announcement.fields.js';
import { type AnnouncementRow, AnnouncementsRepository } from './announcements.repository.js';
import { MaterialSight } from './material-sight.js';

/** As it was said when it was made: whoever mails it mails those words. */
export interface AnnouncementMade {
  announcementId: string;
  runId: string;
  title: LocalisedText;
  body: LocalisedText;
  /** Name of whoever made it. */
  by: string;
}

export const announcementMade = eventType<AnnouncementMade>('announcement.made');

/** Milliseconds for which an announcement is news. */
const lately = 14 * 24 * 3_600_000;
const mostOfLately = 5;

/** What those who take part in a run are told. */
@Injectable()
export class AnnouncementsService {
  constructor(
    private readonly announcements: AnnouncementsRepository,
    private readonly sight: MaterialSight,
    private readonly runs: RunsRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Those of a run in the actor's sight, the latest first; none for those whose run it is not. */
  async list(actor: Actor, runId: string, query: ListQuery): Promise<Listing<AnnouncementRow>> {
    const scope = this.sight.of(actor, materialAccess.read, 'an.run_id');
    if (!(await this.runs.findInSight(actor, runId))) throw notFound('run');
    return this.announcements.list(runId, scope, query);
  }

  /** What somebody with a seat was told lately in runs of their own, the latest first. */
  async latest(actor: Actor): Promise<AnnouncementRow[]> {
    const selfPersonId = isGranted(actor, materialAccess.read) && scopeOf(actor, materialAccess.read).selfPersonId;
    if (!selfPersonId) return [];
    const since = new Date(this.clock.now().getTime() - lately);
    return this.announcements.latest(this.sight.ofSelf(selfPersonId, 'an.run_id'), since, mostOfLately);
  }

  async get(actor: Actor, id: string): Promise<AnnouncementRow> {
    const row = await this.announcements.findRow(id, this.sight.of(actor, materialAccess.read, 'an.run_id'));
    if (!row) throw notFound('announcement');
    return row;
  }

  /** What somebody may do with what a run hands out. */
  async may(actor: Actor, runId: string): Promise<{ read: boolean; write: boolean }> {
    const isGrantedWithin = async (row: AccessRow) =>
      isGranted(actor, row) && (await this.sight.isWithin(actor, row, runId));
    return { read: await isGrantedWithin(materialAccess.read), write: await isGrantedWithin(materialAccess.write) };
  }

  /** Asked before something is written: whoever may not announce here does not get to type it. */
  expect(actor: Actor, runId: string): Promise<void> {
    return this.sight.requireWriter(actor, runId);
  }

  /** `id` names the announcement: sent twice under one name, by a double click, it is made and mailed once. */
  async announce(actor: Actor, runId: string, fields: AnnouncementFields, id: string = newId()) {
    requireGrant(actor, materialAccess.write);
    return this.unitOfWork.run(async () => {
      await this.runs.hold(runId);
      await this.sight.requireWriter(actor, runId);
      const known = await this.announcements.find(id);
      if (known && known.runId !== runId) throw stale('announcement');
      if (!known) await this.make(actor, runId, fields, id);
      return this.get(actor, id);
    });
  }

  /** Mends what stands on the page; nobody is mailed again. `version` is the one the person was looking at (412). */
  async edit(actor: Actor, id: string, version: number, changes: AnnouncementChanges): Promise<AnnouncementRow> {
    requireGrant(actor, materialAccess.write);
    return this.unitOfWork.run(async () => {
      const { runId } = await this.get(actor, id);
      await this.sight.requireWriter(actor, runId);
      const announcement = (await this.announcements.find(id))!;
      if (announcement.version !== version) throw stale('announcement');
      const { title, body } = announcement;
      await this.announcements.save(Object.assign(announcement, changes));
      await this.audit.record(actor, {
        action: 'announcement.edited',
        noun: 'announcement',
        subjectId: id,
        details: { before: { title, body } },
      });
      return this.get(actor, id);
    });
  }

  private async make(actor: Actor, runId: string, { title, body }: AnnouncementFields, id: string): Promise<void> {
    await this.announcements.add(
      Object.assign(new Announcement(), {
        id,
        runId,
        title,
        body,
        announcedAt: this.clock.now(),
        createdBy: actor.accountId,
        version: 1,
      }),
    );
    await this.audit.record(actor, {
      action: 'announcement.made',
      noun: 'announcement',
      subjectId: id,
      details: { runId, title },
    });
    await this.outbox.raise(announcementMade, { announcementId: id, runId, title, body, by: actor.name });
  }
}
