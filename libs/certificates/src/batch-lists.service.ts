import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, isAllowed, isGranted, notFound, requireGrant } from '#libs/kernel';
import { EnrolmentLookup } from '#libs/nominations';
import { type Organisation, OrganisationLookup, type Person, PersonLookup } from '#libs/people';
import { JobsService, type Listing } from '#libs/platform';
import { RunLookup, type RunRow } from '#libs/training';
import type { BatchQuery } from './batch.fields.js';
import { mayApprove } from './batch.rules.js';
import { BatchGrounds } from './batch-grounds.js';
import { BatchesRepository } from './batches.repository.js';
import type { Certificate } from './certificate.entity.js';
import { certificateAccess } from './certificate.policy.js';
import type { CertificateBatch } from './certificate-batch.entity.js';
import { CertificatesRepository } from './certificates.repository.js';
import { type ChosenDesign, Designs } from './designs/index.js';
import type { Unmet } from './eligibility.rules.js';
import { type Eligibility, EligibilityService } from './eligibility.service.js';

/** A batch in a list. */
export interface ListedBatch {
  batch: CertificateBatch;
  run: RunRow;
  /** People on its list. */
  people: number;
  /** What the certificates are drawn with; null when the batch is older than designs. */
  design: ChosenDesign | null;
}

/** One name on the list of a batch. */
export interface BatchEntry {
  enrolmentId: string;
  person: Person;
  organisation: Organisation;
  /** What has come to be missing since the list was made; null when that no longer counts. */
  unmet: Unmet[] | null;
  /** The seat was given up. */
  isGone: boolean;
  certificate: Certificate | null;
}

export interface BatchDetail extends ListedBatch {
  entries: BatchEntry[];
  preparedByName: string;
  approvedByName: string | null;
  /** What its certificates would say now, as a hash, for whoever may approve it as it stands; else null. */
  contents: string | null;
  /** The code of what last kept a document from being drawn. */
  fault: string | null;
}

/** Decisions to issue as they are read: by those who prepare, approve and inspect. */
@Injectable()
export class BatchLists {
  constructor(
    private readonly batches: BatchesRepository,
    private readonly certificates: CertificatesRepository,
    private readonly eligibility: EligibilityService,
    private readonly grounds: BatchGrounds,
    private readonly designs: Designs,
    private readonly enrolments: EnrolmentLookup,
    private readonly people: PersonLookup,
    private readonly organisations: OrganisationLookup,
    private readonly runs: RunLookup,
    private readonly jobs: JobsService,
  ) {}

  async list(actor: Actor, query: BatchQuery): Promise<Listing<ListedBatch>> {
    requireGrant(actor, certificateAccess.readBatch);
    const listing = await this.batches.list(query);
    return { ...listing, items: await this.listed(listing.items) };
  }

  /** Without its list. */
  async brief(actor: Actor, id: string): Promise<ListedBatch> {
    requireGrant(actor, certificateAccess.readBatch);
    const batch = await this.batches.find(id);
    if (!batch) throw notFound('certificate_batch');
    const [listed] = await this.listed([batch]);
    return listed!;
  }

  /** With everybody on its list. The number of statements does not depend on how many they are. */
  async get(actor: Actor, id: string): Promise<BatchDetail> {
    const listed = await this.brief(actor, id);
    const { batch } = listed;
    const names = await this.batches.namesOf([batch.preparedBy, batch.approvedBy]);
    const enrolmentIds = await this.batches.enrolmentIds(id);
    const isOpen = ['prepared', 'returned'].includes(batch.status);
    const standing = isOpen ? await this.eligibility.ofRun(batch.runId) : null;
    return {
      ...listed,
      entries: await this.entries(batch, enrolmentIds, standing),
      preparedByName: names.get(batch.preparedBy) ?? '',
      approvedByName: batch.approvedBy ? (names.get(batch.approvedBy) ?? '') : null,
      contents: standing && mayRead(actor, batch) ? await this.contentsOf(batch, enrolmentIds, standing) : null,
      fault: await this.faultOf(batch),
    };
  }

  private async listed(batches: CertificateBatch[]): Promise<ListedBatch[]> {
    const lengths = await this.batches.lengths(batches.map(({ id }) => id));
    const runs = await this.runs.byIds(batches.map(({ runId }) => runId));
    const designs = await this.designs.chosen(batches.flatMap(({ designVersionId }) => designVersionId ?? []));
    return batches.map((batch) => ({
      batch,
      run: runs.get(batch.runId)!,
      people: lengths.get(batch.id) ?? 0,
      design: designs.get(batch.designVersionId ?? '') ?? null,
    }));
  }

  /** `standing`: of everybody in the run; null once it no longer counts. */
  private async entries(
    batch: CertificateBatch,
    ids: readonly string[],
    standing: readonly Eligibility[] | null,
  ): Promise<BatchEntry[]> {
    const enrolments = new Map((await this.enrolments.byIds(ids)).map((one) => [one.id, one]));
    const people = await this.people.byIds([...enrolments.values()].map(({ personId }) => personId));
    const organisations = await this.organisations.byIds(
      [...enrolments.values()].map(({ organisationId }) => organisationId),
    );
    const stands = standing && new Map(standing.map((one) => [one.enrolment.id, one]));
    const certificates = new Map((await this.certificates.ofBatch(batch.id)).map((one) => [one.enrolmentId, one]));
    return ids.map((enrolmentId) => {
      const enrolment = enrolments.get(enrolmentId)!;
      return {
        enrolmentId,
        person: people.get(enrolment.personId)!,
        organisation: organisations.get(enrolment.organisationId)!,
        unmet: stands && (stands.get(enrolmentId)?.unmet ?? []),
        isGone: stands !== null && !stands.has(enrolmentId),
        certificate: certificates.get(enrolmentId) ?? null,
      };
    });
  }

  private async contentsOf(
    batch: CertificateBatch,
    enrolmentIds: readonly string[],
    standing: readonly Eligibility[],
  ): Promise<string | null> {
    try {
      return this.grounds.contentsOf(batch, await this.grounds.among(standing, batch, enrolmentIds));
    } catch (error) {
      // Somebody on the list is no longer fit: there is nothing to approve.
      if (error instanceof DomainError) return null;
      throw error;
    }
  }

  private async faultOf({ status, jobId }: CertificateBatch): Promise<string | null> {
    const job = status === 'approved' && jobId ? await this.jobs.find(jobId) : null;
    return job?.status === 'failed' ? String(job.result.code) : null;
  }
}

/** Whether the contents are for this person: whoever may approve the batch as it stands. */
const mayRead = (actor: Actor, batch: CertificateBatch): boolean =>
  isGranted(actor, certificateAccess.approve) && isAllowed(mayApprove(batch, actor));
