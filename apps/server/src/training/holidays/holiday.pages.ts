import { Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { Clock, localDate, localDateOf } from '#libs/kernel';
import { countries } from '#libs/people';
import { type HolidayFields, HolidaysService, holidayAccess, holidayFields, holidayQuery } from '#libs/training';
import { Allow, Form, Pages, Shows, type Visit } from '../../web/index.js';
import { removalForm } from '../session.forms.js';
import { holidayFormPage, holidaysPage } from './holiday-page.view.js';

const editForm = holidayFields.extend({ version: z.number().int() });

/** One year on one page. */
const filters = z.object({
  country: z.enum(countries).optional(),
  year: z.coerce.number().int().min(1990).max(2190).optional(),
});

@Pages('holidays')
export class HolidayPages {
  constructor(
    private readonly holidays: HolidaysService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow(holidayAccess.read)
  @Shows('holidays/index')
  async index(visit: Visit) {
    const thisYear = Number(localDateOf(this.clock.now()).slice(0, 4));
    const { country, year = thisYear } = visit.read(filters);
    const days = { from: localDate(`${year}-01-01`), to: localDate(`${year}-12-31`) };
    const query = holidayQuery.parse({ ...days, country, pageSize: 200, total: 'false' });
    const { items } = await this.holidays.list(visit.actor, query);
    return holidaysPage(visit, { country, year, thisYear }, items);
  }

  @Get('new')
  @Allow(holidayAccess.edit)
  @Shows('holidays/form')
  async form(visit: Visit) {
    return holidayFormPage(visit, null);
  }

  @Post('new')
  @Allow(holidayAccess.edit)
  @Form('form', 'holiday', holidayFields)
  async add(visit: Visit, fields: HolidayFields) {
    await this.holidays.add(visit.actor, fields);
    return visit.to(addressOf(fields), 'holidays.notice.added');
  }

  @Get(':id/edit')
  @Allow(holidayAccess.edit)
  @Shows('holidays/form')
  async editForm(visit: Visit) {
    return holidayFormPage(visit, await this.holidays.get(visit.actor, visit.id()));
  }

  @Post(':id/edit')
  @Allow(holidayAccess.edit)
  @Form('editForm', 'holiday', editForm)
  async edit(visit: Visit, { version, ...fields }: z.output<typeof editForm>) {
    await this.holidays.edit(visit.actor, visit.id(), version, fields);
    return visit.to(addressOf(fields), 'holidays.notice.saved');
  }

  @Post(':id/removal')
  @Allow(holidayAccess.edit)
  @Form('editForm', 'remove', removalForm)
  async remove(visit: Visit, { version }: z.output<typeof removalForm>) {
    const holiday = await this.holidays.get(visit.actor, visit.id());
    await this.holidays.remove(visit.actor, holiday.id, version);
    return visit.to(addressOf(holiday), 'holidays.notice.removed');
  }
}

/** The year it lies in. */
const addressOf = ({ startsOn }: HolidayFields): string => `/holidays?year=${startsOn.slice(0, 4)}`;
