import { isAllowed, isGranted, localDateOf, pickText } from '#libs/kernel';
import { type DeclaredUse, mayTakeBack, type PublishedOutput, purposes, useAccess, useCountries } from '#libs/outputs';
import type { Listing } from '#libs/platform';
import { pagingOfListing, type Visit } from '../../web/index.js';

const useLine = (visit: Visit, address: string, now: Date) => (use: DeclaredUse) => {
  const { t, language, actor } = visit;
  const isOwn = actor.accountId !== null && use.accountId === actor.accountId;
  return {
    purpose: t(`output-uses.purpose.${use.purpose}`),
    by: [
      use.organisation && pickText(use.organisation, language).text,
      use.country && t(`output-uses.country.${use.country}`),
    ]
      .filter(Boolean)
      .join(' · '),
    lines: use.note.split('\n').filter(Boolean),
    day: localDateOf(use.at),
    form: `take-back-${use.id}`,
    takeBack: isOwn && isAllowed(mayTakeBack(use.at, now)) ? `${address}/${use.id}/removal` : null,
  };
};

/** The latest that was declared of an output, and the form to declare more for those who may. */
export function usesView(visit: Visit, outputId: string, uses: Listing<DeclaredUse>, now: Date) {
  const { t, actor } = visit;
  const address = `/shared-database/${outputId}/uses`;
  const options = (values: readonly string[], noun: string) =>
    values.map((value) => ({ value, label: t(`output-uses.${noun}.${value}`) }));
  return {
    items: uses.items.map(useLine(visit, address, now)),
    all: uses.next ? { href: address, label: t('output-uses.all', { count: uses.total ?? 0 }) } : null,
    paging: null,
    declare: isGranted(actor, useAccess.record) ? address : null,
    isOpen: visit.form?.name === 'use',
    purposes: options(purposes, 'purpose'),
    // The country of an account that belongs somewhere is known.
    countries: actor.organisationId || actor.personId ? null : options(useCountries, 'country'),
    signIn: actor.accountId === null ? `/sign-in?next=/shared-database/${outputId}` : null,
    figures: isGranted(actor, useAccess.figures) ? '/shared-database/uses' : null,
  };
}

export function usesPage(visit: Visit, { id, title }: PublishedOutput, uses: Listing<DeclaredUse>, now: Date) {
  const name = pickText(title, visit.language).text;
  return {
    title: `${visit.t('output-uses.title')}: ${name}`,
    heading: visit.t('output-uses.title'),
    breadcrumb: [
      { label: visit.t('shared-database.title'), href: '/shared-database' },
      { label: name, href: `/shared-database/${id}` },
      { label: visit.t('output-uses.title') },
    ],
    uses: {
      ...usesView(visit, id, uses, now),
      all: null,
      paging: pagingOfListing(visit, `/shared-database/${id}/uses`, uses),
    },
  };
}
