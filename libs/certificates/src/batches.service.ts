import { Injectable } from '@nestjs/common';
import {
  type Actor,
  addDays,
  Clock,
  conflict,
  enforce,
  invalid,
  type LocalDate,
  localDateOf,
  newId,
  notFound,
  requireGrant,
  stale,
} from '#libs/kernel';
import { Audit, UnitOfWork } from '#libs/platform';
import { RunLookup } from '#libs/training';
import type { BatchFields } from './batch.fields.js';
import { dateFaults, mayPrepareFor, mayTake } from './batch.rules.js';
import { BatchGrounds } from './batch-grounds.js';
import { BatchesRepository } from './batches.repository.js';
import { certificateAccess } from './certificate.policy.js';
import { CertificateBatch } from './certificate-batch.entity.js';
import { Designs } from './designs/index.js';

/** How many days ahead of today a certificate may be dated. */
const aheadAtMost = 60;

/** Decisions to issue, from preparation to cancellation. Reading is `BatchLists`, approving `ApprovalService`. */
@Injectable()
export class BatchesService {
  constructor(
    private readonly batches: BatchesRepository,
    private readonly grounds: BatchGrounds,
    private readonly runs: RunLookup,
    private readonly designs: Designs,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Puts a decision together. Everybody on the list is eligible and can be printed, and is on no other list. */
  async prepare(actor: Actor, runId: string, fields: BatchFields): Promise<CertificateBatch> {
    requireGrant(actor, certificateAccess.prepare);
    await this.designs.ready();
    return this.unitOfWork.run(async () => {
      const run = await this.runs.hold(runId);
      enforce(mayPrepareFor(run));
      this.requireSoundDates(fields, run);
      const batch = Object.assign(new CertificateBatch(), {
        id: newId(),
        runId,
        template: 'standard',
        status: 'prepared',
        statusReason: null,
        preparedAt: this.clock.now(),
        approvedBy: null,
        approvedAt: null,
        issuedAt: null,
        jobId: null,
        version: 1,
      });
      decide(batch, actor, fields);
      batch.designVersionId = await this.designFor(fields);
      await this.batches.add(batch);
      await this.fill(actor, batch, fields.enrolmentIds, 'certificate_batch.prepared');
      return batch;
    });
  }

  /** Mends a returned batch and hands it in again. */
  async prepareAgain(actor: Actor, id: string, version: number, fields: BatchFields): Promise<CertificateBatch> {
    requireGrant(actor, certificateAccess.prepare);
    await this.designs.ready();
    return this.unitOfWork.run(async () => {
      const run = await this.runs.hold((await this.load(id)).runId);
      const batch = await this.load(id);
      if (batch.version !== version) throw stale('certificate_batch');
      enforce(mayTake('prepare_again', batch));
      this.requireSoundDates(fields, run);
      decide(batch, actor, fields);
      batch.designVersionId = await this.designFor(fields);
      batch.take('prepare_again');
      batch.preparedAt = this.clock.now();
      await this.batches.save(batch);
      await this.batches.clear(id);
      await this.fill(actor, batch, fields.enrolmentIds, 'certificate_batch.prepared_again');
      return batch;
    });
  }

  /** The approving side sends it back. */
  return(actor: Actor, id: string, reason: string): Promise<CertificateBatch> {
    requireGrant(actor, certificateAccess.approve);
    return this.unitOfWork.run(async () => {
      const batch = await this.load(id);
      enforce(mayTake('return', batch));
      batch.take('return', reason);
      await this.batches.save(batch);
      await this.record(actor, batch, 'certificate_batch.returned', reason);
      return batch;
    });
  }

  /** The preparing side drops it; its enrolments may go on another list. */
  cancel(actor: Actor, id: string, reason: string): Promise<CertificateBatch> {
    requireGrant(actor, certificateAccess.prepare);
    return this.unitOfWork.run(async () => {
      const batch = await this.load(id);
      enforce(mayTake('cancel', batch));
      batch.take('cancel', reason);
      await this.batches.save(batch);
      await this.batches.release(id);
      await this.record(actor, batch, 'certificate_batch.cancelled', reason);
      return batch;
    });
  }

  private async designFor({ designId }: BatchFields): Promise<string> {
    const { id } = await this.designs.current(designId ?? null, 'chung_chi');
    await this.designs.use(id);
    return id;
  }

  private requireSoundDates(fields: BatchFields, run: { endsOn: LocalDate }): void {
    const faults = dateFaults(fields, run, addDays(localDateOf(this.clock.now()), aheadAtMost));
    if (faults.length > 0) throw invalid(...faults);
  }

  private async fill(actor: Actor, batch: CertificateBatch, enrolmentIds: string[], action: string): Promise<void> {
    const candidates = await this.grounds.gather(batch, [...new Set(enrolmentIds)]);
    const listed = candidates.find(({ eligibility }) => eligibility.listedIn !== null);
    if (listed) throw conflict('certificate_batch.already_listed', { name: listed.eligibility.person.fullName });
    await this.batches.put(
      batch.id,
      candidates.map(({ eligibility }) => eligibility.enrolment.id),
    );
    await this.record(actor, batch, action, null, { certificates: candidates.length });
  }

  private record(
    actor: Actor,
    { id, runId, decisionNumber }: CertificateBatch,
    action: string,
    reason: string | null,
    details: Record<string, unknown> = {},
  ): Promise<void> {
    const noun = 'certificate_batch';
    return this.audit.record(actor, {
      action,
      noun,
      subjectId: id,
      reason,
      details: { runId, decisionNumber, ...details },
    });
  }

  private async load(id: string): Promise<CertificateBatch> {
    const batch = await this.batches.find(id);
    if (!batch) throw notFound('certificate_batch');
    return batch;
  }
}

/** What the decision says, and who answers for it. */
function decide(
  batch: CertificateBatch,
  actor: Actor,
  { enrolmentIds: _list, designId: _design, ...decision }: BatchFields,
): void {
  Object.assign(batch, decision, { preparedBy: actor.accountId, preparedByPerson: actor.personId });
}
