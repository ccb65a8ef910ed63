import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type LocalDate, type LocalisedText, newId, searchKey } from '#libs/kernel';
import { allOf, containing, Database, jsonOfRaw, type Listing, listPage, placeholders, where } from '#libs/platform';
import { Room, type RoomContent } from './room.entity.js';
import type { ClosureRows, RoomQuery } from './room.fields.js';
import type { RoomKind } from './room.rules.js';
import { RoomClosure } from './room-closure.entity.js';

/** Days on which a room is closed, first and last included. */
export interface Closure {
  startsOn: LocalDate;
  endsOn: LocalDate;
  reason: string;
}

/** A room with its host by name and the days it is closed. */
export interface RoomRow extends RoomContent {
  id: string;
  hostOrganisationName: LocalisedText | null;
  closures: Closure[];
  version: number;
}

const columns = `ro.id, ro.code, ro.kind, ro.name, ro.place, ro.country, ro.province, ro.zone, ro.capacity,
  ro.host_organisation_id, ro.host_name, ro.host_phone, ho.name AS host_organisation, ro.version`;

const host = 'LEFT JOIN organisation ho ON ho.id = ro.host_organisation_id';

@Injectable()
export class RoomsRepository {
  constructor(private readonly database: Database) {}

  async list({ kind, country, province, q, ...query }: RoomQuery): Promise<Listing<RoomRow>> {
    const words = q ? searchKey(q) : '';
    const listing = await listPage<Record<string, unknown>>(
      this.database,
      {
        from: 'room ro',
        id: 'ro.id',
        where: allOf(
          kind ? where('ro.kind = ?', kind) : null,
          country ? where('ro.country = ?', country) : null,
          province ? where('ro.province = ?', province) : null,
          words ? where("ro.search_key LIKE ? ESCAPE '!'", containing(words)) : null,
        ),
        sorts: { code: 'ro.code', capacity: 'ro.capacity' },
        defaultSort: 'code',
        select: columns,
        join: host,
      },
      query,
    );
    return { ...listing, items: await this.withClosures(listing.items) };
  }

  async findRow(id: string): Promise<RoomRow | null> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${columns} FROM room ro ${host} WHERE ro.id = ?`,
      [id],
    );
    return (await this.withClosures(rows))[0] ?? null;
  }

  find(id: string): Promise<Room | null> {
    return this.database.read.findOneBy(Room, { id });
  }

  ofIds(ids: readonly string[]): Promise<Room[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.database.read.findBy(Room, { id: In([...ids]) });
  }

  async hasOrganisation(id: string): Promise<boolean> {
    return (await this.database.rows('SELECT id FROM organisation WHERE id = ?', [id])).length > 0;
  }

  add(room: Room): Promise<void> {
    return this.database.insert(room);
  }

  save(room: Room): Promise<void> {
    return this.database.update(room);
  }

  async close(roomId: string, rows: ClosureRows): Promise<void> {
    await this.database.change('DELETE FROM room_closure WHERE room_id = ?', [roomId]);
    await this.database.insertAll(rows.map((row) => Object.assign(new RoomClosure(), { id: newId(), roomId, ...row })));
  }

  private async withClosures(rows: Record<string, unknown>[]): Promise<RoomRow[]> {
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    const closures = await this.database.rows<Closure & { roomId: string }>(
      `SELECT room_id AS roomId, starts_on AS startsOn, ends_on AS endsOn, reason FROM room_closure
        WHERE room_id IN (${placeholders(ids)}) ORDER BY starts_on, id`,
      ids,
    );
    return rows.map((raw) => ({
      ...roomOfRaw(raw),
      closures: closures
        .filter(({ roomId }) => roomId === raw.id)
        .map(({ startsOn, endsOn, reason }) => ({ startsOn, endsOn, reason })),
    }));
  }
}

const roomOfRaw = (raw: Record<string, unknown>): Omit<RoomRow, 'closures'> => ({
  id: raw.id as string,
  code: raw.code as string,
  kind: raw.kind as RoomKind,
  name: jsonOfRaw(raw.name),
  place: jsonOfRaw(raw.place),
  country: raw.country as RoomRow['country'],
  province: raw.province as string | null,
  zone: raw.zone as string,
  capacity: Number(raw.capacity),
  hostOrganisationId: raw.host_organisation_id as string | null,
  hostOrganisationName: raw.host_organisation === null ? null : jsonOfRaw(raw.host_organisation),
  hostName: raw.host_name as string,
  hostPhone: raw.host_phone as string,
  version: Number(raw.version),
});
