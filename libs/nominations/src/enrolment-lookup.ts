import { Injectable } from '@nestjs/common';
import { notFound } from '#libs/kernel';
import type { Enrolment } from './enrolment.entity.js';
import { EnrolmentsRepository } from './enrolments.repository.js';

/** Enrolments for the rooms above, unscoped: they have made sure of the actor's sight of their own noun. */
@Injectable()
export class EnrolmentLookup {
  constructor(private readonly enrolments: EnrolmentsRepository) {}

  find(id: string): Promise<Enrolment | null> {
    return this.enrolments.find(id);
  }

  async get(id: string): Promise<Enrolment> {
    const enrolment = await this.enrolments.find(id);
    if (!enrolment) throw notFound('enrolment');
    return enrolment;
  }

  /** Those with a seat now, in the order of confirmation. */
  activeOf(runId: string): Promise<Enrolment[]> {
    return this.enrolments.ofRun(runId, 'active');
  }

  /** Those with a seat now, and those who had one. */
  ofRun(runId: string): Promise<Enrolment[]> {
    return this.enrolments.ofRun(runId);
  }

  /** Those that exist, in the order of confirmation. */
  byIds(ids: readonly string[]): Promise<Enrolment[]> {
    return this.enrolments.byIds(ids);
  }

  ofPerson(personId: string): Promise<Enrolment[]> {
    return this.enrolments.ofPerson(personId);
  }
}
