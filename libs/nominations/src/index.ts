/** From the draft of a nomination to the confirmed seat and its enrolment, with the order of reserves. Not what happens in the course: attendance, outputs and certificates start from the enrolment. */
import type { EntityClass } from '#libs/platform';
import { DossierDocument } from './dossier/dossier-document.entity.js';
import { DossierDownload } from './dossier/dossier-download.entity.js';
import { EligibilityLift } from './eligibility/eligibility-lift.entity.js';
import { Enrolment } from './enrolment.entity.js';
import { EnrolmentDay } from './enrolment-day.entity.js';
import { NominationImport } from './import/nomination-import.entity.js';
import { NominationImportRow } from './import/nomination-import-row.entity.js';
import { NominationList } from './list/nomination-list.entity.js';
import { Nomination } from './nomination.entity.js';
import { SubstitutionUnlock } from './substitution/substitution-unlock.entity.js';

export { isChosen, type Tally } from './board/board.rules.js';
export type { BoardOrganisation, BoardRow } from './board/board-row.js';
export { BulkSelection } from './board/bulk-selection.service.js';
export { type BoardColumn, type SelectionBoard, SelectionBoardService } from './board/selection-board.service.js';
export { ConfirmationService } from './confirmation.service.js';
export { type DateName, dateOf, isShownInline, typesOf } from './dossier/document-kinds.rules.js';
export { type DocumentFields, type DossierQuery, documentFields, dossierQuery } from './dossier/dossier.fields.js';
export { dossierAccess } from './dossier/dossier.policy.js';
export { type DocumentProblem, mayConfirmDossier, type ProblemCode } from './dossier/dossier.rules.js';
export { type Dossier, DossierService, type OpenDocument } from './dossier/dossier.service.js';
export { DossierDocumentsService } from './dossier/dossier-documents.service.js';
export type { OpeningWay } from './dossier/dossier-download.entity.js';
export { DossierQueue, type WaitingDossier } from './dossier/dossier-queue.service.js';
export { type DossierStanding, DossierState } from './dossier/dossier-state.js';
export { explainsItself, type ReturnReason, returnReasons } from './dossier/return-reasons.js';
export { type ScannedPaper, ScannedPapers } from './dossier/scanned-papers.js';
export { type LiftFields, liftFields } from './eligibility/eligibility.fields.js';
export {
  blocksOf,
  checkEligibility,
  type EligibilityFacts,
  type Finding,
  mayLift,
  mayPass,
} from './eligibility/eligibility.rules.js';
export { EligibilityFindings, type ProspectiveFacts } from './eligibility/eligibility-findings.js';
export { EligibilityLifts } from './eligibility/eligibility-lifts.service.js';
export type { EnrolmentStatus } from './enrolment.entity.js';
export { EnrolmentLookup } from './enrolment-lookup.js';
export { EnrolmentsService } from './enrolments.service.js';
export { type ColumnKey, choiceColumns, columnKeys, requiredColumns } from './import/import.columns.js';
export {
  type ImportChoice,
  type ImportFields,
  type ImportRowsQuery,
  importFields,
  importRowsQuery,
} from './import/import.fields.js';
export { type RowChoice, rowChoices, type Verdict, verdicts } from './import/import.verdicts.js';
export { ImportWork } from './import/import-work.js';
export { ImportsService, type OpenRow } from './import/imports.service.js';
export type { FileColumn, ImportCounts, ImportFault, ImportState } from './import/nomination-import.entity.js';
export type { CellError } from './import/nomination-import-row.entity.js';
export { type ListDocument, ListDocuments } from './list/document/list-documents.service.js';
export { type LetterPart, mayWriteLetter } from './list/letter.rules.js';
export { LetterScans } from './list/letter-scans.service.js';
export { type ExportedTable, ListExports } from './list/list-exports.service.js';
export type { ListCard } from './list/lists-in-sight.js';
export { type DocumentQuery, documentQuery, type LetterFields, letterFields } from './list/nomination-list.fields.js';
export { listAccess } from './list/nomination-list.policy.js';
export type { ListedRow } from './list/nomination-lists.repository.js';
export { longestList, NominationLists } from './list/nomination-lists.service.js';
export { PlacementService } from './list/placement.service.js';
export {
  type BulkFields,
  type BulkStep,
  bulkFields,
  bulkSteps,
  type NominationChanges,
  type NominationFields,
  type NominationQuery,
  nominationChanges,
  nominationFields,
  nominationQuery,
  type PlacementFields,
  placementFields,
  type ReservationFields,
  type ReturnFields,
  type RosterQuery,
  reservationFields,
  returnFields,
  rosterQuery,
  type StepFields,
  type SubstitutionFields,
  stepFields,
  substitutionFields,
} from './nomination.fields.js';
export { enrolmentAccess, nominationAccess, partiesOf } from './nomination.policy.js';
export {
  asksReason,
  isLive,
  mayNominate,
  mayTake,
  mayTakeSeat,
  type NominationAction,
  type NominationStatus,
  nominationActions,
  nominationStatuses,
  type Party,
} from './nomination.rules.js';
export type { WaitingNominations } from './nomination-figures.repository.js';
export { type HistoryEntry, NominationHistory } from './nomination-history.js';
export type { NominationRow } from './nomination-row.js';
export { NominationsModule } from './nominations.module.js';
export { NominationsService } from './nominations.service.js';
export { EscalationService } from './notices/escalation.service.js';
export type { NominationMail } from './notices/nomination-mails.repository.js';
export { escalationStep, isEscalated, waitsTooLongAfter } from './notices/notice.rules.js';
export { audiences, type RunMessageFields, runMessageFields } from './notices/run-message.fields.js';
export { runMessageAccess } from './notices/run-message.policy.js';
export { type RunMessage, RunMessagesService } from './notices/run-messages.service.js';
export type { RosterRow } from './roster.repository.js';
export { SelectionService } from './selection.service.js';
export { LateSubstitution } from './substitution/late-substitution.service.js';
export { type UnlockFields, unlockFields } from './substitution/substitution.fields.js';
export { lastSubstitutionDay } from './substitution/substitution.rules.js';
export { type Substitution, SubstitutionService } from './substitution/substitution.service.js';
export { DossierDocument, Enrolment, Nomination, NominationImport };

export const nominationsEntities: EntityClass[] = [
  NominationList,
  Nomination,
  Enrolment,
  EnrolmentDay,
  SubstitutionUnlock,
  EligibilityLift,
  DossierDocument,
  DossierDownload,
  NominationImport,
  NominationImportRow,
];
