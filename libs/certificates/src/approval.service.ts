import { Inject, Injectable } from '@nestjs/common';
import { type Actor, Clock, enforce, notFound, requireGrant, stale } from '#libs/kernel';
import { Audit, CONFIGURATION, type Configuration, JobsService, Outbox, UnitOfWork } from '#libs/platform';
import { RunLookup } from '#libs/training';
import type { ApprovalFields } from './batch.fields.js';
import { mayApprove } from './batch.rules.js';
import { BatchGrounds, type Candidate } from './batch-grounds.js';
import { BatchesRepository } from './batches.repository.js';
import { batchApproved } from './certificate.events.js';
import { certificateAccess } from './certificate.policy.js';
import type { CertificateBatch } from './certificate-batch.entity.js';
import { CertificatesRepository } from './certificates.repository.js';
import { intendedCertificate } from './intended-certificate.js';
import { numbered } from './payload.js';
import { type Issued, Register } from './register/register.js';
import type { Book } from './register/register.rules.js';
import { Statements } from './statement/index.js';
import { newVerificationCode } from './verification-code.js';

/** The other person's yes: numbers are taken and contents frozen in one unit; drawing follows outside it. */
@Injectable()
export class ApprovalService {
  constructor(
    private readonly batches: BatchesRepository,
    private readonly certificates: CertificatesRepository,
    private readonly register: Register,
    private readonly grounds: BatchGrounds,
    private readonly statements: Statements,
    private readonly runs: RunLookup,
    private readonly jobs: JobsService,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** Answers the approved batch; its job says how far the documents are. With `contents`, refuses others than these. */
  async approve(actor: Actor, id: string, { contents }: ApprovalFields = {}): Promise<CertificateBatch> {
    requireGrant(actor, certificateAccess.approve);
    const book = bookFor(await this.load(id));
    await this.register.open(book);
    return this.unitOfWork.run(async () => {
      // Rivals for this run wait here: no seat is given up between the look at the list and the numbers.
      await this.runs.hold((await this.load(id)).runId);
      const batch = await this.load(id);
      enforce(mayApprove(batch, actor));
      // Prepared again for another year since its book was opened.
      if (bookFor(batch).year !== book.year) throw stale('certificate_batch');
      const candidates = await this.grounds.gather(batch, await this.batches.enrolmentIds(id));
      if (contents !== undefined && contents !== this.grounds.contentsOf(batch, candidates))
        throw stale('certificate_batch');
      const job = await this.jobs.start(actor, 'certificate_batch', candidates.length, { batchId: id });
      batch.approve(actor.accountId, this.clock.now(), job.id);
      // Saved first: of two approvals at once the second meets the new version before any number is taken.
      await this.batches.save(batch);
      const issued = await this.intend(batch, candidates, book);
      await this.certificates.add(...issued.map(({ certificate }) => certificate));
      await this.register.enter(actor, issued);
      await this.outbox.raise(batchApproved, { batchId: id, jobId: job.id });
      await this.audit.record(actor, {
        action: 'certificate_batch.approved',
        noun: 'certificate_batch',
        subjectId: id,
        details: { runId: batch.runId, certificates: candidates.length },
      });
      return batch;
    });
  }

  private async intend(batch: CertificateBatch, candidates: Candidate[], book: Book): Promise<Issued[]> {
    const numbers = await this.register.take(book, candidates.length);
    return candidates.map(({ eligibility: { enrolment }, payload: said }, index) => {
      const { serial, printedNumber, number } = numbers[index]!;
      const code = newVerificationCode();
      const { publicUrl } = this.configuration;
      const payload = this.statements.seal(numbered(said, { serial, registerNumber: printedNumber, code, publicUrl }));
      const whose = {
        ...enrolment,
        batchId: batch.id,
        runId: batch.runId,
        enrolmentId: enrolment.id,
        designVersionId: null,
      };
      const certificate = intendedCertificate(whose, numbers[index]!, payload, this.clock.now());
      return { certificate, number };
    });
  }

  private async load(id: string): Promise<CertificateBatch> {
    const batch = await this.batches.find(id);
    if (!batch) throw notFound('certificate_batch');
    return batch;
  }
}

const bookFor = ({ issuedOn }: CertificateBatch): Book => ({ kind: 'chung_chi', year: Number(issuedOn.slice(0, 4)) });
