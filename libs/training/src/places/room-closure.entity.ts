import { Check, Entity } from 'typeorm';
import type { LocalDate } from '#libs/kernel';
import { calendarDate, id, Key, longText, References, Stored } from '#libs/platform';
import { Room } from './room.entity.js';

/** Days, first and last included, on which nothing is held in a room. */
@Entity('room_closure')
@Check('ck_room_closure_days', 'ends_on >= starts_on')
export class RoomClosure {
  @Key() id: string;
  @Stored(id()) @References(() => Room) roomId: string;
  @Stored(calendarDate()) startsOn: LocalDate;
  @Stored(calendarDate()) endsOn: LocalDate;
  @Stored(longText()) reason: string;
}
