import { Injectable } from '@nestjs/common';
import { type Actor, invalid, newId, notFound, requireGrant, stale } from '#libs/kernel';
import { Audit, type Listing, UnitOfWork, violatesUnique } from '#libs/platform';
import { roomAccess } from '../training.policy.js';
import { Room, type RoomContent } from './room.entity.js';
import type { ClosureRows, RoomChanges, RoomFields, RoomQuery } from './room.fields.js';
import { type RoomRow, RoomsRepository } from './rooms.repository.js';

/** Rooms to teach in and sites to visit. */
@Injectable()
export class RoomsService {
  constructor(
    private readonly rooms: RoomsRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  async list(actor: Actor, query: RoomQuery): Promise<Listing<RoomRow>> {
    requireGrant(actor, roomAccess.read);
    return this.rooms.list(query);
  }

  async get(actor: Actor, id: string): Promise<RoomRow> {
    requireGrant(actor, roomAccess.read);
    const row = await this.rooms.findRow(id);
    if (!row) throw notFound('room');
    return row;
  }

  async add(actor: Actor, fields: RoomFields): Promise<RoomRow> {
    requireGrant(actor, roomAccess.write);
    return this.unitOfWork.run(async () => {
      const room = Object.assign(new Room(), { id: newId(), version: 1 });
      await this.describe(room, fields);
      await unlessCodeTaken(() => this.rooms.add(room));
      await this.audit.record(actor, { action: 'room.added', noun: 'room', subjectId: room.id });
      return this.get(actor, room.id);
    });
  }

  /** `version` is the one the person was looking at (412). */
  async edit(actor: Actor, id: string, version: number, changes: RoomChanges): Promise<RoomRow> {
    return this.change(actor, id, version, async (room) => {
      await this.describe(room, { ...contentOf(room), ...changes });
      await unlessCodeTaken(() => this.rooms.save(room));
      return { action: 'room.edited', details: { fields: Object.keys(changes) } };
    });
  }

  /** Says anew when it is closed. Sessions that are planned there stay: the page of the room shows them. */
  async close(actor: Actor, id: string, version: number, closures: ClosureRows): Promise<RoomRow> {
    return this.change(actor, id, version, async (room) => {
      // Saved first: whoever books the room meanwhile waits for its row, and then sees when it is closed.
      await this.rooms.save(room);
      await this.rooms.close(id, closures);
      return { action: 'room.closed', details: { closures } };
    });
  }

  private change(
    actor: Actor,
    id: string,
    version: number,
    how: (room: Room) => Promise<{ action: string; details: Record<string, unknown> }>,
  ): Promise<RoomRow> {
    requireGrant(actor, roomAccess.write);
    return this.unitOfWork.run(async () => {
      const room = await this.rooms.find(id);
      if (!room) throw notFound('room');
      if (room.version !== version) throw stale('room');
      await this.audit.record(actor, { ...(await how(room)), noun: 'room', subjectId: id });
      return this.get(actor, id);
    });
  }

  private async describe(room: Room, content: RoomContent): Promise<void> {
    const { country, province, hostOrganisationId } = content;
    if (country !== 'LA' && province !== null) throw invalid({ pointer: '/province', code: 'room.province_of_laos' });
    if (hostOrganisationId !== null && !(await this.rooms.hasOrganisation(hostOrganisationId)))
      throw invalid({ pointer: '/hostOrganisationId', code: 'field.not_a_choice' });
    room.describe(content);
  }
}

function contentOf(room: Room): RoomContent {
  const { id: _id, searchKey: _searchKey, version: _version, ...content } = { ...room };
  return content as RoomContent;
}

async function unlessCodeTaken(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (violatesUnique(error, 'uq_room_code', 'room', ['code']))
      throw invalid({ pointer: '/code', code: 'room.code_taken' });
    throw error;
  }
}
