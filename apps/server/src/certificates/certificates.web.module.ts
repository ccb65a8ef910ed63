import { Module, type OnModuleInit } from '@nestjs/common';
import {
  BatchLists,
  CertificatesModule,
  CertificatesService,
  DesignsService,
  EligibilityService,
  RequestsService,
} from '#libs/certificates';
import { Clock } from '#libs/kernel';
import { TrainingModule } from '#libs/training';
import { Waiting } from '../home/waiting.js';
import { RunStages } from '../training/run-stages.js';
import { CertificateBatchesApi } from './batch.api.js';
import { CertificateBatchPages } from './batch.pages.js';
import { CertificatesApi } from './certificate.api.js';
import { CertificatePages } from './certificate.pages.js';
import { certificateStage } from './certificate-stage.js';
import { waitingCertificates } from './certificate-waiting.js';
import { CredentialsApi } from './credential.api.js';
import { CredentialPages } from './credential.pages.js';
import { CertificateDesignsApi } from './designs/design.api.js';
import { CertificateDesignPages } from './designs/design.pages.js';
import { waitingDesigns } from './designs/design-waiting.js';
import { SigningKeysApi } from './keys/signing-key.api.js';
import { SigningKeyPages, WellKnownKeys } from './keys/signing-key.pages.js';
import { OwnEligibilityApi } from './own-eligibility.api.js';
import { BatchPrintsApi, CertificatePrintsApi } from './printing/print.api.js';
import { BatchPrintPages, CertificatePrintPages } from './printing/print.pages.js';
import { CertificateRegisterApi } from './register/register.api.js';
import { CertificateRegisterPages } from './register/register.pages.js';
import { CertificateRequestListApi, CertificateRequestsApi } from './requests/request.api.js';
import { CertificateRequestPages } from './requests/request.pages.js';
import { CertificateRequestListPages } from './requests/request-list.pages.js';
import { waitingRequests } from './requests/request-waiting.js';
import { RunCertificatesApi } from './run-certificates.api.js';
import { RunCertificatePages } from './run-certificates.pages.js';
import { ScanController } from './scan.controller.js';
import { ScanShell } from './scan-shell.js';
import { VerificationsApi } from './verification.api.js';
import { VerifyPages } from './verify.pages.js';

/** Pages and API of eligibility, batches, certificates, the register and verification. */
@Module({
  imports: [CertificatesModule, TrainingModule],
  controllers: [
    RunCertificatesApi,
    CertificateBatchesApi,
    CertificateDesignsApi,
    CertificatesApi,
    CertificatePrintsApi,
    BatchPrintsApi,
    CertificateRequestsApi,
    CertificateRequestListApi,
    CredentialsApi,
    OwnEligibilityApi,
    CertificateRegisterApi,
    VerificationsApi,
    RunCertificatePages,
    CertificateBatchPages,
    CertificateRegisterPages,
    CertificateDesignPages,
    CertificatePages,
    CertificatePrintPages,
    BatchPrintPages,
    CertificateRequestPages,
    CertificateRequestListPages,
    CredentialPages,
    ScanController,
    VerifyPages,
    SigningKeysApi,
    SigningKeyPages,
    WellKnownKeys,
  ],
  providers: [ScanShell],
})
export class CertificatesWebModule implements OnModuleInit {
  constructor(
    private readonly waiting: Waiting,
    private readonly stages: RunStages,
    private readonly eligibility: EligibilityService,
    private readonly lists: BatchLists,
    private readonly certificates: CertificatesService,
    private readonly requests: RequestsService,
    private readonly clock: Clock,
    private readonly designs: DesignsService,
  ) {}

  onModuleInit(): void {
    this.stages.register(certificateStage(this.eligibility, this.lists));
    this.waiting.register(waitingCertificates(this.lists, this.certificates));
    this.waiting.register(waitingRequests(this.requests, this.clock));
    this.waiting.register(waitingDesigns(this.designs));
  }
}
