import { Injectable } from '@nestjs/common';
import { AssessmentLookup, type Rate, RatesService } from '#libs/attendance';
import { type Actor, requireGrant } from '#libs/kernel';
import { type Enrolment, EnrolmentLookup } from '#libs/nominations';
import { AcceptedOutputs } from '#libs/outputs';
import { type Person, PersonLookup } from '#libs/people';
import { RunLookup, RunsService, requiredKinds } from '#libs/training';
import { BatchesRepository } from './batches.repository.js';
import { certificateAccess } from './certificate.policy.js';
import { type Condition, conditionsOf, type Unmet, unmetAmong } from './eligibility.rules.js';

/** How one enrolment stands before a certificate. */
export interface Eligibility {
  enrolment: Enrolment;
  person: Person;
  rate: Rate;
  grade: string | null;
  isEligible: boolean;
  /** All that the run asks. */
  conditions: Condition[];
  /** Every one of them that is not met. */
  unmet: Unmet[];
  /** The batch that is not cancelled on whose list it stands. */
  listedIn: string | null;
}

/** What the seats of a run have to show, by enrolment. */
interface Shown {
  rates: ReadonlyMap<string, Rate>;
  assessments: Awaited<ReturnType<AssessmentLookup['ofRun']>>;
  accepted: Awaited<ReturnType<AcceptedOutputs['byRun']>>;
}

/** Whom a certificate names, and with what grade. */
export type Holder = Pick<Eligibility, 'enrolment' | 'person' | 'grade'>;

/** Who may get a certificate of a run, and what everybody else still lacks. */
@Injectable()
export class EligibilityService {
  constructor(
    private readonly runs: RunLookup,
    private readonly runsInSight: RunsService,
    private readonly enrolments: EnrolmentLookup,
    private readonly people: PersonLookup,
    private readonly rates: RatesService,
    private readonly assessments: AssessmentLookup,
    private readonly outputs: AcceptedOutputs,
    private readonly batches: BatchesRepository,
  ) {}

  async list(actor: Actor, runId: string): Promise<Eligibility[]> {
    requireGrant(actor, certificateAccess.readBatch);
    await this.runsInSight.getInSight(actor, runId);
    return this.ofRun(runId);
  }

  /** Unscoped: for the steps of a batch, inside their unit. */
  async ofRun(runId: string): Promise<Eligibility[]> {
    const rates = await this.rates.ofRun(runId);
    const assessments = await this.assessments.ofRun(runId);
    const accepted = await this.outputs.byRun(runId);
    return this.weigh(runId, await this.enrolments.activeOf(runId), { rates, assessments, accepted });
  }

  /** Of one seat, whatever has become of it since. Unscoped as well. */
  async holderOf(enrolmentId: string): Promise<Holder> {
    const enrolment = await this.enrolments.get(enrolmentId);
    const person = await this.people.get(enrolment.personId);
    const assessment = (await this.assessments.ofSeats([enrolmentId])).get(enrolmentId);
    return { enrolment, person, grade: assessment?.grade || null };
  }

  /** Of these few seats of the run, unscoped as well; nothing is read of the others in it. */
  async ofSeats(runId: string, enrolments: readonly Enrolment[]): Promise<Eligibility[]> {
    if (enrolments.length === 0) return [];
    const ids = enrolments.map(({ id }) => id);
    const rates = await this.rates.ofSeats(runId, ids);
    const assessments = await this.assessments.ofSeats(ids);
    const accepted = await this.outputs.ofSeats(ids);
    return this.weigh(runId, enrolments, { rates, assessments, accepted });
  }

  private async weigh(
    runId: string,
    enrolments: readonly Enrolment[],
    { rates, assessments, accepted }: Shown,
  ): Promise<Eligibility[]> {
    const run = await this.runs.get(runId);
    const people = await this.people.byIds(enrolments.map(({ personId }) => personId));
    const listed = await this.batches.listed(enrolments.map(({ id }) => id));
    return enrolments.flatMap((enrolment) => {
      const person = people.get(enrolment.personId);
      const rate = rates.get(enrolment.id);
      if (!person || !rate) return [];
      const assessment = assessments.get(enrolment.id);
      const conditions = conditionsOf({
        attendedUnits: rate.attendedUnits,
        plannedUnits: rate.plannedUnits,
        attendanceThreshold: run.attendanceThreshold,
        requiredKinds: requiredKinds(run.requiredOutputs),
        acceptedKinds: accepted.get(enrolment.id) ?? new Set(),
        hasAssessment: run.hasAssessment,
        assessmentPassed: assessment?.passed ?? null,
      });
      const unmet = unmetAmong(conditions);
      const listedIn = listed.get(enrolment.id) ?? null;
      const grade = assessment?.grade || null;
      return [{ enrolment, person, rate, grade, conditions, unmet, isEligible: unmet.length === 0, listedIn }];
    });
  }
}
