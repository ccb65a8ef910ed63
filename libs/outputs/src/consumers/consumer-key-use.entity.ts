import { Entity, Index } from 'typeorm';
import type { LocalDate } from '#libs/kernel';
import { calendarDate, counter, id, Key, References, Stored, text } from '#libs/platform';
import { ConsumerKey } from './consumer-key.entity.js';
import type { KeyScope } from './consumer-key.fields.js';

/** How much one key asked on one day in one scope. */
@Entity('consumer_key_use')
@Index('uq_consumer_key_use', ['keyId', 'day', 'scope'], { unique: true })
export class ConsumerKeyUse {
  @Key() id: string;
  @Stored(id()) @References(() => ConsumerKey) keyId: string;
  @Stored(calendarDate()) day: LocalDate;
  @Stored(text(10)) scope: KeyScope;
  @Stored(counter()) requests: number;
  /** Rows of data sent; counted up to what a whole number holds. */
  @Stored(counter()) rowCount: number;
}
