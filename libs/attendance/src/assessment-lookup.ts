import { Injectable } from '@nestjs/common';
import { type Assessed, AssessmentsRepository } from './assessments.repository.js';

/** Assessments for the rooms above, unscoped. */
@Injectable()
export class AssessmentLookup {
  constructor(private readonly assessments: AssessmentsRepository) {}

  /** Enrolment id → what was found; enrolments not yet assessed are missing. */
  async ofRun(runId: string): Promise<Map<string, Assessed>> {
    const found = await this.assessments.ofRun(runId);
    return new Map([...found].map(([enrolmentId, { passed, grade }]) => [enrolmentId, { passed, grade }]));
  }

  /** The same of these seats alone. */
  ofSeats(enrolmentIds: readonly string[]): Promise<Map<string, Assessed>> {
    return this.assessments.ofSeats(enrolmentIds);
  }
}
