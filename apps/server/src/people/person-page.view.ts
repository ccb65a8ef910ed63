import { hasRole, isGranted } from '#libs/kernel';
import { accountAccess, type OrganisationLine, type PersonCard, type PersonQuery, personAccess } from '#libs/people';
import type { Listing } from '#libs/platform';
import { pagingOfListing, type Visit } from '../web/index.js';
import type { lookalikesBeside, mergeHistoryBeside } from './merging-page.view.js';
import {
  isEmpty,
  organisationOptions,
  sectorOptions,
  sexOptions,
  spokenLanguageOptions,
  traineeKindOptions,
} from './people-words.js';
import { personFacts } from './person-facts.view.js';

const crumbs = (visit: Visit, ...more: { label: string; href?: string }[]) => [
  { label: visit.t('layout.nav.people'), href: '/people' },
  ...more,
];

export function peoplePage(visit: Visit, query: PersonQuery, listing: Listing<PersonCard>, tree: OrganisationLine[]) {
  return {
    title: visit.t('people.title'),
    lead: visit.t('people.lead'),
    actions: [
      ...(isGranted(visit.actor, personAccess.merge)
        ? [{ label: visit.t('people.duplicates.title'), href: '/people/duplicates', tone: 'secondary' }]
        : []),
      ...(isGranted(visit.actor, personAccess.create) ? [{ label: visit.t('people.add'), href: '/people/new' }] : []),
    ],
    q: query.q ?? '',
    fields: [
      {
        name: 'organisationId',
        label: visit.t('people.organisation'),
        value: query.organisationId ?? '',
        options: organisationOptions(visit, tree),
      },
      { name: 'sex', label: visit.t('people.sexLabel'), value: query.sex ?? '', options: sexOptions(visit) },
      {
        name: 'traineeKind',
        label: visit.t('people.kindLabel'),
        value: query.traineeKind ?? '',
        options: traineeKindOptions(visit),
      },
    ],
    isFiltered: Boolean(query.q || query.organisationId || query.sex || query.traineeKind),
    rows: listing.items.map((card) => ({
      href: `/people/${card.id}`,
      fullName: card.fullName,
      fullNameLatin: card.fullNameLatin,
      employer: card.employer,
      position: isEmpty(card.position) ? null : card.position,
      sex: visit.t(`people.sex.${card.sex}`),
      kind: card.traineeKind ? visit.t(`people.traineeKind.${card.traineeKind}`) : '',
      birthDate: card.birthDate,
      identityNumber: card.identityNumber,
    })),
    paging: pagingOfListing(visit, '/people', listing),
  };
}

/** Whom they look like and what was decided about it; each only for those who may know. */
export interface BesidePerson {
  lookalikes: ReturnType<typeof lookalikesBeside>;
  history: ReturnType<typeof mergeHistoryBeside> | null;
}

const nothingBeside: BesidePerson = { lookalikes: [], history: null };

/** `identityNumber`: in full, when it has just been asked for. */
export function personPage(
  visit: Visit,
  card: PersonCard,
  identityNumber: string | null = null,
  { lookalikes, history }: BesidePerson = nothingBeside,
) {
  const { t, actor } = visit;
  const mayEdit = card.shown === 'record' && isGranted(actor, personAccess.edit);
  const mayInvite = isGranted(actor, accountAccess.inviteTrainee);
  return {
    title: card.fullName,
    breadcrumb: crumbs(visit, { label: card.fullName }),
    actions: [
      ...(mayEdit ? [{ label: t('form.edit'), href: `/people/${card.id}/edit`, tone: 'secondary' }] : []),
      ...(mayInvite
        ? [{ label: t('people.invite'), href: `/admin/accounts/new?personId=${card.id}`, tone: 'secondary' }]
        : []),
    ],
    facts: personFacts(visit, card, identityNumber),
    lookalikes,
    history: history && history.merges.length + history.distinctions.length > 0 ? history : null,
    shown: card.shown === 'record' ? null : t(`people.shown.${card.shown}`),
    reveal:
      identityNumber === null && card.identityNumber && card.shown === 'record'
        ? `/people/${card.id}/identity-number`
        : null,
    revealed: identityNumber !== null,
  };
}

/** A trainee edits phone and e-mail of their own, and nothing else. */
export const editsContactOnly = ({ actor }: Visit): boolean => !hasRole(actor, 'lao_coordinator', 'nominator');

export function personFormPage(visit: Visit, tree: readonly OrganisationLine[], card: PersonCard | null) {
  const contactOnly = editsContactOnly(visit);
  return {
    title: visit.t(card ? 'people.edit' : 'people.add'),
    breadcrumb: crumbs(visit, ...(card ? [{ label: card.fullName, href: `/people/${card.id}` }] : []), {
      label: visit.t(card ? 'form.edit' : 'people.add'),
    }),
    action: card ? `/people/${card.id}/edit` : '/people',
    isNew: card === null,
    contactOnly,
    person: card ?? { nationality: 'LA', organisationId: visit.actor.organisationId ?? '' },
    sexes: sexOptions(visit),
    kinds: traineeKindOptions(visit),
    spoken: spokenLanguageOptions(visit),
    sectors: sectorOptions(visit),
    organisations: organisationOptions(visit, tree),
    numberHint: card?.identityNumber
      ? visit.t('people.identityNumberKept', { number: card.identityNumber })
      : visit.t('people.identityNumberHint'),
  };
}
