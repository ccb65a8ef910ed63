import { Check, Entity, Index } from 'typeorm';
import type { LocalisedText } from '#libs/kernel';
import { type Country, Organisation } from '#libs/people';
import { id, json, Key, longText, orNull, References, Stored, text, whole } from '#libs/platform';
import { searchKeyOf } from '../training.rules.js';
import type { RoomKind } from './room.rules.js';

export interface RoomContent {
  code: string;
  kind: RoomKind;
  name: LocalisedText;
  /** Its address. */
  place: LocalisedText;
  country: Country;
  /** ISO 3166-2 (`LA-SV`), null outside Laos. */
  province: string | null;
  /** The zone it lies in, else ''. */
  zone: string;
  /** People it holds. */
  capacity: number;
  /** Who receives the visitors of a site. */
  hostOrganisationId: string | null;
  hostName: string;
  hostPhone: string;
}

/** Where sessions are held. It is never removed: what was taught there stays true; the days it is closed are its closures. */
@Entity('room')
@Index('uq_room_code', ['code'], { unique: true })
@Check('ck_room_seats', 'capacity >= 1')
export class Room {
  @Key() id: string;
  @Stored(text(40)) code: string;
  @Stored(text(10)) kind: RoomKind;
  @Stored(json()) name: LocalisedText;
  @Stored(json()) place: LocalisedText;
  @Stored(text(2)) country: Country;
  @Stored(orNull(text(5))) province: string | null;
  @Stored(text(60)) zone: string;
  @Stored(whole()) capacity: number;
  @Stored(orNull(id())) @References(() => Organisation) hostOrganisationId: string | null;
  @Stored(text(250)) hostName: string;
  @Stored(text(40)) hostPhone: string;
  @Stored(longText()) searchKey: string;
  @Stored(whole()) version: number;

  describe(content: RoomContent): void {
    Object.assign(this, content);
    this.searchKey = searchKeyOf(this.code, this.name, this.place);
  }
}
