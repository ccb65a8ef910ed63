import { Injectable } from '@nestjs/common';
import { type LocalDate, type LocalisedText, newId } from '#libs/kernel';
import type { Country } from '#libs/people';
import { allOf, Database, jsonOfRaw, type Listing, listPage, mapListing, where } from '#libs/platform';
import { Holiday, type HolidayContent, type HolidayOrigin } from './holiday.entity.js';
import type { HolidayQuery } from './holiday.fields.js';
import { HolidayYear } from './holiday-year.entity.js';

export interface HolidayRow extends HolidayContent {
  id: string;
  origin: HolidayOrigin;
  version: number;
}

interface RawHoliday {
  id: string;
  country: Country;
  startsOn: LocalDate;
  endsOn: LocalDate;
  name: string;
  origin: HolidayOrigin;
  version: number;
}

const columns = `h.id, h.country, h.starts_on AS startsOn, h.ends_on AS endsOn, h.name, h.origin, h.version`;

@Injectable()
export class HolidaysRepository {
  constructor(private readonly database: Database) {}

  async list({ country, from, to, ...query }: HolidayQuery): Promise<Listing<HolidayRow>> {
    const listing = await listPage<RawHoliday>(
      this.database,
      {
        from: 'holiday h',
        id: 'h.id',
        where: allOf(
          country ? where('h.country = ?', country) : null,
          from ? where('h.ends_on >= ?', from) : null,
          to ? where('h.starts_on <= ?', to) : null,
        ),
        sorts: { startsOn: 'h.starts_on', country: 'h.country' },
        defaultSort: 'startsOn',
        select: columns,
      },
      query,
    );
    return mapListing(listing, shape);
  }

  /** Of both countries, with a day between these, in the order of their first. */
  async between(from: LocalDate, to: LocalDate): Promise<HolidayRow[]> {
    const rows = await this.database.rows<RawHoliday>(
      `SELECT ${columns} FROM holiday h WHERE h.starts_on <= ? AND h.ends_on >= ? ORDER BY h.starts_on, h.id`,
      [to, from],
    );
    return rows.map(shape);
  }

  find(id: string): Promise<Holiday | null> {
    return this.database.read.findOneBy(Holiday, { id });
  }

  async isFilled(country: Country, year: number): Promise<boolean> {
    return (await this.database.read.countBy(HolidayYear, { country, year })) > 0;
  }

  async fill(country: Country, year: number, holidays: readonly Holiday[]): Promise<void> {
    await this.database.insert(Object.assign(new HolidayYear(), { id: newId(), country, year }));
    await this.database.insertAll(holidays);
  }

  add(holiday: Holiday): Promise<void> {
    return this.database.insert(holiday);
  }

  save(holiday: Holiday): Promise<void> {
    return this.database.update(holiday);
  }

  async remove(id: string): Promise<void> {
    await this.database.change('DELETE FROM holiday WHERE id = ?', [id]);
  }
}

const shape = (raw: RawHoliday): HolidayRow => ({ ...raw, name: jsonOfRaw<LocalisedText>(raw.name) });
