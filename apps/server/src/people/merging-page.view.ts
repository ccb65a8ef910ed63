import {
  type DuplicatePair,
  type Lookalike,
  type MergeField,
  type MergeHistory,
  type MergePreview,
  mergeFieldNames,
  type PersonCard,
  type Reason,
} from '#libs/people';
import type { Listing } from '#libs/platform';
import { pagingOfListing, type Visit } from '../web/index.js';
import { wordIn } from './people-words.js';
import { personFacts } from './person-facts.view.js';

const crumb = (visit: Visit) => ({ label: visit.t('layout.nav.people'), href: '/people' });

const duplicatesCrumb = (visit: Visit) => ({ label: visit.t('people.duplicates.title'), href: '/people/duplicates' });

const reasonWords = (visit: Visit, reasons: readonly Reason[]): string[] =>
  reasons.map(({ code, args }) => visit.t(`people.reason.${code}`, args));

const reviewAddress = (one: PersonCard, other: PersonCard): string => `/people/${one.id}/merge?duplicateId=${other.id}`;

const brief = (visit: Visit, card: PersonCard) => ({
  id: card.id,
  href: `/people/${card.id}`,
  fullName: card.fullName,
  fullNameLatin: card.fullNameLatin,
  employer: card.employer && wordIn(visit, card.employer),
  birthDate: card.birthDate,
});

export function duplicatesPage(visit: Visit, listing: Listing<DuplicatePair>) {
  return {
    title: visit.t('people.duplicates.title'),
    breadcrumb: [crumb(visit), { label: visit.t('people.duplicates.title') }],
    pairs: listing.items.map(({ one, other, reasons }) => ({
      one: brief(visit, one),
      other: brief(visit, other),
      reasons: reasonWords(visit, reasons),
      href: reviewAddress(one, other),
    })),
    paging: pagingOfListing(visit, '/people/duplicates', listing),
  };
}

/** Beside a person: who may be the same. `mayMerge`: with the way to review the two. */
export const lookalikesBeside = (visit: Visit, card: PersonCard, found: readonly Lookalike[], mayMerge: boolean) =>
  found.map((lookalike) => ({
    ...brief(visit, lookalike.card),
    reasons: reasonWords(visit, lookalike.reasons),
    review: mayMerge ? reviewAddress(card, lookalike.card) : null,
  }));

/** What a field says on one side, as text. */
function saidIn(visit: Visit, card: PersonCard, field: MergeField): string {
  const { t } = visit;
  const value = card[field];
  const nothing = t('people.merge.nothing');
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return nothing;
  if (field === 'position') return wordIn(visit, card.position) || nothing;
  if (field === 'organisationId') return card.employer ? wordIn(visit, card.employer) : nothing;
  if (field === 'sex') return t(`people.sex.${card.sex}`);
  if (field === 'nationality') return t(`people.country.${card.nationality}`, { defaultValue: card.nationality });
  if (field === 'traineeKind') return t(`people.traineeKind.${card.traineeKind}`);
  if (field === 'languages') return card.languages.map((one) => t(`people.language.${one}`)).join(', ');
  if (field === 'sector') return t(`outputs.sector.${card.sector}`);
  if (field === 'birthDate' || field === 'serviceSince') return t('people.merge.date', { date: String(value) });
  return String(value);
}

const movingWords = (visit: Visit, moving: Record<string, number>): string[] =>
  Object.entries(moving).map(([kind, count]) => visit.t(`people.merge.moving.${kind}`, { count }));

export function mergePage(visit: Visit, preview: MergePreview) {
  const { survivor, duplicate, choices } = preview;
  const { t } = visit;
  return {
    title: t('people.merge.title'),
    breadcrumb: [crumb(visit), duplicatesCrumb(visit), { label: t('people.merge.title') }],
    reasons: reasonWords(visit, preview.reasons),
    sides: [
      { heading: t('people.merge.survivor'), ...brief(visit, survivor), facts: personFacts(visit, survivor) },
      { heading: t('people.merge.duplicate'), ...brief(visit, duplicate), facts: personFacts(visit, duplicate) },
    ],
    swap: reviewAddress(duplicate, survivor),
    distinction: preview.distinction,
    obstacles: preview.obstacles.map(({ denied, args }) => t(`errors.${denied}`, args)),
    moving: movingWords(visit, preview.moving),
    fields: mergeFieldNames
      .filter((field) => preview.differing.includes(field))
      .map((field) => ({
        name: `choices.${field}`,
        legend: t(`people.merge.field.${field}`),
        value: choices[field],
        options: [
          { value: 'survivor', label: saidIn(visit, survivor, field), hint: t('people.merge.survivor') },
          { value: 'duplicate', label: saidIn(visit, duplicate, field), hint: t('people.merge.duplicate') },
        ],
      })),
    action: reviewAddress(survivor, duplicate),
    kept: [
      { name: 'duplicateId', value: duplicate.id },
      { name: 'version', value: String(survivor.version) },
      { name: 'duplicateVersion', value: String(duplicate.version) },
    ],
    distinguish: `/people/${survivor.id}/distinction?duplicateId=${duplicate.id}`,
    other: [{ name: 'otherId', value: duplicate.id }],
  };
}

/** What was decided, for a reader who was not there. */
export const mergeHistoryBeside = (visit: Visit, { merges, distinctions }: MergeHistory) => ({
  merges: merges.map(({ at, accountName, choices, moved, wordsBefore }) => ({
    at,
    by: accountName,
    survivor: wordsBefore.survivor.fullName,
    duplicate: wordsBefore.duplicate.fullName,
    taken: mergeFieldNames
      .filter((field) => choices[field] === 'duplicate')
      .map((field) => visit.t(`people.merge.field.${field}`))
      .join(', '),
    moved: movingWords(visit, moved).join(', '),
  })),
  distinctions: distinctions.map(({ at, accountName, reason, other, otherId }) => ({
    at,
    by: accountName,
    reason,
    href: `/people/${otherId}`,
    other: other?.fullName ?? '',
  })),
});

interface Typed {
  found: readonly Lookalike[];
  /** What was typed, to be sent again: the same form with or without the person in it. */
  typed: readonly { name: string; value: string }[];
  /** Where the new person is made after all. */
  create: string;
  /** Where the one who was found is taken instead; `href` when there is nothing to send. */
  use: { action: string } | { href: (id: string) => string };
  back: string;
}

/** The step between typing somebody and adding them: is it one of these? */
export function looksLikePage(visit: Visit, { found, typed, create, use, back }: Typed) {
  const rest = typed.filter(({ name }) => !name.startsWith('person.'));
  return {
    title: visit.t('people.looksLike.title'),
    breadcrumb: [crumb(visit), { label: visit.t('people.looksLike.title') }],
    people: found.map(({ card, reasons }) => ({
      ...brief(visit, card),
      reasons: reasonWords(visit, reasons),
      action: 'action' in use ? use.action : null,
      useHref: 'href' in use ? use.href(card.id) : null,
      fields: [{ name: 'personId', value: card.id }, ...rest],
    })),
    create,
    typed,
    back,
  };
}
