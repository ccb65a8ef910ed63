import { addressOf, facets, type SavedSearch, type SearchFilters } from '#libs/outputs';
import type { Visit } from '../../web/index.js';
import { facetWord } from '../facet-words.js';

/** What a search looks for, in words of the page; a programme is shown by opening the search. */
export function searchWords(visit: Visit, query: SearchFilters): string[] {
  const words = facets.flatMap((facet) => {
    const value = query[facet];
    if (value === undefined) return [];
    const label = visit.t(`shared-database.facet.${facet}`);
    return facet === 'programme' ? [label] : [`${label}: ${facetWord(visit, facet, String(value))}`];
  });
  return query.q ? [`“${query.q}”`, ...words] : words;
}

export function savedSearchesPage(visit: Visit, searches: readonly SavedSearch[]) {
  const { t } = visit;
  const title = t('shared-database.searches.title');
  return {
    title,
    breadcrumb: [{ label: t('shared-database.title'), href: '/shared-database' }, { label: title }],
    toDatabase: { label: t('shared-database.searches.toDatabase'), href: '/shared-database' },
    rows: searches.map(({ id, name, query, tells, createdAt, version }) => ({
      name,
      href: addressOf(query),
      words: searchWords(visit, query).join(' · ') || t('shared-database.searches.everything'),
      mails: tells
        ? { text: t('shared-database.searches.on'), tone: 'good' }
        : { text: t('shared-database.searches.off'), tone: 'neutral' },
      createdAt,
      version,
      tellingForm: `telling-${id}`,
      telling: `/shared-database/searches/${id}/telling`,
      tellingFields: [{ name: 'tells', value: String(!tells) }],
      tellingLabel: t(`shared-database.searches.${tells ? 'stop' : 'start'}`),
      removalForm: `removal-${id}`,
      removal: `/shared-database/searches/${id}/removal`,
    })),
  };
}
