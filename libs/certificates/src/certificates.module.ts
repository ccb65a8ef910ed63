import { Module } from '@nestjs/common';
import { AttendanceModule } from '#libs/attendance';
import { NominationsModule } from '#libs/nominations';
import { OutputsModule } from '#libs/outputs';
import { PeopleModule } from '#libs/people';
import { TrainingModule } from '#libs/training';
import { ApprovalService } from './approval.service.js';
import { BatchGrounds } from './batch-grounds.js';
import { BatchLists } from './batch-lists.service.js';
import { BatchesRepository } from './batches.repository.js';
import { BatchesService } from './batches.service.js';
import { CertificateArchives } from './certificate-archives.service.js';
import { CertificateDocuments } from './certificate-documents.js';
import { CertificateFiltersRepository } from './certificate-filters.repository.js';
import { CertificateFilters } from './certificate-filters.service.js';
import { CertificateNotices } from './certificate-notices.js';
import { CertificatesRepository } from './certificates.repository.js';
import { CertificatesService } from './certificates.service.js';
import { designProviders, designServices } from './designs/index.js';
import { DocumentFiling } from './document-filing.js';
import { EligibilityService } from './eligibility.service.js';
import { IntendedCertificatesRepository } from './intended-certificates.repository.js';
import { IssuedDocumentsRepository } from './issued-documents.repository.js';
import { IssuingService } from './issuing.service.js';
import { MergedHolders } from './merged-holders.js';
import { OwnEligibility } from './own-eligibility.service.js';
import { PrintFiles } from './print/print-files.service.js';
import { PrintableSheetsRepository } from './print/printable-sheets.repository.js';
import { RegisterDocuments } from './register/document/register-documents.service.js';
import { Register } from './register/register.js';
import { RegisterRepository } from './register/register.repository.js';
import { RegisterCheck } from './register/register-check.js';
import { RegisterCheckRepository } from './register/register-check.repository.js';
import { RegisterListsRepository } from './register/register-lists.repository.js';
import { RegisterLists } from './register/register-lists.service.js';
import { ReplacementDrawing } from './requests/replacement-drawing.js';
import { ReplacementGrounds } from './requests/replacement-grounds.js';
import { ReplacementPreviews } from './requests/replacement-previews.service.js';
import { RequestDecisions } from './requests/request-decisions.service.js';
import { RequestsRepository } from './requests/requests.repository.js';
import { RequestsService } from './requests/requests.service.js';
import { SigningKeys, SigningKeysRepository } from './signing/index.js';
import { SpecimensService } from './specimens.service.js';
import { CertificateCredentials, RevocationLists, RevocationsRepository, Statements } from './statement/index.js';
import { UncertifiedSeatsRepository } from './uncertified-seats.repository.js';
import { VerificationService } from './verification.service.js';

const services = [
  ApprovalService,
  BatchesService,
  BatchLists,
  CertificateCredentials,
  CertificateArchives,
  CertificateFilters,
  CertificatesService,
  EligibilityService,
  IssuingService,
  OwnEligibility,
  PrintFiles,
  RevocationLists,
  RegisterCheck,
  RegisterDocuments,
  RegisterLists,
  ReplacementPreviews,
  RequestDecisions,
  RequestsService,
  SigningKeys,
  SpecimensService,
  VerificationService,
  ...designServices,
];

@Module({
  imports: [PeopleModule, TrainingModule, NominationsModule, AttendanceModule, OutputsModule],
  providers: [
    BatchesRepository,
    BatchGrounds,
    CertificateDocuments,
    CertificateFiltersRepository,
    CertificateNotices,
    DocumentFiling,
    CertificatesRepository,
    IntendedCertificatesRepository,
    IssuedDocumentsRepository,
    PrintableSheetsRepository,
    Register,
    RegisterRepository,
    RegisterCheckRepository,
    RegisterListsRepository,
    ReplacementDrawing,
    ReplacementGrounds,
    RequestsRepository,
    MergedHolders,
    ...designProviders,
    SigningKeysRepository,
    RevocationsRepository,
    Statements,
    UncertifiedSeatsRepository,
    ...services,
  ],
  exports: services,
})
export class CertificatesModule {}
