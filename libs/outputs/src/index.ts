/** Practical outputs of runs: from a draft with files to the shared database, and what they count for. No attendance, no certificates. */
import type { EntityClass } from '#libs/platform';
import { catalogueEntities } from './catalogue/catalogue.js';
import { consumerEntities } from './consumers/consumers.js';
import { datasetEntities } from './dataset/dataset.js';
import { Output } from './output.entity.js';
import { OutputApproval } from './output-approval.entity.js';
import { OutputAuthor } from './output-author.entity.js';
import { OutputFile } from './output-file.entity.js';
import { OutputWaiver } from './output-waiver.entity.js';

import { reviewEntities } from './review/reviewing.js';
import { useEntities } from './uses/uses.js';

export const outputsEntities: EntityClass[] = [
  Output,
  OutputAuthor,
  OutputFile,
  OutputApproval,
  OutputWaiver,
  ...datasetEntities,
  ...catalogueEntities,
  ...consumerEntities,
  ...reviewEntities,
  ...useEntities,
];

export { AcceptedOutputs } from './accepted-outputs.js';
export type { OutputUnderWay } from './accepted-outputs.repository.js';
export type { Counted, FacetValue } from './catalogue/catalogue-facets.js';
export type { SavedSearch } from './catalogue/saved-search.entity.js';
export {
  type SavedSearchChanges,
  type SavedSearchFields,
  type SavedSearchForm,
  savedSearchChanges,
  savedSearchFields,
  savedSearchForm,
  type TellingForm,
  tellingForm,
} from './catalogue/saved-search.fields.js';
export { savedSearchAccess } from './catalogue/saved-search.policy.js';
export { SavedSearchNews } from './catalogue/saved-search-news.service.js';
export { SavedSearchesService } from './catalogue/saved-searches.service.js';
export {
  addressOf,
  type Facet,
  facets,
  filtersOf,
  type SearchFilters,
  searchFilters,
} from './catalogue/search-filters.js';
export { type CommentFields, type CommentsQuery, commentFields, commentsQuery } from './comments/comment.fields.js';
export { commentAccess } from './comments/comment.policy.js';
export { mayComment } from './comments/comment.rules.js';
export type { CommentRow } from './comments/output-comments.repository.js';
export { type ListedComments, OutputCommentsService } from './comments/output-comments.service.js';
export { consumerAccess } from './consumers/consumer.policy.js';
export type { ConsumerKey } from './consumers/consumer-key.entity.js';
export {
  type ConsumerKeyFields,
  consumerKeyFields,
  type KeyScope,
  keyScopes,
} from './consumers/consumer-key.fields.js';
export type { ConsumerKeyUse } from './consumers/consumer-key-use.entity.js';
export { ConsumerKeysService, type NewKey } from './consumers/consumer-keys.service.js';
export { isKeyLike, KeyCallers } from './consumers/key-callers.js';
export { KeyUses } from './consumers/key-uses.js';
export {
  type GrantFields,
  type GrantsQuery,
  grantFields,
  grantForm,
  grantsQuery,
} from './consumers/output-grant.fields.js';
export type { PossibleReceiver } from './consumers/output-grants.repository.js';
export { OutputGrantsService, type StandingGrant } from './consumers/output-grants.service.js';
export { contentOf, type Lack, lacksOf } from './content.rules.js';
export type { OutputContent } from './content.types.js';
export { type Criterion, criteria, type Gate, gates } from './criteria.js';
export { mayChangeTable, mayDeclare } from './dataset/dataset.rules.js';
export type {
  TableField,
  TableSchema,
} from './dataset/dataset.types.js';
export { DatasetChecks } from './dataset/dataset-checks.js';
export { DatasetRows } from './dataset/dataset-rows.service.js';
export { DatasetTable } from './dataset/dataset-table.entity.js';
export { DatasetTables } from './dataset/dataset-tables.service.js';
export { frictionlessSchema } from './dataset/frictionless.js';
export { faultsOf } from './dataset/schema-check.js';
export type { CellFault } from './dataset/table-errors.entity.js';
export {
  mostCodes,
  schemaField,
  type TableChanges,
  type TableFields,
  tableChanges,
  tableFields,
} from './dataset/table-schema.fields.js';
export { type Licence, licenceCodes, licences, usualLicence } from './licences.js';
export type { Output } from './output.entity.js';
export {
  type OutputChanges,
  type OutputFields,
  type OutputListQuery,
  outputChanges,
  outputFields,
  outputListQuery,
  type SharedQuery,
  sharedQuery,
  type WaiverFields,
  waiverFields,
} from './output.fields.js';
export {
  outputAccess,
  sharedDatabaseAccess,
  sidesOf,
} from './output.policy.js';
export {
  mayAddFile,
  mayApprovePublication,
  mayBeginVersion,
  mayDraftIn,
  mayEdit,
  maySpeak,
  mayStep,
  maySubmit,
  mayWaive,
  sideToSpeak,
} from './output.rules.js';
export {
  type AccessLevel,
  accessLevels,
  type OutputStatus,
  outputStatuses,
  type Sector,
  type Side,
  sectors,
  sides,
  zones,
} from './output.types.js';
export { OutputAuthors } from './output-authors.js';
export type { AuthorName } from './output-authors.repository.js';
export { type ListedOutput, OutputCatalogue, type OutputDetail, type WaitingOutputs } from './output-catalogue.js';
export type { OutputFile } from './output-file.entity.js';
export { OutputFilesService } from './output-files.service.js';
export type { OutputRow } from './output-list.repository.js';
export { OutputReviewService } from './output-review.service.js';
export {
  type OutputAbout,
  type OutputAuthorship,
  type OutputBeginning,
  outputAbout,
  outputAuthorship,
  outputBeginning,
  outputContentForms,
} from './output-steps.fields.js';
export { OutputsModule } from './outputs.module.js';
export { OutputsService } from './outputs.service.js';
export { holdAccess } from './personal-data/hold.policy.js';
export {
  type HoldState,
  holdStates,
  mayClear,
  mayLeaveHold,
  mayLookAgain,
} from './personal-data/hold.rules.js';
export { type Hold, HoldsService } from './personal-data/holds.service.js';
export type { OutputFinding } from './personal-data/output-finding.entity.js';
export { OutputLooks } from './personal-data/output-looks.js';
export { type PublishedOutput, PublishedOutputs } from './published/published-outputs.service.js';
export { filterText, listedFilters } from './query/row-filters.js';
export {
  type AggregateQuery,
  aggregateQuery,
  type ExportQuery,
  exportQuery,
  type RowsQuery,
  rowsQuery,
  statisticsQuery,
} from './query/rows-query.fields.js';
export { answerTag, type RowPage, type StoredTable, TableRowsService } from './query/table-rows.service.js';
export { OutputReminders } from './required/output-reminders.service.js';
export { OutputWaiversService, type RequiredKind } from './required/output-waivers.service.js';
export { RequiredOutputs, type RequiredProgress } from './required/required-outputs.service.js';
export { type LateRun, type OwnRequired, RequiredOutputsWaiting } from './required/required-outputs-waiting.js';
export { type Compared, difference, nearestVersion } from './review/comparison.rules.js';
export { type Comparison, OutputComparisons } from './review/output-comparisons.js';
export { OutputReviews } from './review/output-reviews.js';
export type { ReviewRow } from './review/output-reviews.repository.js';
export { type AcceptanceFields, acceptanceFields, type ReturnFields, returnFields } from './review/review.fields.js';
export { mostPoints, pointsOf, rubricCriteria } from './review/rubric.js';
export type { OutputVersion } from './shared-database.repository.js';
export { type ListedSharedOutput, SharedDatabaseService } from './shared-database.service.js';
export type { DeclaredUse } from './uses/output-uses.repository.js';
export { OutputUsesService } from './uses/output-uses.service.js';
export { TakenOutputs } from './uses/taken-outputs.js';
export {
  type UsedOutputsQuery,
  type UseFields,
  type UsesQuery,
  usedOutputsQuery,
  useFields,
  usesQuery,
} from './uses/use.fields.js';
export { useAccess } from './uses/use.policy.js';
export { mayTakeBack, type UseFigures } from './uses/use.rules.js';
export { countries as useCountries, purposes, type RecordedKind } from './uses/use.types.js';
export type { ListedUsedOutput } from './uses/use-figures.repository.js';
export { type AllUseFigures, UseFiguresService } from './uses/use-figures.service.js';
