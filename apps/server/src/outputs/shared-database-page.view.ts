import { isGranted, pickText } from '#libs/kernel';
import {
  addressOf,
  type Counted,
  type Facet,
  type FacetValue,
  facets,
  filtersOf,
  type ListedSharedOutput,
  type SharedQuery,
  savedSearchAccess,
  useAccess,
} from '#libs/outputs';
import type { Listing } from '#libs/platform';
import { pagingOfListing, type Visit } from '../web/index.js';
import { listAddress } from '../web/paging.view.js';
import { facetWord } from './facet-words.js';
import { provinceFacetMap } from './map/map.view.js';
import { authorNames, type Option, provinceWord, shortened, zoneWord } from './output-words.js';
import { searchWords } from './searches/saved-searches-page.view.js';

const address = '/shared-database';

/** What a value of a facet is called. */
const valueWord = (visit: Visit, facet: Facet, { value, title }: FacetValue): string =>
  title ? pickText(title, visit.language).text : facetWord(visit, facet, value);

function facetOptions(visit: Visit, facet: Facet, found: FacetValue[], chosen: string): Option[] {
  // What was chosen stays in the list when the other filters leave nothing of it.
  const isFound = !chosen || found.some(({ value }) => value === chosen);
  const values = isFound ? found : [...found, { value: chosen, count: 0 }];
  const options = values.map((one) => ({ value: one.value, label: `${valueWord(visit, facet, one)} (${one.count})` }));
  const order = new Intl.Collator(visit.language, { numeric: true });
  const sign = facet === 'year' ? -1 : 1;
  return options.toSorted((a, b) => sign * order.compare(a.label, b.label));
}

const sorts = ['-publishedAt', 'publishedAt', 'title', '-title'] as const;

export function sharedDatabasePage(
  visit: Visit,
  query: SharedQuery,
  { listing, facets: found }: { listing: Listing<ListedSharedOutput> } & Counted,
) {
  const { items } = listing;
  const { page: _, after: __, pageSize: ___, ...filters } = visit.query;
  return {
    title: visit.t('shared-database.title'),
    lead: visit.t('shared-database.lead'),
    q: query.q ?? '',
    isFiltered: Boolean(query.q) || facets.some((name) => query[name] !== undefined),
    fields: facets
      .map((name) => ({
        name,
        label: visit.t(`shared-database.facet.${name}`),
        value: query[name] ?? '',
        options: facetOptions(visit, name, found[name], String(query[name] ?? '')),
      }))
      // Where there is nothing to choose from, there is no field.
      .filter(({ options }) => options.length > 0),
    map: provinceFacetMap(visit, address, found.province),
    sorts: sorts.map((value) => ({
      label: visit.t(`shared-database.sort.${value}`),
      href: listAddress(address, { ...filters, sort: value }),
      current: value === (query.sort ?? sorts[0]),
    })),
    isSignedIn: visit.actor.accountId !== null,
    saving: savingOf(visit, query),
    figuresHref: isGranted(visit.actor, useAccess.figures) ? `${address}/uses` : null,
    items: items.map((output) => ({
      href: `${address}/${output.id}`,
      title: output.title,
      summary: shortened(output.summary),
      kind: visit.t(`outputs.kind.${output.kind}`),
      access: accessBadge(visit, output),
      facts: [
        visit.t(`outputs.sector.${output.sector}`),
        provinceWord(visit, output.province),
        zoneWord(visit, output.zone),
        output.gate && visit.t(`outputs.gate.${output.gate}`),
      ].filter(Boolean),
      year: String(output.publishedYear),
      delivered: [
        authorNames(output.authors),
        output.tableCount > 0 && visit.t('shared-database.tables', { count: output.tableCount }),
        output.fileCount > 0 && visit.t('shared-database.files', { count: output.fileCount }),
      ].filter(Boolean),
    })),
    paging: pagingOfListing(visit, address, listing),
    downloads: {
      csv: listAddress('/api/v1/shared-database/outputs.csv', filters),
      json: listAddress('/api/v1/shared-database/outputs', filters),
    },
  };
}

/** The form that keeps what is looked for, to whoever may keep it. */
function savingOf(visit: Visit, query: SharedQuery) {
  if (!isGranted(visit.actor, savedSearchAccess.own)) return null;
  const looked = filtersOf(query);
  return {
    action: addressOf(looked).replace(address, `${address}/searches`),
    name: searchWords(visit, looked).join(' · ').slice(0, 100),
    isOpen: visit.form?.name === 'search',
  };
}

export const accessBadge = (visit: Visit, { accessLevel }: { accessLevel: string }) =>
  accessLevel === 'public' ? null : { text: visit.t(`outputs.access.${accessLevel}`), tone: 'attention', icon: 'lock' };
