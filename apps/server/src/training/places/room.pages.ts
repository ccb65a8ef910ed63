import { Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { isGranted } from '#libs/kernel';
import { OrganisationsService } from '#libs/people';
import {
  closureRows,
  type RoomFields,
  RoomsService,
  roomAccess,
  roomFields,
  roomQuery,
  SessionsService,
  sessionAccess,
} from '#libs/training';
import { Allow, Form, Pages, Shows, type Visit } from '../../web/index.js';
import { closuresPage, roomFormPage, roomPage, roomsPage } from './room-page.view.js';

const editForm = roomFields.extend({ version: z.number().int() });

/** Rows in which nothing was typed are not meant. */
const closureForm = z.strictObject({
  version: z.number().int(),
  closures: z
    .array(z.strictObject({ startsOn: z.string(), endsOn: z.string(), reason: z.string() }))
    .transform((rows) => rows.filter((row) => Object.values(row).some((typed) => typed.trim() !== '')))
    .pipe(closureRows),
});

@Pages('rooms')
export class RoomPages {
  constructor(
    private readonly rooms: RoomsService,
    private readonly sessions: SessionsService,
    private readonly organisations: OrganisationsService,
  ) {}

  @Get()
  @Allow(roomAccess.read)
  @Shows('rooms/index')
  async index(visit: Visit) {
    const query = visit.read(roomQuery);
    return roomsPage(visit, query, await this.rooms.list(visit.actor, query));
  }

  @Get('new')
  @Allow(roomAccess.write)
  @Shows('rooms/form')
  async form(visit: Visit) {
    return roomFormPage(visit, await this.organisations.tree(visit.actor), null);
  }

  @Post('new')
  @Allow(roomAccess.write)
  @Form('form', 'room', roomFields)
  async add(visit: Visit, fields: RoomFields) {
    const { id } = await this.rooms.add(visit.actor, fields);
    return visit.to(`/rooms/${id}`, 'rooms.notice.added');
  }

  @Get(':id')
  @Allow(roomAccess.read)
  @Shows('rooms/show')
  async show(visit: Visit) {
    const room = await this.rooms.get(visit.actor, visit.id());
    const seesTimetable = isGranted(visit.actor, sessionAccess.read);
    return roomPage(visit, room, seesTimetable ? await this.sessions.ofRoom(visit.actor, room.id) : null);
  }

  @Get(':id/edit')
  @Allow(roomAccess.write)
  @Shows('rooms/form')
  async editForm(visit: Visit) {
    const room = await this.rooms.get(visit.actor, visit.id());
    return roomFormPage(visit, await this.organisations.tree(visit.actor), room);
  }

  @Post(':id/edit')
  @Allow(roomAccess.write)
  @Form('editForm', 'room', editForm)
  async edit(visit: Visit, { version, ...fields }: z.output<typeof editForm>) {
    await this.rooms.edit(visit.actor, visit.id(), version, fields);
    return visit.to(`/rooms/${visit.id()}`, 'rooms.notice.saved');
  }

  @Get(':id/closures')
  @Allow(roomAccess.write)
  @Shows('rooms/closures')
  async closures(visit: Visit) {
    return closuresPage(visit, await this.rooms.get(visit.actor, visit.id()));
  }

  @Post(':id/closures')
  @Allow(roomAccess.write)
  @Form('closures', 'closures', closureForm)
  async close(visit: Visit, { version, closures }: z.output<typeof closureForm>) {
    await this.rooms.close(visit.actor, visit.id(), version, closures);
    return visit.to(`/rooms/${visit.id()}`, 'rooms.notice.closed');
  }
}
