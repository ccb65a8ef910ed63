import type { EntityClass } from '#libs/platform';
import { CatalogueEntries } from './catalogue-entries.repository.js';
import { CatalogueEntry, CatalogueState } from './catalogue-entry.entity.js';
import { CatalogueFacets } from './catalogue-facets.js';
import { CatalogueSearchRepository } from './catalogue-search.repository.js';
import { SavedSearch } from './saved-search.entity.js';
import { SavedSearchFindings } from './saved-search-findings.js';
import { SavedSearchNews } from './saved-search-news.service.js';
import { SavedSearchesRepository } from './saved-searches.repository.js';
import { SavedSearchesService } from './saved-searches.service.js';

/** What the room has for looking through what is published. */
export const catalogueEntities: EntityClass[] = [CatalogueEntry, CatalogueState, SavedSearch];
export const catalogueRepositories = [
  CatalogueEntries,
  CatalogueSearchRepository,
  CatalogueFacets,
  SavedSearchesRepository,
];
export const catalogueServices = [SavedSearchesService, SavedSearchFindings, SavedSearchNews];
