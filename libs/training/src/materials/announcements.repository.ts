import { Injectable } from '@nestjs/common';
import type { LocalisedText } from '#libs/kernel';
import {
  allOf,
  Database,
  instantOfRaw,
  instantParameter,
  jsonOfRaw,
  type Listing,
  type ListQuery,
  listPage,
  mapListing,
  type Where,
  where,
} from '#libs/platform';
import { Announcement } from './announcement.entity.js';

/** An announcement with the name of whoever made it. */
export interface AnnouncementRow {
  id: string;
  runId: string;
  title: LocalisedText;
  body: LocalisedText;
  announcedAt: Date;
  announcedBy: string | null;
  version: number;
}

const columns = 'an.id, an.run_id, an.title, an.body, an.announced_at, an.version, ac.name AS author';
const author = 'LEFT JOIN account ac ON ac.id = an.created_by';

@Injectable()
export class AnnouncementsRepository {
  constructor(private readonly database: Database) {}

  /** `sight` over announcements `an`. */
  async list(runId: string, sight: Where, query: ListQuery): Promise<Listing<AnnouncementRow>> {
    const listing = await listPage<Record<string, unknown>>(
      this.database,
      {
        from: 'announcement an',
        id: 'an.id',
        where: allOf(where('an.run_id = ?', runId), sight),
        sorts: { announcedAt: 'an.announced_at' },
        defaultSort: '-announcedAt',
        select: columns,
        join: author,
      },
      query,
    );
    return mapListing(listing, announcementOfRaw);
  }

  /** Made since, the latest first. */
  async latest(sight: Where, since: Date, most: number): Promise<AnnouncementRow[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${columns} FROM announcement an ${author} WHERE an.announced_at >= ? AND (${sight.sql})
        ORDER BY an.announced_at DESC, an.id DESC LIMIT ${most}`,
      [instantParameter(since), ...sight.parameters],
    );
    return rows.map(announcementOfRaw);
  }

  async findRow(id: string, sight: Where): Promise<AnnouncementRow | null> {
    const [raw] = await this.database.rows<Record<string, unknown>>(
      `SELECT ${columns} FROM announcement an ${author} WHERE an.id = ? AND (${sight.sql})`,
      [id, ...sight.parameters],
    );
    return raw ? announcementOfRaw(raw) : null;
  }

  find(id: string): Promise<Announcement | null> {
    return this.database.read.findOneBy(Announcement, { id });
  }

  add(announcement: Announcement): Promise<void> {
    return this.database.insert(announcement);
  }

  save(announcement: Announcement): Promise<void> {
    return this.database.update(announcement);
  }
}

const announcementOfRaw = (raw: Record<string, unknown>): AnnouncementRow => ({
  id: raw.id as string,
  runId: raw.run_id as string,
  title: jsonOfRaw(raw.title),
  body: jsonOfRaw(raw.body),
  announcedAt: instantOfRaw(raw.announced_at),
  announcedBy: raw.author as string | null,
  version: Number(raw.version),
});
