import { Entity, Index } from 'typeorm';
import type { LocalDate } from '#libs/kernel';
import { Person } from '#libs/people';
import { calendarDate, id, Key, References, Stored } from '#libs/platform';
import { Enrolment } from './enrolment.entity.js';

/** A day that an active enrolment takes of a person. Unique: nobody is confirmed in two runs that share a day. */
@Entity('enrolment_day')
@Index('uq_enrolment_day_person', ['personId', 'day'], { unique: true })
export class EnrolmentDay {
  @Key() id: string;
  @Stored(id()) @References(() => Enrolment) enrolmentId: string;
  @Stored(id()) @References(() => Person) personId: string;
  @Stored(calendarDate()) day: LocalDate;
}
