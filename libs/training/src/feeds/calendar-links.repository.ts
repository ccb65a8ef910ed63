import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Database, instantParameter } from '#libs/platform';
import { CalendarLink } from './calendar-link.entity.js';

@Injectable()
export class CalendarLinksRepository {
  constructor(private readonly database: Database) {}

  /** Those of an account that still lead somewhere, the latest first. */
  liveOf(accountId: string): Promise<CalendarLink[]> {
    return this.database.read.find(CalendarLink, { where: { accountId, revokedAt: IsNull() }, order: { id: 'DESC' } });
  }

  findOf(accountId: string, id: string): Promise<CalendarLink | null> {
    return this.database.read.findOneBy(CalendarLink, { accountId, id });
  }

  findByToken(tokenDigest: string): Promise<CalendarLink | null> {
    return this.database.read.findOneBy(CalendarLink, { tokenDigest });
  }

  add(link: CalendarLink): Promise<void> {
    return this.database.insert(link);
  }

  save(link: CalendarLink): Promise<void> {
    return this.database.update(link);
  }

  /** Leaves the version alone: nobody edits this. */
  async used(id: string, at: Date): Promise<void> {
    await this.database.change('UPDATE calendar_link SET last_used_at = ? WHERE id = ?', [instantParameter(at), id]);
  }
}
