import { Check, Entity, Index } from 'typeorm';
import type { LocalDate, LocalisedText } from '#libs/kernel';
import type { Country } from '#libs/people';
import { calendarDate, json, Key, Stored, text, whole } from '#libs/platform';

/** `library`: filled in by the house when its year came near; `own`: added by an admin. */
export type HolidayOrigin = 'library' | 'own';

export interface HolidayContent {
  country: Country;
  startsOn: LocalDate;
  endsOn: LocalDate;
  name: LocalisedText;
}

/** Days off in one of the two countries, first and last included. */
@Entity('holiday')
@Index('ix_holiday_days', ['startsOn', 'endsOn'])
@Check('ck_holiday_days', 'ends_on >= starts_on')
export class Holiday {
  @Key() id: string;
  @Stored(text(2)) country: Country;
  @Stored(calendarDate()) startsOn: LocalDate;
  @Stored(calendarDate()) endsOn: LocalDate;
  @Stored(json()) name: LocalisedText;
  @Stored(text(10)) origin: HolidayOrigin;
  @Stored(whole()) version: number;

  proclaim(content: HolidayContent): void {
    Object.assign(this, content);
  }
}
