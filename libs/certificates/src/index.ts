/** Who may get a certificate, the decision to issue, the register book, the documents and their verification. Not attendance or outputs themselves. */
import type { EntityClass } from '#libs/platform';
import { BatchEnrolment } from './batch-enrolment.entity.js';
import { Certificate } from './certificate.entity.js';
import { CertificateBatch } from './certificate-batch.entity.js';
import { designEntities } from './designs/index.js';
import { RegisterBook } from './register/register-book.entity.js';
import { RegisterEntry } from './register/register-entry.entity.js';
import { CertificateRequest } from './requests/certificate-request.entity.js';
import { SigningKey } from './signing/index.js';

export { ApprovalService } from './approval.service.js';
export {
  type ApprovalFields,
  approvalFields,
  type BatchFields,
  type BatchQuery,
  batchFields,
  batchQuery,
  type Signatory,
} from './batch.fields.js';
export { type BatchStatus, batchStatuses, mayApprove, mayPrepareFor, mayTake } from './batch.rules.js';
export { type BatchDetail, type BatchEntry, BatchLists, type ListedBatch } from './batch-lists.service.js';
export { BatchesService } from './batches.service.js';
export { type CertificateStatus, certificateStatuses } from './certificate.entity.js';
export {
  type CertificateQuery,
  type CertificateSelection,
  certificateQuery,
  certificateSelection,
} from './certificate.fields.js';
export { certificateAccess } from './certificate.policy.js';
export { CertificateArchives } from './certificate-archives.service.js';
export type { ShownPayload } from './certificate-disclosure.js';
export { CertificateFilters, type OfferedFilters } from './certificate-filters.service.js';
export { CertificatesModule } from './certificates.module.js';
export type { CertificateRow } from './certificates.repository.js';
export { type CertificateDetail, CertificatesService, type ShownCertificate } from './certificates.service.js';
export { noContents } from './contents.js';
export {
  type CertificateDesign,
  type CertificateDesignVersion,
  type DesignChanges,
  DesignImages,
  DesignPreviews,
  type DesignRead,
  type DesignStatus,
  DesignsService,
  type DesignVersionDetail,
  type Dimension,
  type DraftFields,
  designAccess,
  designChanges,
  designRead,
  designStatuses,
  draftFields,
  type ListedDesign,
  type ListedVersion,
  mayActivate,
  mayPropose,
  mayTakeDesign,
  namedTexts,
  type PreviewQuery,
  partsOf,
  previewQuery,
  sampleNames,
} from './designs/index.js';
export type { Unmet } from './eligibility.rules.js';
export { type Eligibility, EligibilityService } from './eligibility.service.js';
export { IssuingService } from './issuing.service.js';
export { OwnEligibility, type Prospect } from './own-eligibility.service.js';
export { type Printing, type PrintSelection, printing, printSelection } from './print/print.fields.js';
export { mostPrinted, PrintFiles, type PrintOffer } from './print/print-files.service.js';
export { RegisterDocuments } from './register/document/register-documents.service.js';
export { type RegisterPages, type RegisterQuery, registerPages, registerQuery } from './register/register.fields.js';
export { documentKinds } from './register/register.rules.js';
export { RegisterCheck, type RegisterFault, type RegisterFinding } from './register/register-check.js';
export {
  type RegisteredCertificate,
  RegisterLists,
  type ShownBook,
  type ShownNote,
} from './register/register-lists.service.js';
export { type CertificatePayload, placeholders } from './render/index.js';
export { ReplacementPreviews } from './requests/replacement-previews.service.js';
export {
  type GrantFields,
  grantFields,
  type ReplacementFields,
  type ReplacementGrant,
  type RequestQuery,
  type RevocationFields,
  replacementFields,
  replacementGrant,
  requestQuery,
  revocationFields,
} from './requests/request.fields.js';
export {
  mayAsk,
  mayDecide,
  mayWithdraw,
  replacementReasons,
  requestKinds,
  requestStatuses,
  revocationReasons,
} from './requests/request.rules.js';
export { RequestDecisions } from './requests/request-decisions.service.js';
export type { RequestRow } from './requests/requests.repository.js';
export { RequestsService } from './requests/requests.service.js';
export {
  type CurrentDocumentKey,
  type DocumentSigner,
  type KeyPurpose,
  keyPurposes,
  publicJwk,
  publishedKey,
  SigningKeys,
  type StatementKey,
  signerOf,
} from './signing/index.js';
export { SpecimensService } from './specimens.service.js';
export { CertificateCredentials, type RevocationList, RevocationLists } from './statement/index.js';
export { type FileVerdict, VerificationService, type Verified } from './verification.service.js';
export { Certificate, CertificateBatch, SigningKey };

export const certificatesEntities: EntityClass[] = [
  ...designEntities,
  CertificateBatch,
  BatchEnrolment,
  Certificate,
  RegisterBook,
  RegisterEntry,
  CertificateRequest,
  SigningKey,
];
