import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { TrainingModule } from '#libs/training';
import { BulkSelection } from './board/bulk-selection.service.js';
import { SelectionBoardRepository } from './board/selection-board.repository.js';
import { SelectionBoardService } from './board/selection-board.service.js';
import { SelectionOrder } from './board/selection-order.repository.js';
import { ConfirmationService } from './confirmation.service.js';
import { DocumentLook } from './dossier/document-look.js';
import { DossierRepository } from './dossier/dossier.repository.js';
import { DossierService } from './dossier/dossier.service.js';
import { DossierDocumentsService } from './dossier/dossier-documents.service.js';
import { DossierQueueRepository } from './dossier/dossier-queue.repository.js';
import { DossierQueue } from './dossier/dossier-queue.service.js';
import { DossierSight } from './dossier/dossier-sight.js';
import { DossierState } from './dossier/dossier-state.js';
import { ScannedPapers } from './dossier/scanned-papers.js';
import { EligibilityFactsRepository } from './eligibility/eligibility-facts.repository.js';
import { EligibilityFindings } from './eligibility/eligibility-findings.js';
import { EligibilityLifts } from './eligibility/eligibility-lifts.service.js';
import { Enrolling } from './enrolling.js';
import { EnrolmentLookup } from './enrolment-lookup.js';
import { EnrolmentsRepository } from './enrolments.repository.js';
import { EnrolmentsService } from './enrolments.service.js';
import { HeldNominations } from './held-nominations.js';
import { ImportCheck } from './import/import-check.js';
import { ImportPreparing } from './import/import-preparing.js';
import { ImportReading } from './import/import-reading.js';
import { ImportSteps } from './import/import-steps.js';
import { ImportSweep } from './import/import-sweep.js';
import { ImportTemplate } from './import/import-template.js';
import { ImportTerms } from './import/import-terms.js';
import { ImportWords } from './import/import-words.js';
import { ImportWork } from './import/import-work.js';
import { ImportWriting } from './import/import-writing.js';
import { ImportsRepository } from './import/imports.repository.js';
import { ImportsService } from './import/imports.service.js';
import { LettingGo } from './letting-go.js';
import { ListDocuments } from './list/document/list-documents.service.js';
import { ListDrawing } from './list/document/list-drawing.js';
import { ExportTrail } from './list/export-trail.js';
import { LetterScans } from './list/letter-scans.service.js';
import { ListExports } from './list/list-exports.service.js';
import { ListsInSight } from './list/lists-in-sight.js';
import { NominationListsRepository } from './list/nomination-lists.repository.js';
import { NominationLists } from './list/nomination-lists.service.js';
import { PlacementService } from './list/placement.service.js';
import { Placements } from './list/placements.repository.js';
import { MergedNominees } from './merging/merged-nominees.js';
import { MergedNomineesRepository } from './merging/merged-nominees.repository.js';
import { NominationFiguresRepository } from './nomination-figures.repository.js';
import { NominationHistory } from './nomination-history.js';
import { NominationListRepository } from './nomination-list.repository.js';
import { NominationSteps } from './nomination-steps.js';
import { NominationsRepository } from './nominations.repository.js';
import { NominationsService } from './nominations.service.js';
import { Nominees } from './nominees.js';
import { AnnouncementNotices } from './notices/announcement-notices.js';
import { CancellationNotices } from './notices/cancellation-notices.js';
import { EscalationService } from './notices/escalation.service.js';
import { NominationMailsRepository } from './notices/nomination-mails.repository.js';
import { NominationNews } from './notices/nomination-news.js';
import { NominationNotices } from './notices/nomination-notices.js';
import { NoticesRepository } from './notices/notices.repository.js';
import { ReceiversRepository } from './notices/receivers.repository.js';
import { RunMessagesService } from './notices/run-messages.service.js';
import { Promotion } from './promotion.js';
import { ReserveOrder } from './reserve-order.repository.js';
import { RosterRepository } from './roster.repository.js';
import { SeatedPeople } from './seated-people.js';
import { SelectionService } from './selection.service.js';
import { StepRecord } from './step-record.js';
import { LateSubstitution } from './substitution/late-substitution.service.js';
import { SubstitutionService } from './substitution/substitution.service.js';
import { SubstitutionUnlocks } from './substitution/substitution-unlocks.repository.js';

const doors = [
  EligibilityFindings,
  EligibilityLifts,
  NominationsService,
  PlacementService,
  NominationLists,
  LetterScans,
  ListDocuments,
  ListExports,
  SelectionService,
  BulkSelection,
  SelectionBoardService,
  ConfirmationService,
  SubstitutionService,
  RunMessagesService,
  EscalationService,
  LateSubstitution,
  DossierService,
  DossierDocumentsService,
  DossierState,
  DossierQueue,
  NominationHistory,
  ImportsService,
  ImportWork,
  EnrolmentsService,
  EnrolmentLookup,
  ScannedPapers,
];

@Module({
  imports: [PeopleModule, TrainingModule],
  providers: [
    EligibilityFactsRepository,
    NominationsRepository,
    NominationListRepository,
    NominationFiguresRepository,
    ReserveOrder,
    Placements,
    NominationListsRepository,
    ListsInSight,
    ExportTrail,
    ListDrawing,
    SelectionOrder,
    SelectionBoardRepository,
    EnrolmentsRepository,
    RosterRepository,
    Enrolling,
    Promotion,
    HeldNominations,
    LettingGo,
    StepRecord,
    NominationSteps,
    Nominees,
    SeatedPeople,
    NominationMailsRepository,
    NominationNews,
    NominationNotices,
    AnnouncementNotices,
    CancellationNotices,
    NoticesRepository,
    ReceiversRepository,
    DossierRepository,
    DossierSight,
    DossierQueueRepository,
    DocumentLook,
    MergedNominees,
    MergedNomineesRepository,
    SubstitutionUnlocks,
    ImportsRepository,
    ImportWords,
    ImportTemplate,
    ImportCheck,
    ImportReading,
    ImportTerms,
    ImportSteps,
    ImportPreparing,
    ImportWriting,
    ImportSweep,
    ...doors,
  ],
  exports: doors,
})
export class NominationsModule {}
