import { daysBetween, isGranted } from '#libs/kernel';
import type { Country } from '#libs/people';
import { type Holiday, type HolidayRow, holidayAccess } from '#libs/training';
import { countryOptions, wordIn } from '../../people/people-words.js';
import type { Visit } from '../../web/index.js';
import { timetableTabs } from '../timetable-tabs.js';

interface Filters {
  country: Country | undefined;
  year: number;
  thisYear: number;
}

export function holidaysPage(visit: Visit, { country, year, thisYear }: Filters, holidays: readonly HolidayRow[]) {
  const mayEdit = isGranted(visit.actor, holidayAccess.edit);
  // The years that are filled in by themselves, and the one that was asked for.
  const years = [...new Set([-1, 0, 1, 2, 3].map((more) => thisYear + more)).add(year)].sort();
  return {
    title: visit.t('holidays.title'),
    lead: visit.t('holidays.lead'),
    tabs: timetableTabs(visit, 'holidays'),
    actions: mayEdit ? [{ label: visit.t('holidays.add'), href: '/holidays/new', tone: '', icon: 'plus' }] : [],
    fields: [
      {
        name: 'year',
        label: visit.t('holidays.year'),
        value: String(year),
        options: years.map((value) => ({ value: String(value), label: String(value) })),
      },
      { name: 'country', label: visit.t('holidays.country'), value: country ?? '', options: countryOptions(visit) },
    ],
    isFiltered: country !== undefined || year !== thisYear,
    caption: visit.t('holidays.ofYear', { year }),
    mayEdit,
    rows: holidays.map((holiday) => ({
      name: holiday.name,
      startsOn: holiday.startsOn,
      endsOn: holiday.endsOn === holiday.startsOn ? null : holiday.endsOn,
      days: daysBetween(holiday.startsOn, holiday.endsOn) + 1,
      country: visit.t(`organisations.country.${holiday.country}`),
      origin: visit.t(`holidays.origin.${holiday.origin}`),
      edit: `/holidays/${holiday.id}/edit`,
    })),
  };
}

export function holidayFormPage(visit: Visit, holiday: Holiday | null) {
  return {
    title: visit.t(holiday ? 'holidays.editTitle' : 'holidays.add'),
    breadcrumb: [
      { label: visit.t('holidays.title'), href: '/holidays' },
      { label: holiday ? wordIn(visit, holiday.name) : visit.t('holidays.add') },
    ],
    action: holiday ? `/holidays/${holiday.id}/edit` : '/holidays/new',
    removal: holiday ? `/holidays/${holiday.id}/removal` : null,
    version: holiday?.version ?? null,
    holiday: holiday ?? { country: 'LA' },
    countries: countryOptions(visit),
  };
}
