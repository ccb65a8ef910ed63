import { type RoomFields, type RoomRow, RoomsService } from '#libs/training';
import { en, type Finder, vnCoordinator } from './training.js';

let counter = 0;

/** A room for forty people in Hanoi. */
export function room(found: Finder, more: Partial<RoomFields> = {}): Promise<RoomRow> {
  counter += 1;
  return found.get(RoomsService).add(vnCoordinator, {
    code: `A-${counter}`,
    kind: 'room',
    name: en(`Hall ${counter}`),
    place: en('46 Ngô Quyền, Hanoi'),
    country: 'VN',
    province: null,
    zone: '',
    capacity: 40,
    hostOrganisationId: null,
    hostName: '',
    hostPhone: '',
    ...more,
  });
}
