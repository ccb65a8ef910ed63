import { Injectable } from '@nestjs/common';
import { type Actor, addDays, invalid, type LocalDate, newId, notFound, requireGrant, stale } from '#libs/kernel';
import type { Country } from '#libs/people';
import { Audit, type Listing, UnitOfWork } from '#libs/platform';
import { holidayAccess } from '../training.policy.js';
import { Holiday } from './holiday.entity.js';
import type { HolidayChanges, HolidayFields, HolidayQuery } from './holiday.fields.js';
import { type HolidayRow, HolidaysRepository } from './holidays.repository.js';
import { workingDayAfter } from './working-days.rules.js';

/** Days off in both countries. What the house has filled in once is an admin's to correct. */
@Injectable()
export class HolidaysService {
  constructor(
    private readonly holidays: HolidaysRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  async list(actor: Actor, query: HolidayQuery): Promise<Listing<HolidayRow>> {
    requireGrant(actor, holidayAccess.read);
    return this.holidays.list(query);
  }

  /** Of both countries, with a day between these two. No secret of anybody's: asked by whatever shows a calendar. */
  between(from: LocalDate, to: LocalDate): Promise<HolidayRow[]> {
    return this.holidays.between(from, to);
  }

  /** The day by which so many working days of a country have passed after this one. */
  async workingDayAfter(day: LocalDate, count: number, country: Country): Promise<LocalDate> {
    // Holidays take weeks at most: twice the days and a quarter of a year are far enough to look.
    const near = await this.holidays.between(day, addDays(day, 2 * count + 90));
    return workingDayAfter(
      day,
      count,
      near.filter((holiday) => holiday.country === country),
    );
  }

  async get(actor: Actor, id: string): Promise<Holiday> {
    requireGrant(actor, holidayAccess.read);
    const holiday = await this.holidays.find(id);
    if (!holiday) throw notFound('holiday');
    return holiday;
  }

  async add(actor: Actor, fields: HolidayFields): Promise<Holiday> {
    requireGrant(actor, holidayAccess.edit);
    const holiday = Object.assign(new Holiday(), { id: newId(), origin: 'own' as const, version: 1 });
    proclaim(holiday, fields);
    return this.unitOfWork.run(async () => {
      await this.holidays.add(holiday);
      await this.record(actor, 'holiday.added', holiday);
      return holiday;
    });
  }

  /** `version` is the one the person was looking at (412). */
  async edit(actor: Actor, id: string, version: number, changes: HolidayChanges): Promise<Holiday> {
    requireGrant(actor, holidayAccess.edit);
    return this.unitOfWork.run(async () => {
      const holiday = await this.load(actor, id, version);
      const { country, startsOn, endsOn, name } = holiday;
      proclaim(holiday, { country, startsOn, endsOn, name, ...changes });
      await this.holidays.save(holiday);
      await this.record(actor, 'holiday.edited', holiday);
      return holiday;
    });
  }

  async remove(actor: Actor, id: string, version: number): Promise<void> {
    requireGrant(actor, holidayAccess.edit);
    return this.unitOfWork.run(async () => {
      const holiday = await this.load(actor, id, version);
      await this.holidays.remove(id);
      await this.record(actor, 'holiday.removed', holiday);
    });
  }

  private async load(actor: Actor, id: string, version: number): Promise<Holiday> {
    const holiday = await this.get(actor, id);
    if (holiday.version !== version) throw stale('holiday');
    return holiday;
  }

  private record(actor: Actor, action: string, { id, country, startsOn, endsOn }: Holiday): Promise<void> {
    return this.audit.record(actor, {
      action,
      noun: 'holiday',
      subjectId: id,
      details: { country, startsOn, endsOn },
    });
  }
}

function proclaim(holiday: Holiday, fields: HolidayFields): void {
  if (fields.endsOn < fields.startsOn) throw invalid({ pointer: '/endsOn', code: 'holiday.ends_before_start' });
  holiday.proclaim(fields);
}
