import { pickText } from '#libs/kernel';
import { type AllUseFigures, type ListedUsedOutput, type UseFigures, useCountries } from '#libs/outputs';
import type { Listing } from '#libs/platform';
import { pagingOfListing, type Visit } from '../../web/index.js';
import { listAddress } from '../../web/paging.view.js';

const address = '/shared-database/uses';
const rowsAddress = `${address}/outputs`;

const crumbs = (visit: Visit) => [
  { label: visit.t('shared-database.title'), href: '/shared-database' },
  { label: visit.t('output-uses.figures.title'), href: address },
];

const daysWord = ({ t }: Visit, days: number | null): string =>
  days === null ? t('output-uses.figures.noDays') : t('output-uses.figures.days', { count: days });

const percent = ({ language }: Visit, { outputs, used }: UseFigures): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(outputs ? used / outputs : 0);

/** A line of figures, each leading to the outputs behind it. */
const line = (visit: Visit, label: string, figures: UseFigures, group: Record<string, string>) => ({
  label,
  outputs: { figure: figures.outputs, href: listAddress(rowsAddress, group) },
  used: {
    figure: figures.used,
    share: percent(visit, figures),
    href: listAddress(rowsAddress, { ...group, usedBy: 'any' }),
  },
  by: useCountries.map((country) => ({
    label: visit.t(`output-uses.figures.by.${country}`),
    days: daysWord(visit, figures.by[country].medianDays),
    used: visit.t('output-uses.figures.outputs', { count: figures.by[country].used }),
    href: listAddress(rowsAddress, { ...group, usedBy: country }),
  })),
});

export function useFiguresPage(visit: Visit, { all, sectors, programmes }: AllUseFigures) {
  const { t } = visit;
  return {
    title: t('output-uses.figures.title'),
    breadcrumb: [crumbs(visit)[0]!, { label: t('output-uses.figures.title') }],
    cards: [
      {
        figure: percent(visit, all),
        label: t('output-uses.figures.share'),
        hint: t('output-uses.figures.usedOf', { used: all.used, count: all.outputs }),
        href: listAddress(rowsAddress, { usedBy: 'any' }),
      },
      ...useCountries.map((country) => ({
        figure: daysWord(visit, all.by[country].medianDays),
        label: t(`output-uses.figures.daysOf.${country}`),
        hint: t('output-uses.figures.outputs', { count: all.by[country].used }),
        href: listAddress(rowsAddress, { usedBy: country }),
      })),
    ],
    columns: useCountries.map((country) => t(`output-uses.figures.by.${country}`)),
    groups: [
      {
        title: t('output-uses.figures.sectors'),
        of: t('output-uses.figures.sector'),
        lines: sectors.map((one) => line(visit, t(`outputs.sector.${one.sector}`), one, { sector: one.sector })),
      },
      {
        title: t('output-uses.figures.programmes'),
        of: t('output-uses.figures.programme'),
        lines: programmes.map((one) =>
          line(visit, pickText(one.title, visit.language).text, one, { programme: one.id }),
        ),
      },
    ],
  };
}

export function usedOutputsPage(visit: Visit, listing: Listing<ListedUsedOutput>) {
  const { t } = visit;
  const title = t('output-uses.rows.title');
  return {
    title,
    breadcrumb: [...crumbs(visit), { label: title }],
    countries: useCountries.map((country) => t(`output-uses.figures.by.${country}`)),
    rows: listing.items.map((output) => ({
      href: `/shared-database/${output.id}`,
      title: output.title,
      sector: t(`outputs.sector.${output.sector}`),
      endedOn: output.endedOn,
      uses: output.uses,
      days: useCountries.map((country) => ({
        label: t(`output-uses.figures.by.${country}`),
        text: daysWord(visit, output.days[country]),
      })),
    })),
    paging: pagingOfListing(visit, rowsAddress, listing),
  };
}
