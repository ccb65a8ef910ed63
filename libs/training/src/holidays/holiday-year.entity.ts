import { Entity, Index } from 'typeorm';
import type { Country } from '#libs/people';
import { Key, Stored, text, whole } from '#libs/platform';

/** The holidays of this year have been filled in once; what an admin changes or takes away since stays so. */
@Entity('holiday_year')
@Index('uq_holiday_year', ['country', 'year'], { unique: true })
export class HolidayYear {
  @Key() id: string;
  @Stored(text(2)) country: Country;
  @Stored(whole()) year: number;
}
