import { isGranted, type LocalDate } from '#libs/kernel';
import {
  accountAccess,
  levelOf,
  type Organisation,
  type OrganisationLine,
  type OrganisationQuery,
  organisationAccess,
} from '#libs/people';
import type { Listing } from '#libs/platform';
import { laoProvinces } from '#libs/training';
import { pagingOfListing, type Visit } from '../web/index.js';
import {
  adminTabs,
  countryOptions,
  isEmpty,
  kindOptions,
  lifeBadge,
  organisationOptions,
  wordIn,
} from './people-words.js';

const crumbs = (visit: Visit, ...more: { label: string; href?: string }[]) => [
  { label: visit.t('layout.nav.organisations'), href: '/organisations' },
  ...more,
];

const row = (visit: Visit, line: OrganisationLine, today: LocalDate, level: number) => ({
  href: `/organisations/${line.id}`,
  name: line.name,
  short: isEmpty(line.shortName) ? '' : wordIn(visit, line.shortName),
  code: line.code,
  kind: visit.t(`organisations.kind.${line.kind}`),
  country: visit.t(`organisations.country.${line.country}`),
  parent: line.parentName,
  level: `level-${Math.min(level, 6)}`,
  badge: lifeBadge(visit, line, today),
});

/** The whole tree, or what a search found. */
export function organisationsPage(
  visit: Visit,
  today: LocalDate,
  query: OrganisationQuery,
  found: { tree: OrganisationLine[] } | Listing<OrganisationLine>,
) {
  const mayCreate = isGranted(visit.actor, organisationAccess.create);
  const isTree = 'tree' in found;
  const lines = isTree ? found.tree : found.items;
  return {
    title: visit.t('organisations.title'),
    lead: visit.t('organisations.lead'),
    tabs: isGranted(visit.actor, accountAccess.invite) ? adminTabs(visit, 'organisations') : null,
    actions: mayCreate ? [{ label: visit.t('organisations.add'), href: '/organisations/new' }] : [],
    isTree,
    isFiltered: !isTree,
    q: query.q ?? '',
    fields: [
      {
        name: 'kind',
        label: visit.t('organisations.kindLabel'),
        value: query.kind ?? '',
        options: kindOptions(visit),
      },
    ],
    rows: lines.map((line) => row(visit, line, today, isTree ? levelOf(line.path) : 1)),
    paging: isTree ? null : pagingOfListing(visit, '/organisations', found),
  };
}

export function organisationPage(
  visit: Visit,
  today: LocalDate,
  organisation: Organisation,
  around: {
    ancestry: Organisation[];
    below: OrganisationLine[];
    successor: Organisation | null;
    tree: OrganisationLine[];
  },
) {
  const above = around.ancestry
    .slice(0, -1)
    .map(({ id, name }) => ({ label: wordIn(visit, name), href: `/organisations/${id}` }));
  const mayEdit = isGranted(visit.actor, organisationAccess.edit);
  const { t } = visit;
  const facts = [
    { label: t('organisations.code'), text: organisation.code },
    isEmpty(organisation.shortName) ? null : { label: t('organisations.shortName'), localised: organisation.shortName },
    { label: t('organisations.kindLabel'), text: t(`organisations.kind.${organisation.kind}`) },
    { label: t('organisations.countryLabel'), text: t(`organisations.country.${organisation.country}`) },
    organisation.province
      ? { label: t('organisations.province'), text: t(`places.province.${organisation.province}`) }
      : null,
    { label: t('organisations.validFrom'), date: organisation.validFrom },
    organisation.validTo ? { label: t('organisations.validTo'), date: organisation.validTo } : null,
    around.successor
      ? {
          label: t('organisations.successor'),
          href: `/organisations/${around.successor.id}`,
          text: wordIn(visit, around.successor.name),
        }
      : null,
  ];
  return {
    title: wordIn(visit, organisation.name),
    name: organisation.name,
    breadcrumb: crumbs(visit, ...above, { label: wordIn(visit, organisation.name) }),
    badge: lifeBadge(visit, organisation, today),
    actions: mayEdit
      ? [{ label: t('form.edit'), href: `/organisations/${organisation.id}/edit`, tone: 'secondary' }]
      : [],
    facts: facts.filter((fact) => fact !== null),
    names: (['lo', 'vi', 'en'] as const)
      .filter((language) => organisation.name[language])
      .map((language) => ({
        label: t(`layout.languages.${language}`),
        text: organisation.name[language],
        lang: language,
      })),
    below: around.below.map((line) => row(visit, line, today, levelOf(line.path) - levelOf(organisation.path))),
    maySucceed: isGranted(visit.actor, organisationAccess.succeed) && organisation.validTo === null,
    succession: `/organisations/${organisation.id}/succession`,
    successors: organisationOptions(
      visit,
      around.tree.filter(({ id }) => id !== organisation.id),
    ),
  };
}

export function organisationFormPage(
  visit: Visit,
  tree: readonly OrganisationLine[],
  organisation: Organisation | null,
) {
  const parents = tree.filter(({ path }) => !organisation || !path.startsWith(organisation.path));
  return {
    title: visit.t(organisation ? 'organisations.edit' : 'organisations.add'),
    breadcrumb: crumbs(
      visit,
      ...(organisation ? [{ label: wordIn(visit, organisation.name), href: `/organisations/${organisation.id}` }] : []),
      { label: visit.t(organisation ? 'form.edit' : 'organisations.add') },
    ),
    action: organisation ? `/organisations/${organisation.id}/edit` : '/organisations',
    organisation: organisation ?? { country: 'LA', parentId: visit.query.parentId ?? '' },
    kinds: kindOptions(visit),
    countries: countryOptions(visit),
    provinces: laoProvinces.map((value) => ({ value, label: visit.t(`places.province.${value}`) })),
    parents: organisationOptions(visit, parents),
  };
}
