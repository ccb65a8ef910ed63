import { Inject, Injectable } from '@nestjs/common';
import { conflict, enforce, localDate } from '#libs/kernel';
import { OrganisationLookup } from '#libs/people';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import { RunLookup, SessionLookup } from '#libs/training';
import type { CertificateBatch } from './certificate-batch.entity.js';
import { contentsOf } from './contents.js';
import { type Eligibility, EligibilityService, type Holder } from './eligibility.service.js';
import { numbersToCome, payloadOf } from './payload.js';
import { mayPrint } from './printable.js';
import type { CertificatePayload } from './render/index.js';

/** What stands behind every name on the list of a batch. */
export interface Candidate {
  eligibility: Eligibility;
  /** The document as it will be, with numbers that are not taken yet. */
  payload: CertificatePayload;
}

type Decided = Pick<
  CertificateBatch,
  'runId' | 'decisionNumber' | 'decisionDate' | 'signatory' | 'issuePlace' | 'issuedOn'
>;

@Injectable()
export class BatchGrounds {
  constructor(
    private readonly eligibility: EligibilityService,
    private readonly runs: RunLookup,
    private readonly sessions: SessionLookup,
    private readonly organisations: OrganisationLookup,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** In the order given. Refuses when somebody is not (or no longer) eligible, or cannot be printed. */
  async gather(batch: Decided, enrolmentIds: readonly string[]): Promise<Candidate[]> {
    return this.among(await this.eligibility.ofRun(batch.runId), batch, enrolmentIds);
  }

  /** The same, where it is known how everybody in the run stands. */
  async among(standing: readonly Eligibility[], batch: Decided, enrolmentIds: readonly string[]): Promise<Candidate[]> {
    const bySeat = new Map(standing.map((one) => [one.enrolment.id, one]));
    const chosen = enrolmentIds.map((id) => {
      const found = bySeat.get(id);
      if (!found) throw conflict('certificate_batch.not_enrolled');
      return found;
    });
    const fallen = chosen.filter(({ isEligible }) => !isEligible).map(({ person }) => person.fullName);
    if (fallen.length > 0) throw conflict('certificate_batch.not_eligible', { names: fallen.join('; ') });
    const candidates = await this.candidates(batch, chosen);
    const clean = new Set<string>();
    for (const { payload } of candidates) enforce(mayPrint(payload, clean));
    return candidates;
  }

  /** A hash of all that the certificates of a list would say now, and of what they would be drawn with. */
  contentsOf({ designVersionId }: Pick<CertificateBatch, 'designVersionId'>, candidates: readonly Candidate[]): string {
    return contentsOf(
      designVersionId,
      candidates.map(({ payload }) => payload),
    );
  }

  /** What stands behind one name now, whether or not still eligible or enrolled: what was issued in error is put right. */
  async again(batch: Decided, enrolmentId: string): Promise<CertificatePayload> {
    const [payload] = await this.payloads(batch, [await this.eligibility.holderOf(enrolmentId)]);
    return payload!;
  }

  /** The same people under a decision that says as little as it can: what is wrong then is wrong with themselves. */
  ofPeople(runId: string, standing: readonly Eligibility[]): Promise<Candidate[]> {
    return this.candidates({ ...plainDecision, runId }, standing);
  }

  private async candidates(batch: Decided, chosen: readonly Eligibility[]): Promise<Candidate[]> {
    const payloads = await this.payloads(batch, chosen);
    return chosen.map((eligibility, index) => ({ eligibility, payload: payloads[index]! }));
  }

  private async payloads(batch: Decided, holders: readonly Holder[]): Promise<CertificatePayload[]> {
    const numbers = { ...numbersToCome, publicUrl: this.configuration.publicUrl };
    const run = (await this.runs.byIds([batch.runId])).get(batch.runId)!;
    const units = await this.sessions.plannedUnits(batch.runId);
    const organisations = await this.organisations.byIds(holders.map(({ enrolment }) => enrolment.organisationId));
    return holders.map(({ enrolment, person, grade }) => {
      const grounds = {
        person,
        organisation: organisations.get(enrolment.organisationId)!,
        run,
        units,
        grade,
        decision: { number: batch.decisionNumber, date: batch.decisionDate },
        signatory: batch.signatory,
        issuePlace: batch.issuePlace,
        issuedOn: batch.issuedOn,
      };
      return payloadOf(grounds, numbers);
    });
  }
}

const anyDay = localDate('2026-01-01');

const plainDecision: Omit<Decided, 'runId'> = {
  decisionNumber: '1',
  decisionDate: anyDay,
  issuedOn: anyDay,
  issuePlace: { lo: '', vi: '1', en: '' },
  signatory: { nameVi: '1', nameLo: '1', titleVi: '1', titleLo: '1', authorityFormVi: '', authorityFormLo: '' },
};
